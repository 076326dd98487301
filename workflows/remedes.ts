/** What operators may do about a blocage, whatever the process. Each act is journalled; a second operator is told that it is done. */
import { setHandler } from '@temporalio/workflow';
import type { ActionBlocage, ReponseAction } from '../domain/actes.ts';
import { Destinataire, echeances } from '../domain/politiques.ts';
import { reposA } from './attendre.ts';
import { ajuster, lever } from './blocages.ts';
import { hub } from './hub.ts';
import { actionner } from './messages.ts';
import { ecrire, noter } from './miroir.ts';
import { echecDe, type Niveau, relancer } from './rappel.ts';
import { instant, iso, pendant, type Suivi } from './suivi.ts';

const FAIT: ReponseAction = { fait: true };
const refus = (code: string, plus: Omit<ReponseAction, 'fait' | 'refus'> = {}): ReponseAction => ({ fait: false, refus: code, ...plus });

export const ecouterRemedes = (s: Suivi): void => {
  setHandler(actionner, async (action): Promise<ReponseAction> => {
    // Temporal knows an update by its id within one run; this holds across runs.
    if (action.acte !== undefined && s.memoire.vus.includes(action.acte)) return FAIT;
    const [nom, blocage] = Object.entries(s.memoire.blocages).find(([, b]) => b.id === action.blocage) ?? [];
    if (nom === undefined || blocage === undefined) return refus('DEJA_LEVE');
    const reponse = await pendant(s, async () => agir(s, nom, action));
    if (reponse.fait) {
      if (action.acte !== undefined) s.memoire.vus.push(action.acte);
      noter(s, action.code, { acteur: action.par, detail: blocage.cause, cle: action.acte });
    }
    await ecrire(s);
    return reponse;
  });
};

const agir = (s: Suivi, nom: string, action: ActionBlocage): ReponseAction | Promise<ReponseAction> => {
  const attente = s.memoire.attentes[nom];
  switch (action.code) {
    case 'relancer':
      return relancerUn(s, nom, action);
    case 'mettreEnVeille':
      if (attente) attente.veilleJusqua = Date.parse(action.jusqua);
      ajuster(s, nom, { veilleJusqua: action.jusqua });
      s.battement++;
      return FAIT;
    case 'prendreEnCharge': {
      const { priseEnChargePar: par, priseEnChargeJusqua: jusqua } = s.memoire.blocages[nom] ?? {};
      if (par && par !== action.par && jusqua && Date.parse(jusqua) > instant(s)) return refus('DEJA_PRIS', { par, jusqua });
      if (attente) attente.enChargeJusqua = Date.parse(action.jusqua);
      ajuster(s, nom, { priseEnChargePar: action.par, priseEnChargeJusqua: action.jusqua });
      s.battement++;
      return FAIT;
    }
    case 'corriger':
    case 'passer':
      if (!nom.startsWith('REJET_FONCTIONNEL:')) return refus('NON_APPLICABLE');
      if (s.decisions[nom]) return refus('DEJA_FAIT');
      s.decisions[nom] = { code: action.code, par: action.par };
      return FAIT;
    case 'traiterHorsSysteme':
      if (attente) attente.horsSysteme = true;
      lever(s, nom, action.par);
      return FAIT;
    case 'absenceProvisoire':
    case 'choisirValeur':
      return s.remedier(nom, action);
  }
};

/** A reminder now, at the level that the ladder has reached; a partner that was silent is tried again at once. */
const relancerUn = async (s: Suivi, nom: string, action: ActionBlocage): Promise<ReponseAction> => {
  const attente = s.memoire.attentes[nom];
  const b = s.memoire.blocages[nom];
  if (b?.cause === 'SYSTEME_INDISPONIBLE' && b.systeme !== null) {
    s.reprises[b.systeme] = (s.reprises[b.systeme] ?? 0) + 1;
    return FAIT;
  }
  if (b?.cause === 'COURRIEL_EN_ECHEC') return renvoyer(s, nom, action);
  if (!attente || !b) return s.remedier(nom, action);
  const politique = await hub.politique(b.cause);
  const libre = reposA(attente, politique);
  if (libre > instant(s)) return refus('RELANCE_RECENTE', { jusqua: iso(libre) });
  const niveaux = echeances(politique, attente.depuis, b.acteurType, instant(s));
  const parCourriel = (n: Niveau): boolean => n.canal === 'COURRIEL';
  const niveau = niveaux.slice(0, attente.niveau + 1).findLast(parCourriel) ?? niveaux.find(parCourriel);
  if (!niveau) return refus('NON_APPLICABLE');
  return (await relancer(s, nom, attente, niveau)) ? FAIT : refus('ENVOI_IMPOSSIBLE');
};

/** « Renvoyer » what did not arrive: to the address known today. A candidate's own mail is its path's to send again. */
const renvoyer = async (s: Suivi, nom: string, action: ActionBlocage): Promise<ReponseAction> => {
  const attendu = Object.keys(s.memoire.attentes).find((x) => echecDe(x) === nom);
  const attente = attendu === undefined ? undefined : s.memoire.attentes[attendu];
  const aQui = s.memoire.blocages[nom]?.sujet['destinataire'];
  // What told a person how to re-register (S10) is no reminder.
  if (attendu === undefined || !attente?.blocage || (aQui === 'CANDIDAT' && s.processus === 'demandeur')) return s.remedier(nom, action);
  const destinataire = Destinataire.catch('OF').parse(aQui);
  const niveau = Math.max(1, s.memoire.blocages[attendu]?.niveau ?? 1);
  return (await relancer(s, attendu, attente, { niveau, destinataire, canal: 'COURRIEL' })) ? FAIT : refus('ENVOI_IMPOSSIBLE');
};
