/** Sets up a flow: the handlers of its messages, then its state, as it begins or as a former run left it. */
import { setHandler, workflowInfo } from '@temporalio/workflow';
import { type Calendrier, estPlusRecent } from '../domain/calendrier.ts';
import type { Processus } from '../domain/processus.ts';
import { type Acte, acte, agir, calendrierAvance, calendrierRecale, courrier, type Debut, lireEtat, politiqueChangee, systemeRepris } from './messages.ts';
import { ecrire } from './miroir.ts';
import { entendreCourrier } from './rappel.ts';
import { estCalme, instant, type Memoire, prochaineEcheance, type Regles, type Suivi } from './suivi.ts';
import { condition } from './vague.ts';
import { entendreChangement } from './veille.ts';

const VUS_GARDES = 500;
const HEURE = 3_600_000;

/** Call it before anything else. */
export const suivre = <E, A extends Acte>(processus: Processus, debut: Debut<Memoire<E>>, regles: Regles<E, A>): Suivi<E> => {
  const memoire: Memoire<E> = debut.etat ?? {
    etat: regles.initial,
    version: 0,
    vus: [],
    rang: 0,
    attentes: {},
    blocages: {},
    numeros: {},
    files: {},
    corrections: {},
    passages: [],
    ecarts: {},
  };
  const s: Suivi<E> = {
    sujet: debut.sujet,
    processus,
    memoire,
    etat: memoire.etat,
    resume: () => regles.resume(memoire.etat),
    miroir: () => regles.miroir(memoire.etat),
    apresEnvoi: (envoi, rendu) => regles.apresEnvoi?.(s, envoi, rendu),
    refusPropre: (effet, code) => regles.refusPropre?.(s, effet, code),
    remedier: (nom, action) => regles.remedier?.(s, nom, action) ?? { fait: false, refus: 'NON_APPLICABLE' },
    calendrier: debut.calendrier,
    battement: 0,
    socle: memoire.version,
    politiques: 0,
    reprises: {},
    decisions: {},
    commence: false,
    actifs: 0,
    rapides: 0,
    reponsesDues: 0,
    enEcriture: false,
    avantEcriture: new Set(),
    dormeurs: new Set(),
    tampon: { evenements: [], autres: {} },
    sale: debut.etat === undefined,
    attributs: undefined,
  };
  const recevoir = (a: Acte) => {
    if (memoire.vus.includes(a.id)) return undefined;
    memoire.vus.push(a.id);
    while (memoire.vus.length > VUS_GARDES) memoire.vus.shift();
    s.sale = true;
    rattraper(s, Date.parse(a.date));
    if (a.type === 'courrielRevenu') return void entendreCourrier(s, { type: 'REVENU', blocage: a.blocage, niveau: a.niveau, destinataire: a.destinataire });
    entendreChangement(s);
    // Inside the flow an act goes by its rank: keys made of it stay short, and no other run makes them again.
    const id = `${workflowInfo().firstExecutionRunId.slice(0, 8)}.${++memoire.rang}`;
    return regles.recevoir(s, { ...a, id } as A);
  };
  setHandler(acte, async (a) => {
    await recevoir(a);
  });
  setHandler(agir, async (a) => {
    s.reponsesDues++;
    try {
      const reponse = await recevoir(a);
      await ecrire(s);
      return reponse ?? undefined;
    } finally {
      s.reponsesDues--;
    }
  });
  setHandler(calendrierAvance, async (cal) => {
    regler(s, cal);
    await condition(() => estCalme(s));
    return prochaineEcheance(s);
  });
  setHandler(calendrierRecale, (cal) => regler(s, cal));
  setHandler(systemeRepris, (systeme) => {
    s.reprises[systeme] = (s.reprises[systeme] ?? 0) + 1;
  });
  setHandler(politiqueChangee, () => {
    s.politiques++;
    s.battement++;
  });
  setHandler(courrier, (avis) => entendreCourrier(s, avis));
  setHandler(lireEtat, () => ({ ...memoire, calme: estCalme(s) }));
  return s;
};

/** Within a long jump, a flow with nothing due hears of it at the end; an act that comes before brings the date with it. */
const rattraper = (s: Suivi, date: number): void => {
  const retard = date - instant(s);
  if (s.calendrier.origine === 0 || !(retard > HEURE)) return; // real time is never moved
  s.calendrier = { ...s.calendrier, avance: s.calendrier.avance + retard };
  s.battement++;
};

/** Messages may cross: an older calendar than ours says nothing. */
const regler = (s: Suivi, cal: Calendrier): void => {
  if (!estPlusRecent(cal, s.calendrier)) return;
  s.calendrier = cal;
  s.battement++;
};
