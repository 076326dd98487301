/** RCO: what the daily export leaves out (§b.3), and when what it takes can be seen. */
import { z } from 'zod';
import type { RaisonExclusion } from '../../domain/codes.ts';
import { estSiret } from '../../domain/identifiants.ts';
import { ajouterHeuresOuvrees } from '../../domain/ouvres.ts';
import type { Entree, Recu, Sortie } from '../socle/contrat.ts';
import { Instant, Jour } from '../socle/contrat.ts';
import { changee, neuve, type Piece, parCle } from '../socle/pieces.ts';
import { catalogue } from '../socle/refus.ts';
import type { Accord, Regle } from '../socle/regles.ts';
import type { contratRco, REFUS_RCO } from './contract.ts';
import { Session } from './store.ts';

const REFUS = catalogue<(typeof REFUS_RCO)[number]>({
  SESSION_INCONNUE: [404, 'Cette session n’a pas été exportée.'],
  SESSION_NON_EXPORTEE: [409, 'Cette session n’attend pas d’être visible.'],
});

type R = typeof contratRco;
const HEURE = 3_600_000;
const JOURS_APRES_FIN = 30;

export const exporterSession: Regle<Entree<R['exporterSession']>, Sortie<R['exporterSession']>> = {
  lire: (e) => parCle(Session, e.numero),
  decider: (lu, e, { maintenant, delaiVisibiliteHeures }) => {
    const connue = lu.un(Session, e.numero);
    const raison = exclusion(e, maintenant);
    const dejaVisible = connue?.donnees.etat === 'VISIBLE' ? connue.donnees.visibleDepuis : null;
    const enAttente = connue?.donnees.etat === 'EXPORTEE' ? connue.donnees.visibleLe : null;
    const visibleLe = enAttente ?? new Date(ajouterHeuresOuvrees(maintenant, delaiVisibiliteHeures)).toISOString();
    const visible = dejaVisible !== null || Date.parse(visibleLe) <= maintenant;
    const etat = raison ? 'EXCLUE' : visible ? 'VISIBLE' : 'EXPORTEE';
    const donnees: Session = {
      numero: e.numero,
      etat,
      raison,
      visibleLe: etat === 'EXPORTEE' ? visibleLe : null,
      visibleDepuis: etat === 'VISIBLE' ? (dejaVisible ?? visibleLe) : null,
      offre: z.json().parse(e),
    };
    const colonnes = { session: etat };
    return {
      reponse: { reference: e.numero, etat, raison },
      pieces: [connue ? changee(connue, donnees, colonnes) : neuve(Session, e.numero, donnees, colonnes)],
    };
  },
};

export const retirerSession: Regle<Entree<R['retirerSession']>, Recu> = {
  lire: (e) => parCle(Session, e.session),
  decider: (lu, e) => {
    const session = lu.un(Session, e.session);
    if (!session) return REFUS.SESSION_INCONNUE;
    const retiree = { etat: 'RETIREE' as const, visibleLe: null, visibleDepuis: null };
    return { reponse: { reference: e.session }, pieces: [changee(session, retiree, { session: 'RETIREE' })] };
  },
};

export const VisibleActe = z.object({ session: z.string().min(1).max(60), date: z.union([Instant, Jour]) });

/** Someone at the network makes it visible before its hour. */
export const rendreVisible: Regle<z.infer<typeof VisibleActe>, Recu> = {
  lire: (e) => parCle(Session, e.session),
  decider: (lu, e) => {
    const session = lu.un(Session, e.session);
    if (!session) return REFUS.SESSION_INCONNUE;
    if (session.donnees.etat !== 'EXPORTEE') return REFUS.SESSION_NON_EXPORTEE;
    return { reponse: { reference: e.session }, pieces: [visible(session, new Date(e.date).toISOString())] };
  },
};

/** The hour has come for this one: it is seen, and the hub is told, as of that hour. */
export const echeance = (session: Piece<Session>, maintenant: number): Accord<Recu> | null => {
  const { numero, visibleLe } = session.donnees;
  if (visibleLe === null || Date.parse(visibleLe) > maintenant) return null;
  return {
    reponse: { reference: numero },
    pieces: [visible(session, visibleLe)],
    evenements: [{ type: 'session.visible', donnees: { session: numero, date: visibleLe } }],
  };
};

const visible = (session: Piece<Session>, depuis: string): Piece<Session> =>
  changee(session, { etat: 'VISIBLE', visibleLe: null, visibleDepuis: depuis }, { session: 'VISIBLE' });

/** « Actions of an OF with missing or wrong SIRET », apprenticeship, ended more than 30 calendar days ago. */
const exclusion = (e: Entree<R['exporterSession']>, maintenant: number): RaisonExclusion | null => {
  if (e.apprentissage) return 'APPRENTISSAGE';
  if (!estSiret(e.ofResponsable.siret) || !estSiret(e.ofDispensateur.siret)) return 'SIRET_INVALIDE';
  return e.fin !== null && Date.parse(e.fin) + JOURS_APRES_FIN * 24 * HEURE < maintenant ? 'TERMINEE_30J' : null;
};
