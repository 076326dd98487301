/**
 * Mails to people: the first ask, the reminders of the ladders, the convocations.
 * Results and errors go to Temporal's histories: they hold codes, never an address nor a name.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { accueilDe } from '../domain/accueil.ts';
import type { CodeCause, Sujet } from '../domain/causes.ts';
import { Modalite } from '../domain/codes.ts';
import type { Destinataire, Politique } from '../domain/politiques.ts';
import { idCreneau } from '../domain/processus.ts';
import { suiteDe } from '../domain/situations/suite.ts';
import type { Hub } from '../prisma/hub.ts';
import { lienPour, oublierLien } from '../prisma/liens.ts';
import { adresseDesabonnement } from '../prisma/syntheses.ts';
import { enBattant } from './courriels/battement.ts';
import type { Cadence } from './courriels/cadence.ts';
import { createConvoquer } from './courriels/convoquer.ts';
import { type Boite, boiteDe, boitesDe, refuserAdresse } from './courriels/destinataires.ts';
import { createEnvoi, type Envoi, type Pret, type Transport } from './courriels/envoi.ts';
import { compterAttendus, lireLieu } from './courriels/lectures.ts';
import { demandeDe, empreinte } from './courriels/registre.ts';
import { createExpliquerReinscription } from './courriels/reinscription.ts';
import { composerRelance } from './courriels/relance.ts';
import { lireObjets, memeObjet, type Objet } from './courriels/sujets.ts';
import { composerSynthese } from './courriels/synthese.ts';
import { peutAgir, voisinsDe } from './courriels/voisins.ts';

type Deps = {
  hub: Hub;
  transport: Transport;
  urlHub: string;
  expediteur: string;
  /** The policies in force. */
  politiques: () => Promise<(cause: CodeCause) => Politique>;
  cadence?: Cadence;
  /** Mailbox of bounces. */
  retours?: string | undefined;
  /** Signs the addresses by which an organisme gives up digests. */
  cle: string;
  /** Real milliseconds that a reminder waits for those of the same box which become due at the same instant. */
  regroupementMs?: number;
};
/** `cle`: idempotency key; `maintenant`: business instant, epoch ms. */
type Commun = { cle: string; maintenant: number };
type Relance = Commun & {
  blocage: string;
  niveau: number;
  destinataire: Destinataire;
  /** In place of somebody who cannot be written to (S13). */
  injoignable?: boolean;
};

