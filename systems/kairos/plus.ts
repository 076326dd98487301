/** What an OF alone types of its offer in Kairos (« Les plus de la formation », links), and the list of inscrits that Kairos sends it. */
import { z } from 'zod';
import { changee, parCle, parSession } from '../socle/pieces.ts';
import type { Refus } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import { REFUS } from './refus.ts';
import { Compte, Dossier, Session } from './store.ts';
import { estCourriel } from './vues.session.ts';

/** As the screen has them, and what is beside: the fields that the Carif sent are shown there, and not typed (R47). */
export const PlusActe = z.looseObject({
  session: z.string().trim().min(1).max(60),
  plus: z.string().trim().max(3_000, 'La description est limitée à 3 000 caractères.').nullish(),
  liens: z.array(z.url('Un lien commence par https://.').max(250)).max(3, 'Trois liens au plus.').default([]),
  organisme: z.string().max(14).nullish(),
});
type PlusActe = z.infer<typeof PlusActe>;
const DE_KAIROS = ['session', 'plus', 'liens', 'organisme'];

export const saisirPlus: Regle<PlusActe, { reference: string }> = {
  lire: (e) => parCle(Session, e.session),
  decider: (lu, e) => {
    const session = lu.un(Session, e.session);
    if (!session) return REFUS.SESSION_INCONNUE;
    const duCarif = Object.keys(e).filter((champ) => !DE_KAIROS.includes(champ));
    const fautes = duCarif.map((champ): Refus => ({ ...REFUS.CHAMP_DU_CARIF.refus, champ }));
    const [premiere, ...avec] = fautes;
    if (premiere) return { refus: { ...premiere, avec } };
    return { reponse: { reference: e.session }, pieces: [changee(session, { plus: e.plus || null, liens: e.liens })] };
  },
};

export const ListeActe = z.object({ session: z.string().trim().min(1).max(60), organisme: z.string().max(14).nullish() });

/** M16: sent to the OF's address, which must be one (R43). */
export const envoyerListe: Regle<z.infer<typeof ListeActe>, { reference: string; destinataire: string; inscrits: number }> = {
  lire: (e) => [...parCle(Session, e.session), ...parSession(Dossier, e.session)],
  lireEnsuite: (lu, e) => {
    const siret = lu.un(Session, e.session)?.donnees.siretDispensateur;
    return siret ? parCle(Compte, siret) : [];
  },
  decider: (lu, e, { reference }) => {
    const session = lu.un(Session, e.session)?.donnees;
    if (!session) return REFUS.SESSION_INCONNUE;
    // The account's address, once somebody has declared one; else the correspondent whom the offer names.
    const compte = lu.un(Compte, session.siretDispensateur)?.donnees;
    const { contactSession, contactAction } = session.offre ?? {};
    const destinataire = compte ? compte.courriel : (contactSession?.courriel ?? contactAction?.courriel ?? null);
    if (destinataire === null || !estCourriel(destinataire)) return REFUS.ADRESSE_A_CORRIGER;
    const inscrits = lu.tous(Dossier).filter(({ donnees: d }) => d.inscription !== null && !d.inscription.annulee).length;
    return { reponse: { reference: reference(), destinataire, inscrits } };
  },
};
