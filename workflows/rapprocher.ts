/**
 * What a flow does when the reconciliation tells it that a partner, or its own mirror, does not say what it says. Where the rule is clear the
 * effect is done again, once, under a key of its own; what still differs at the next comparison, or has no rule, is a blocage that carries both
 * values. The flow owns it: it falls when a comparison agrees.
 */
import { setHandler } from '@temporalio/workflow';
import { CAUSES } from '../domain/causes.ts';
import { Fait, type Systeme } from '../domain/codes.ts';
import { fluxGarde } from '../domain/processus.ts';
import type { Ecart, Rapprochement } from '../domain/rapprochement.ts';
import { attendre } from './attendre.ts';
import { bloquer, lever } from './blocages.ts';
import { diffuser } from './diffuser.ts';
import type { Envoi } from './effets.ts';
import { rapproche } from './messages.ts';
import { noter, reprendreA } from './miroir.ts';
import { instant, iso, type Suivi } from './suivi.ts';

/** A difference as its flow remembers it. `refaits`: how many times the effect was done again for it. */
export type EcartTenu = Ecart & { depuis: number; vuLe: number; refaits: number };

/** One that was not seen again for that long is another one. */
const OUBLI_MS = 7 * 86_400_000;
const PASSAGES_GARDES = 20;

export const ecouterRapprochements = (s: Suivi): void => {
  for (const e of Object.values(s.memoire.ecarts)) if (!enReparation(e)) void suivreEcart(s, e);
  setHandler(rapproche, (r) => {
    if (s.memoire.passages.includes(r.passage)) return;
    s.memoire.passages = [...s.memoire.passages.slice(-PASSAGES_GARDES), r.passage];
    if (r.version !== undefined) reprendreA(s, r.version);
    if (r.reflet) s.sale = true;
    entendre(s, r);
  });
};

/** The procedure is over: nobody will compare any more. */
export const oublierEcarts = (s: Suivi): void => {
  for (const cle of Object.keys(s.memoire.ecarts)) {
    lever(s, nomDe(cle), 'fin du suivi');
    delete s.memoire.ecarts[cle];
  }
};

const nomDe = (cle: string): string => `ECART:${cle}`;
const enReparation = (e: EcartTenu): boolean => e.reparation !== undefined && e.refaits === 1 && e.vuLe === e.depuis;

const entendre = (s: Suivi, { ecarts, leves, egaux = [] }: Rapprochement): void => {
  const tenus = s.memoire.ecarts;
  for (const cle of [...leves, ...accordes(s, ecarts, egaux)]) delete tenus[cle];
  // What is on its way is not a difference: the next comparison will see.
  if (!estTranquille(s)) return;
  const vuLe = instant(s);
  for (const ecart of ecarts) {
    const connu = tenus[ecart.cle];
    const suite = connu !== undefined && vuLe - connu.vuLe < OUBLI_MS;
    if (!suite && ecart.reparation) refaire(s, ecart, vuLe);
    else {
      const neuf = !suite || enReparation(connu);
      tenus[ecart.cle] = {
        ...ecart,
        depuis: suite ? connu.depuis : vuLe,
        vuLe: suite ? Math.max(vuLe, connu.depuis + 1) : vuLe,
        refaits: suite ? connu.refaits : 0,
      };
      if (neuf) void suivreEcart(s, tenus[ecart.cle] as EcartTenu);
    }
  }
};

/** What was repaired, or showed no more: it was compared, and nobody says it again. People whom nobody knows are another page's. */
const accordes = (s: Suivi, ecarts: readonly Ecart[], egaux: readonly Systeme[]): string[] =>
  Object.values(s.memoire.ecarts)
    .filter((e) => e.systeme !== null && egaux.includes(e.systeme) && e.objet !== 'CANDIDAT' && !ecarts.some((x) => x.cle === e.cle))
    .map((e) => e.cle);

const estTranquille = (s: Suivi): boolean => s.actifs === 0 && Object.values(s.memoire.files).every((f) => f.length === 0);

/** A new generation of the key: the partner that lost the effect remembers that it answered the first one. */
const refaire = (s: Suivi, ecart: Ecart, vuLe: number): void => {
  const { cle, systeme, objet, reparation } = ecart;
  if (!reparation || systeme === null) return;
  const nom = `reparation:${cle}`;
  const n = (s.memoire.numeros[nom] ?? 0) + 1;
  s.memoire.numeros[nom] = n;
  s.memoire.ecarts[cle] = { ...ecart, depuis: vuLe, vuLe, refaits: 1 };
  diffuser(s, `${nom}:${n}`, [{ systeme, operation: reparation.operation, arg: reparation.arg }], celluleAude(s, ecart));
  noter(s, 'ECART_REPARE', { systeme, detail: objet });
};

/** AUDE may keep it for the réinscription (R36): it is then deferred like any other, and the matrix knows it. */
const celluleAude = (s: Suivi, { systeme, objet }: Ecart): Envoi['transmission'] => {
  const [genre, ...sujet] = fluxGarde(`${s.processus}:${s.sujet}`).split(':');
  const fait = Fait.options.find((f) => f === objet);
  return systeme === 'aude' && genre === 'parcours' && fait ? { parcours: sujet.join(':'), fait } : undefined;
};

/** Seen at once, with both values; the ladder of its cause then asks who must act. */
const suivreEcart = async (s: Suivi, e: EcartTenu): Promise<void> => {
  const nom = nomDe(e.cle);
  // A guardian speaks for the flow that it watches.
  const [genre = '', ...reste] = fluxGarde(`${s.processus}:${s.sujet}`).split(':');
  const sujet = reste.join(':');
  const parcours = genre === 'parcours' ? sujet : null;
  const session = genre === 'session' ? sujet : (parcours?.split(':')[1] ?? null);
  // What SMF and Kairos hold, somebody typed there; what the others hold is the team's to look at, and the i-Milo or AUDE of a person no organisme's.
  const declare = CAUSES[e.cause].acteur;
  const acteur = declare === 'OF' && e.systeme !== 'kairos' && e.systeme !== 'smf' ? 'EQUIPE' : declare;
  const organisme = e.systeme === 'aude' || e.systeme === 'imilo' ? null : (e.organisme ?? s.resume().organisme);
  const cas = {
    cause: e.cause,
    nom,
    acteurType: acteur,
    acteur: acteur === 'OF' ? organisme : acteur === 'SYSTEME' ? e.systeme : null,
    organisme,
    session,
    depuis: e.depuis,
    sujet: () => ({
      ...(session !== null && { session }),
      ...(parcours && { parcours }),
      ...(genre === 'fiche' && { fiche: sujet }),
      ...(genre === 'creneau' && { creneau: sujet }),
      ...(e.systeme && { systeme: e.systeme }),
      ecart: e.objet,
      valeurHub: s.memoire.ecarts[e.cle]?.hub ?? e.hub ?? 'rien',
      valeurPartenaire: s.memoire.ecarts[e.cle]?.partenaire ?? e.partenaire ?? 'rien',
    }),
  };
  noter(s, 'ECART_CONSTATE', { systeme: e.systeme, detail: e.objet });
  const { cause, acteurType, acteur: qui } = cas;
  bloquer(s, nom, { cause, acteurType, acteur: qui, organisme, session, systeme: e.systeme, depuis: iso(e.depuis), sujet: cas.sujet() });
  await attendre(s, () => s.memoire.ecarts[e.cle] === undefined, cas);
};