export const createRelances = ({ hub, transport, urlHub, expediteur, politiques, cadence, retours, cle: secret, regroupementMs = 0 }: Deps) => {
  const envoyer = createEnvoi({ hub, transport, expediteur, ...(cadence && { cadence }), retours });

  /** A link to the page of one organisme, made for one mail. */
  const avecLien = async (demande: Parameters<typeof lienPour>[1], maintenant: number, composer: (url: string) => Omit<Pret, 'annuler'>): Promise<Pret> => {
    const token = await lienPour(hub, demande, maintenant);
    return { ...composer(`${urlHub}/of/${token}`), annuler: () => oublierLien(hub, token) };
  };

  const ecrire = (objets: readonly Objet[], siret: string | null, maintenant: number): Promise<Pret> => {
    const [seul] = objets;
    if (!seul) throw new Error('rien à rappeler');
    const { organisme, cible } = seul;
    if (objets.length > 1 && siret !== null) {
      const stop = adresseDesabonnement(urlHub, secret, siret);
      const headers = { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
      return avecLien({ organisme: siret }, maintenant, (url) => ({ gabarit: composerSynthese({ elements: objets, url }), headers }));
    }
    if (objets.length > 1) return Promise.resolve({ gabarit: composerSynthese({ elements: objets, url: `${urlHub}/admin/` }) });
    if (siret === null || organisme === null) return Promise.resolve({ gabarit: composerRelance({ ...seul, url: `${urlHub}/admin/` }) });
    return avecLien({ organisme, ...cible, cause: seul.cause }, maintenant, (url) => ({ gabarit: composerRelance({ ...seul, url }) }));
  };

  return {
    /** The slot is over: asks the OF who came. Nothing is asked when nobody was expected. */
    demanderPresences: enBattant(async ({ creneau, cle, maintenant }: Commun & { creneau: string }): Promise<Envoi> => {
      const ligne = await hub.creneau.findUniqueOrThrow({ where: { id: creneau } });
      const session = await hub.session.findUniqueOrThrow({ where: { numero: ligne.session } });
      const modalite = Modalite.parse(ligne.modalite);
      const cause: CodeCause = modalite === 'CANDIDATURE' ? 'CANDIDATURE_SANS_REPONSE' : 'PRESENCE_NON_SAISIE';
      const attendus = await compterAttendus(hub, creneau, cause);
      if (attendus.nombre === 0) return { etat: 'INUTILE' };
      const siret = accueilDe(session); // R11
      const of = await hub.organisme.findUnique({ where: { siret } });
      const sujet: Sujet = {
        session: session.numero,
        intitule: session.intitule,
        creneau,
        modalite,
        date: ligne.debut.toISOString(),
        nombre: attendus.nombre,
        organisme: of?.nom,
      };
      const demande = {
        cause,
        sujet,
        destinataire: 'OF' as const,
        rappel: false,
        outils: attendus.outils,
        ...demandeDatee(cause, ligne.fin, (await politiques())(cause), maintenant),
        creneau: { debut: ligne.debut, fin: ligne.fin, lieu: lireLieu(ligne.lieu) },
      };
      const processus = idCreneau(creneau);
      const { adresse, boite } = await boiteDe(hub, 'OF', { processus, type: 'creneau', organisme: siret, session: session.numero, acteur: siret });
      return envoyer(
        { cle, blocage: demandeDe(processus), processus, cause, niveau: 0, organisme: siret, destinataire: 'OF', boite, maintenant },
        adresse,
        () => avecLien({ organisme: siret, creneau, session: session.numero, cause }, maintenant, (url) => ({ gabarit: composerRelance({ ...demande, url }) })),
        { apresRefus: async () => adresse !== null && refuserAdresse(hub, siret, adresse) },
      );
    }),

    /** One step of a ladder, with what else its recipient is due to hear. Nothing leaves once the blocage has fallen, nor towards somebody who cannot act. */
    envoyerRelance: enBattant(async ({ cle, maintenant, niveau, destinataire, blocage, injoignable = false }: Relance): Promise<Envoi> => {
      const b = await hub.blocage.findUniqueOrThrow({ where: { id: blocage } });
      if (b.leveLe !== null || !peutAgir(b, destinataire)) return { etat: 'INUTILE' };
      const boites = await boitesDe(hub, destinataire, b);
      if (boites.some((x) => x.adresse !== null) && regroupementMs > 0) await pause(regroupementMs);
      const { processus, cause, organisme } = b;
      const politique = await politiques();
      // Two that hear at the same step may be one: nobody is told the same thing twice.
      const dejaDit = async (adresse: string | null): Promise<boolean> =>
        adresse !== null &&
        cle.endsWith(`:${destinataire}`) &&
        (await hub.relance.count({
          where: {
            blocage,
            etat: 'ENVOYEE',
            adresse: empreinte(adresse.toLowerCase()),
            envoyeeLe: { gte: new Date(maintenant - 3_600_000) },
            id: { not: cle },
          },
        })) > 0;
      const ecrireA = ({ boite, adresse, siret, syntheses }: Boite, cleBoite: string): Promise<Envoi> =>
        envoyer(
          { cle: cleBoite, blocage, processus, cause, niveau, organisme, destinataire, boite, maintenant },
          adresse,
          async (cles) => {
            const dits = await hub.relance.findMany({ where: { id: { in: cles } }, select: { blocage: true } });
            const objets = await lireObjets([blocage, ...dits.map((d) => d.blocage)], { hub, destinataire, niveau, maintenant, politique });
            return ecrire(
              objets.map((o) => ({ ...o, injoignable })),
              siret,
              maintenant,
            );
          },
          {
            voisins: (tx) =>
              voisinsDe(
                tx,
                { boite, siret, destinataire, organisme, maintenant },
                politique,
                (x) => x.id !== b.id && (syntheses || memeObjet(x) === memeObjet(b)),
              ),
            apresRefus: async () => siret !== null && adresse !== null && refuserAdresse(hub, siret, adresse),
          },
        );
      const [premiere, ...autres] = boites;
      if (await dejaDit(premiere.adresse)) return { etat: 'INUTILE' };
      let envoi = await ecrireA(premiere, cle);
      for (const x of autres) {
        const suivant = await ecrireA(x, `${cle}.${empreinte(x.boite).slice(0, 8)}`);
        if (envoi.etat !== 'ENVOYEE') envoi = suivant;
      }
      return envoi;
    }),

    convoquer: enBattant(createConvoquer({ hub, envoyer, expediteur })),
    expliquerReinscription: enBattant(createExpliquerReinscription({ hub, envoyer })),
  };
};

/** Until when the first ask may be answered before others hear of it, and who will. */
const demandeDatee = (cause: CodeCause, fin: Date, politique: Politique, maintenant: number) => {
  const { clause, quand } = suiteDe({ cause, depuis: fin, acteurType: 'OF', niveau: 0, prochaineRelance: null }, politique, maintenant);
  return { avant: quand, suite: clause };
};
