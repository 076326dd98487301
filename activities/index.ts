/** Everything that flows may cause, wired once. Partners are named `kairos.positionner`…; the hub's own by their bare name. */
import type { Client as Temporal } from '@temporalio/client';
import type { Transporter } from 'nodemailer';
import { maintenant } from '../domain/calendrier.ts';
import { SYSTEMES, type Systeme } from '../domain/codes.ts';
import { lireCalendrier } from '../prisma/calendrier.ts';
import type { Hub } from '../prisma/hub.ts';
import { contratAude } from '../systems/aude/contract.ts';
import { contratAudef } from '../systems/audef/contract.ts';
import { contratImilo } from '../systems/imilo/contract.ts';
import { contratKairos } from '../systems/kairos/contract.ts';
import { contratOuiform } from '../systems/ouiform/contract.ts';
import { contratPefr } from '../systems/pefr/contract.ts';
import { contratRco } from '../systems/rco/contract.ts';
import { contratSmf } from '../systems/smf/contract.ts';
import type { Contrat } from '../systems/socle/contrat.ts';
import { createDire } from './affichage.ts';
import { createAude } from './aude.ts';
import { createAudef } from './audef.ts';
import { createClient } from './client.ts';
import type { Cadence } from './courriels/cadence.ts';
import { createCompterDemande } from './demande.ts';
import { createDisjoncteur } from './disjoncteur.ts';
import { createDossiers } from './dossiers.ts';
import { createSignaler } from './flux.ts';
import { createImilo } from './imilo.ts';
import { createKairos } from './kairos.ts';
import { createLecture } from './lecture.ts';
import { createAppliquerFiche } from './offre.ts';
import { createOperations } from './operations.ts';
import { createOuiform } from './ouiform.ts';
import { createPefr } from './pefr.ts';
import { createProjeter, type Projection } from './projection.ts';
import { createRco } from './rco.ts';
import { createReconciliation } from './reconciliation.ts';
import { createRelances } from './relances.ts';
import { createRetours } from './retours.ts';
import { createSmf } from './smf.ts';
import { createSystemes } from './systemes.ts';
import { createChoisirTexte } from './texte-ico.ts';

export type Deps = {
  hub: Hub;
  temporal: () => Temporal;
  urls: Record<Systeme, string>;
  cleSystemes: string;
  transport: Transporter;
  expediteur: string;
  /** Public address of the hub: the OF's links. */
  urlHub: string;
  /** How mails leave, beyond their transport. */
  courrier?: { cadence?: Cadence; retours?: string | undefined; regroupementMs?: number };
  fetch?: typeof globalThis.fetch;
  horloge?: () => number;
};

export const createPartenaires = ({ hub, temporal, urls, cleSystemes, fetch = globalThis.fetch, horloge = Date.now }: Deps) => {
  const dossiers = createDossiers(hub);
  const signaler = createSignaler(temporal);
  const disjoncteur = createDisjoncteur({
    hub,
    horloge,
    annoncer: async (systeme, erreur) => {
      const calendrier = await lireCalendrier(hub);
      const date = new Date(maintenant(calendrier, horloge())).toISOString();
      const acte = { id: `panne:${systeme}:${horloge()}`, type: 'panne', date, par: 'hub', depuis: null, erreur };
      await signaler({ calendrier, envois: [{ processus: 'systeme', sujet: systeme, acte }] });
    },
  });
  const client = <C extends Contrat>(systeme: Systeme, contrat: C) =>
    createClient({ systeme, contrat, url: urls[systeme], cle: cleSystemes, disjoncteur, fetch });
  const dire = (systeme: Systeme) => createDire(hub, systeme, horloge);
  return {
    smf: createSmf({ hub, client: client('smf', contratSmf) }),
    rco: createRco({ client: client('rco', contratRco), dossiers, dire: dire('rco') }),
    kairos: createKairos({ hub, client: client('kairos', contratKairos), dossiers, dire: dire('kairos') }),
    ouiform: createOuiform({ client: client('ouiform', contratOuiform), dossiers, dire: dire('ouiform') }),
    aude: createAude({ client: client('aude', contratAude), dossiers }),
    audef: createAudef({ client: client('audef', contratAudef), dossiers, dire: dire('audef') }),
    pefr: createPefr({ client: client('pefr', contratPefr), dossiers }),
    imilo: createImilo({ client: client('imilo', contratImilo), dossiers }),
  };
};
export type Partenaires = ReturnType<typeof createPartenaires>;

export const createInterieur = ({ hub, temporal, urls, cleSystemes, transport, expediteur, urlHub, courrier, fetch = globalThis.fetch }: Deps) => {
  const projeter = createProjeter(hub);
  const { politiques, ...lecture } = createLecture(hub);
  const { rattraper, ...systemes } = createSystemes({ hub, client: temporal, urls, cle: cleSystemes, fetch });
  return {
    projeter: async (e: Projection): Promise<void> => {
      await projeter(e);
      await rattraper(e.blocages ?? []);
    },
    appliquerFiche: createAppliquerFiche(hub),
    choisirTexte: createChoisirTexte(hub),
    compterDemande: createCompterDemande(hub),
    signaler: createSignaler(temporal),
    ...lecture,
    ...createRelances({ hub, transport, urlHub, expediteur, cle: cleSystemes, politiques, ...courrier }),
    ...createOperations({ hub, client: temporal }),
    ...createRetours({ hub, client: temporal }),
    ...createReconciliation({ hub, client: temporal, urls, cle: cleSystemes, fetch }),
    ...systemes,
  };
};
export type Interieur = ReturnType<typeof createInterieur>;

/** The flat table that a worker registers: a partner's queue serves its own, the processes' queue serves all (local activities). */
export const createActivites = (deps: Deps): Record<string, (...args: never[]) => Promise<unknown>> => {
  const partenaires = createPartenaires(deps);
  const nommees = SYSTEMES.flatMap((code) => Object.entries(partenaires[code]).map(([nom, f]) => [`${code}.${nom}`, entendre(f)] as const));
  return { ...createInterieur(deps), ...Object.fromEntries(nommees) };
};

/** A partner's answer may name somebody: a flow, and its history, hear only what the flow decides by. */
const ENTENDUS = ['etat', 'raison', 'differee'];
const entendre =
  (f: (...args: never[]) => Promise<object>) =>
  async (...args: never[]): Promise<unknown> =>
    Object.fromEntries(Object.entries(await f(...args)).filter(([nom]) => ENTENDUS.includes(nom)));
