/**
 * Telling the partners what happened, each in its own order, none waiting for another: one queue per system, emptied by one postman.
 * The queue is data: it survives a continued run. What AUDE cannot show yet (R36) is handed to the demandeur's flow.
 */
import { type Effet, type Envoi, publieEntier, remplace } from './effets.ts';
import { etape } from './etape.ts';
import { joindre, noter } from './miroir.ts';
import { signaler } from './signaler.ts';
import { instant, iso, laisserRepondre, type Suivi } from './suivi.ts';
import { condition } from './vague.ts';

/** Queues effects. `cle` names the occasion, once and for all: with the operation, and its rank when it is done twice, it makes the idempotency key. */
export const diffuser = (s: Suivi, cle: string, effets: Effet[], transmission?: Envoi['transmission']): void => {
  for (const [i, effet] of effets.entries()) {
    const rang = effets.slice(0, i).filter((x) => x.operation === effet.operation).length;
    const nom = `${effet.operation}:${cle}${rang > 0 ? `:${rang + 1}` : ''}`;
    s.memoire.files[effet.systeme] ??= [];
    ranger(s.memoire.files[effet.systeme] as Envoi[], { cle: nom, effet, ...(transmission && { transmission }) });
    if (transmission) marquer(s, { cle, effet, transmission }, 'EN_ATTENTE');
  }
};

/**
 * An offer that changes again while the partner is away is told once: what waits is overtaken by what comes. The whole text keeps its turn and its key
 * (what follows it needs it, somebody may wait for it); a word of it goes last. The first of the queue is on its way: it is left alone.
 */
const ranger = (file: Envoi[], envoi: Envoi): void => {
  const rang = file.findIndex((x, i) => i > 0 && remplace(envoi.effet, x.effet));
  const attendu = file[rang];
  if (attendu !== undefined && publieEntier(envoi.effet)) {
    attendu.effet = envoi.effet;
    return;
  }
  if (attendu !== undefined) file.splice(rang, 1);
  file.push(envoi);
};

/** What still waits to leave has lost its reason; the call that is out ends as it may. */
export const renoncer = (s: Suivi, effets: (e: Effet) => boolean): void => {
  for (const file of Object.values(s.memoire.files)) {
    file.splice(0, file.length, ...file.filter((x, i) => i === 0 || !effets(x.effet)));
    if (file[0] && effets(file[0].effet)) file[0].caduc = true;
  }
};

/** Everything that this partner had to hear under that key has left. */
export const estParti = (s: Suivi, systeme: Effet['systeme'], cle: string): boolean => (s.memoire.files[systeme] ?? []).every((x) => x.cle !== cle);

/** One postman per system, born with the flow. */
export const poster = (s: Suivi): void => {
  for (const systeme of ['smf', 'rco', 'kairos', 'ouiform', 'aude', 'audef', 'pefr', 'imilo'] as const) void tournee(s, systeme);
};

const tournee = async (s: Suivi, systeme: Effet['systeme']): Promise<never> => {
  for (;;) {
    await condition(() => (s.memoire.files[systeme]?.length ?? 0) > 0);
    await laisserRepondre(s);
    const file = s.memoire.files[systeme] as Envoi[];
    const envoi = file[0] as Envoi;
    const rendu = await etape(s, envoi.cle, envoi.effet, { caduc: () => envoi.caduc === true });
    file.shift();
    s.sale = true;
    if (rendu === undefined) continue; // somebody decided to do without
    if (estDiffere(rendu)) await differer(s, envoi);
    else if (envoi.transmission) marquer(s, envoi, 'VISIBLE');
    s.apresEnvoi(envoi, rendu);
  }
};

export const estDiffere = (rendu: unknown): boolean => typeof rendu === 'object' && rendu !== null && 'differee' in rendu && rendu.differee === true;

/** What the radié's file cannot show is kept by the demandeur's flow, in order, for the réinscription. */
const differer = async (s: Suivi, { cle, effet, transmission }: Envoi): Promise<void> => {
  if (!transmission) return;
  marquer(s, { cle, effet, transmission }, 'DIFFEREE');
  const { parcours, fait, entree } = transmission;
  const [personne] = parcours.split(':') as [string];
  await signaler(s, cle, [
    {
      processus: 'demandeur',
      sujet: personne,
      acte: { type: 'differer', parcours, fait, ...(entree && { entree }), effet: { operation: effet.operation, arg: effet.arg } },
    },
  ]);
};

const marquer = (s: Suivi, { effet, transmission }: Envoi, etat: 'EN_ATTENTE' | 'VISIBLE' | 'DIFFEREE'): void => {
  if (!transmission) return;
  const { parcours, fait } = transmission;
  joindre(s, {
    transmissions: [{ parcours, systeme: effet.systeme, fait, etat, depuis: iso(instant(s)), regle: etat === 'DIFFEREE' ? 'R36' : null, raison: null }],
  });
  if (etat !== 'EN_ATTENTE') noter(s, etat === 'VISIBLE' ? 'TRANSMIS' : 'DIFFERE', { systeme: effet.systeme, detail: fait });
};
