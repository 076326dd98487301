/** The offer's effects, the same on each tool that shows it: sessions, slots, état du recrutement (M1–M3). */
import type { EtatRecrutement } from '../domain/codes.ts';
import type { contratAudef } from '../systems/audef/contract.ts';
import type { contratKairos } from '../systems/kairos/contract.ts';
import type { contratOuiform } from '../systems/ouiform/contract.ts';
import type { Dire } from './affichage.ts';
import type { Client } from './client.ts';
import type { Dossiers } from './dossiers.ts';

type Montre = Pick<
  typeof contratKairos & typeof contratOuiform & typeof contratAudef,
  'publierSession' | 'changerEtatRecrutement' | 'publierCreneau' | 'deplacerCreneau' | 'annulerCreneau'
>;

/** `saisie`: the tool where the OF types too: it keeps its own words, and takes the name of what was born there (R15). */
type Deps = { client: Client<Montre>; dossiers: Dossiers; dire: Dire; saisie?: boolean };
const deSession = (session: string): string => `session:${session}`;
const deCreneau = (creneau: string): string => `creneau:${creneau}`;

/** `etat`: as the flow knows it, ahead of its mirror. */
export const publication = ({ client, dossiers, dire, saisie = false }: Deps) => ({
  publierSession: async (cle: string, { session, etat }: { session: string; etat?: EtatRecrutement }) => {
    const { apprentissage: _, plus, ...commune } = await dossiers.lireOffre(session, etat);
    const offre = saisie || plus == null ? commune : { ...commune, plus }; // L768: typed there
    const { etatRecrutement, ...texte } = offre;
    return dire(cle, { sujet: deSession(session), parties: { texte, etat: etatRecrutement } }, (c) => client('publierSession', c, offre));
  },
  changerEtatRecrutement: async (cle: string, arg: { session: string; etat: EtatRecrutement }) =>
    dire(cle, { sujet: deSession(arg.session), parties: { etat: arg.etat } }, (c) => client('changerEtatRecrutement', c, arg)),
  publierCreneau: async (cle: string, { creneau }: { creneau: string }) => {
    const { motif: _, ...message } = await dossiers.lireCreneauMessage(creneau);
    const { debut, fin, lieu, reference, ...texte } = message;
    const parties = { texte, horaires: { debut, fin, lieu }, annule: false };
    return dire(cle, { sujet: deCreneau(creneau), parties, ...(saisie && reference && { nom: reference }) }, (c) => client('publierCreneau', c, message));
  },
  deplacerCreneau: async (cle: string, { creneau }: { creneau: string }) => {
    const { debut, fin, lieu } = await dossiers.lireCreneauMessage(creneau);
    const horaires = { debut, fin, lieu };
    return dire(cle, { sujet: deCreneau(creneau), parties: { horaires } }, (c) => client('deplacerCreneau', c, { creneau, ...horaires }));
  },
  annulerCreneau: async (cle: string, { creneau }: { creneau: string }) => {
    const { motif } = await dossiers.lireCreneauMessage(creneau);
    return dire(cle, { sujet: deCreneau(creneau), parties: { annule: true } }, (c) => client('annulerCreneau', c, { creneau, motif }));
  },
});
