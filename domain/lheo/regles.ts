/** The controls of the field, beyond the schema: identifiers (§c.1), periods, hours, slots (R4, R10, R19–R21), no NIR (§h). */
import { contientNir, estFormacode, estUai, lireNda, lireSiret } from '../identifiants.ts';
import { type Noeud, premier, texteDe, tous } from './arbre.ts';
import { DEBUT_INCONNU, dernierJourDe, estDateLheo, FIN_INCONNUE, minutes, premierJour } from './dates.ts';
import { estGuichetUnique } from './dispensateur.ts';
import { type Faute, faute } from './faute.ts';

export type Verdict = { erreurs: Faute[]; avertissements: Faute[] };

/** Numbers become workflow ids and addresses. */
export const NUMERO = /^[\w.-]{1,64}$/;

/** The faults of one element, by its name. */
export const controlerRegles = (noeud: Noeud, chemin: string): Verdict => {
  const verdict: Verdict = { erreurs: controlerNir(noeud, chemin), avertissements: [] };
  if (Object.hasOwn(CONTROLES, noeud.nom)) CONTROLES[noeud.nom]?.(noeud, chemin, verdict);
  return verdict;
};

/** §h: no NIR, anywhere, and never shown again in a report. */
export const controlerNir = (noeud: Noeud, chemin: string): Faute[] =>
  [noeud.texte, ...Object.values(noeud.attributs)].some(contientNir)
    ? [faute(noeud, chemin, '', 'NIR', 'Ce champ contient un numéro de sécurité sociale : il ne peut être ni reçu ni conservé.')]
    : [];

type Controle = (noeud: Noeud, chemin: string, verdict: Verdict) => void;

const forme =
  (test: (valeur: string) => boolean, regle: string, message: string): Controle =>
  (noeud, chemin, { erreurs }) => {
    const lu = noeud.texte.trim();
    if (lu && !test(lu)) erreurs.push(faute(noeud, chemin, lu, regle, message));
  };
const formeSouple =
  (test: (valeur: string) => boolean, regle: string, message: string): Controle =>
  (noeud, chemin, { avertissements }) => {
    const lu = noeud.texte.trim();
    if (lu && !test(lu)) avertissements.push(faute(noeud, chemin, lu, regle, message));
  };

const siret: Controle = (noeud, chemin, { erreurs, avertissements }) => {
  const lu = lireSiret(noeud.texte);
  if (!lu) erreurs.push(faute(noeud, chemin, noeud.texte, 'SIRET', 'Ce SIRET est incorrect : 14 chiffres dont la clé est juste.'));
  else if (lu.repare) {
    const quoi =
      noeud.texte.replace(/\D/g, '').length > 14
        ? 'de 15 caractères réparé : le zéro de tête est retiré'
        : 'de 13 chiffres réparé : le zéro de tête perdu est rendu';
    avertissements.push(faute(noeud, chemin, noeud.texte, 'SIRET', `SIRET ${quoi}, ${lu.siret} est retenu.`));
  }
};

const nda: Controle = (noeud, chemin, { erreurs, avertissements }) => {
  const lu = lireNda(noeud.texte);
  if (!lu) erreurs.push(faute(noeud, chemin, noeud.texte, 'R2', 'Le numéro de déclaration d’activité compte 11 caractères, chiffres ou lettres.'));
  else if (lu.nonNumerique)
    avertissements.push(faute(noeud, chemin, noeud.texte, 'R2', 'Le numéro de déclaration d’activité contient des lettres : à vérifier.'));
};

const periode: Controle = (noeud, chemin, { erreurs }) => {
  const [debut, fin] = [texteDe(premier(noeud, 'debut')) ?? '', texteDe(premier(noeud, 'fin')) ?? ''];
  if (!estDateLheo(debut) || !estDateLheo(fin)) return;
  if (debut === FIN_INCONNUE || fin === DEBUT_INCONNU) {
    erreurs.push(faute(noeud, chemin, `${debut} – ${fin}`, 'LHEO : période', 'Un début inconnu s’écrit 00000000, une fin inconnue 99999999.'));
    return;
  }
  const [de, a] = [premierJour(debut), dernierJourDe(fin)];
  if (de && a && de > a) erreurs.push(faute(noeud, chemin, `${debut} – ${fin}`, 'LHEO : période', 'La fin de la période précède son début.'));
};

const recrutement: Controle = (noeud, chemin, { erreurs, avertissements }) => {
  const lire = (nom: string) => texteDe(premier(noeud, nom));
  const [debut, fin] = ['debut', 'fin'].map((nom) => texteDe(premier(premier(noeud, 'periode'), nom)));
  const [de, a] = [lire('heure-debut'), lire('heure-fin')].map((h) => (h === undefined ? undefined : minutes(h)));
  if (de !== undefined && a !== undefined && a <= de && debut === fin)
    erreurs.push(faute(noeud, `${chemin}/heure-fin`, `${lire('heure-debut')} – ${lire('heure-fin')}`, 'R21', 'L’heure de fin doit suivre l’heure de début.'));
  const modalite = lire('modalite-recrutement');
  if (modalite !== '9' && modalite !== '8' && modalite !== '7') return;
  if (lire('nb-places') === '0') erreurs.push(faute(noeud, `${chemin}/nb-places`, '0', 'R20', 'Un créneau offre au moins une place.'));
  if (debut === undefined || premierJour(debut) === null)
    avertissements.push(faute(noeud, `${chemin}/periode`, debut ?? '', 'R4', 'Sans date connue, ce recrutement n’ouvre aucun créneau.'));
  else if (modalite === '9' && (de === undefined || a === undefined))
    avertissements.push(faute(noeud, `${chemin}/heure-debut`, '', 'R4', 'Les heures de l’information collective ne sont pas dites : 9 h à 12 h par défaut.'));
  if (modalite === '9' && lire('nb-places') === undefined)
    avertissements.push(faute(noeud, `${chemin}/nb-places`, '', 'R20', 'Le nombre de places de l’information collective n’est pas dit : 10 par défaut.'));
};

const action: Controle = (noeud, chemin, { erreurs, avertissements }) => {
  const numero = noeud.attributs['numero'] ?? '';
  if (!NUMERO.test(numero))
    erreurs.push(
      faute(
        noeud,
        `${chemin}/@numero`,
        numero,
        'R1',
        'L’action doit porter un numéro de fiche : 64 caractères au plus, lettres, chiffres, « . », « - » ou « _ ».',
      ),
    );
  const numeros = tous(noeud, 'session').map((s) => s.attributs['numero']);
  for (const [i, s] of tous(noeud, 'session').entries())
    if (numeros[i] && numeros.indexOf(numeros[i]) < i)
      erreurs.push(faute(s, `${chemin}/session/@numero`, numeros[i], 'R1', 'Deux sessions portent le même numéro.'));
  for (const d of tous(noeud, 'date-information'))
    avertissements.push(
      faute(
        d,
        `${chemin}/date-information`,
        texteDe(premier(d, 'date')) ?? '',
        'R4',
        'Réunion sans heure ni nombre de places : de 9 h à 12 h et 10 places par défaut.',
      ),
    );
};

const session: Controle = (noeud, chemin, { erreurs, avertissements }) => {
  const numero = noeud.attributs['numero'];
  if (!numero)
    avertissements.push(faute(noeud, `${chemin}/@numero`, '', 'R1', 'La session n’a pas de numéro : il est formé de celui de l’action et de son rang.'));
  else if (!NUMERO.test(numero))
    erreurs.push(faute(noeud, `${chemin}/@numero`, numero, 'R1', 'Numéro de session : 64 caractères au plus, lettres, chiffres, « . », « - » ou « _ ».'));
  if (texteDe(premier(premier(noeud, 'periode'), 'debut')) === DEBUT_INCONNU)
    avertissements.push(faute(noeud, `${chemin}/periode/debut`, DEBUT_INCONNU, 'R4', 'Le début de la session n’est pas connu.'));
};

const heure = forme((h) => minutes(h) !== undefined, 'LHEO : heure', 'Une heure s’écrit 9h, 12h ou 14h15.');

const CONTROLES: Record<string, Controle> = {
  SIRET: siret,
  'numero-activite': nda,
  periode,
  recrutement,
  action,
  session,
  formation: (noeud, chemin, { erreurs }) => {
    if (estGuichetUnique(texteDe(premier(noeud, 'intitule-formation')) ?? '')) return;
    const actions = tous(noeud, 'action');
    for (const [i, a] of actions.entries()) {
      const sirets = new Set(tous(a, 'organisme-formateur').map((f) => texteDe(premier(premier(f, 'SIRET-formateur'), 'SIRET')) ?? ''));
      if (sirets.size > 1)
        erreurs.push(
          faute(
            a,
            `${chemin}/action${actions.length > 1 ? `[${i + 1}]` : ''}/organisme-formateur`,
            [...sirets].join(', '),
            'R10',
            'Une session a un seul organisme dispensateur : créez autant d’actions que de dispensateurs (seul le guichet unique #Avenir en regroupe plusieurs).',
          ),
        );
    }
  },
  'domaine-formation': (noeud, chemin, { erreurs }) => {
    if (tous(noeud, 'code-FORMACODE').length === 0) erreurs.push(faute(noeud, `${chemin}/code-FORMACODE`, '', 'R4', 'Le formacode principal est obligatoire.'));
  },
  'heure-debut': heure,
  'heure-fin': heure,
  'code-FORMACODE': forme(estFormacode, 'Formacode', 'Un formacode compte 5 chiffres.'),
  'code-ROME': forme((c) => /^[A-Z]\d{4}$/.test(c), 'ROME', 'Un code ROME s’écrit une lettre puis 4 chiffres.'),
  'code-UAI': forme(estUai, 'UAI', 'Un code UAI s’écrit 7 chiffres et leur lettre clé.'),
  codepostal: forme((c) => /^\d{5}$/.test(c), 'Code postal', 'Un code postal compte 5 chiffres.'),
  'code-INSEE-commune': forme((c) => /^(\d{5}|2[AB]\d{3})$/.test(c), 'INSEE', 'Un code INSEE de commune compte 5 caractères, 2A ou 2B en Corse.'),
  courriel: formeSouple(
    (c) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(c),
    'R43',
    'Cette adresse de courriel est incorrecte : les listes ne pourront pas être envoyées.',
  ),
};
