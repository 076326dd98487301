/** RCO: each operation, act and view beside its rule. */
import { datesDites, financeursDits, lieuDit } from '../../domain/rapprochement-offre.ts';
import { createSysteme, type DepsSysteme, type Echeances, type Vue } from '../socle/createSysteme.ts';
import { etat } from '../socle/etats.ts';
import { SessionMessage } from '../socle/offre.ts';
import { parCle, parSession } from '../socle/pieces.ts';
import { ReglagesRco } from '../socle/reglages.ts';
import { acte, lier, type Traitement } from '../socle/regles.ts';
import { contratRco } from './contract.ts';
import * as regles from './rules.ts';
import { Session } from './store.ts';

const operations: Record<keyof typeof contratRco, Traitement> = {
  exporterSession: lier(contratRco.exporterSession, regles.exporterSession),
  retirerSession: lier(contratRco.retirerSession, regles.retirerSession),
};

const actes: Traitement[] = [acte('session.visible', regles.VisibleActe, regles.rendreVisible)];

const vueSession: Vue = async (magasin, { session: numero = '' }) => {
  const { lu } = await magasin.lire(parCle(Session, numero), null);
  const session = lu.un(Session, numero)?.donnees;
  return session && { etat: session.etat, visibleDepuis: session.visibleDepuis, raison: session.raison };
};

/** Sessions whose hour has come, in the order of their hours. */
const echeances: Echeances = async (magasin, execution) => {
  const { lu } = await magasin.lire(parSession(Session, 'EXPORTEE'), null);
  const { maintenant } = execution.contexte();
  const attendues = lu.tous(Session).sort((a, b) => ((a.donnees.visibleLe ?? '') < (b.donnees.visibleLe ?? '') ? -1 : 1));
  for (const session of attendues) {
    const due = regles.echeance(session, maintenant);
    if (due) await execution.constater(due);
  }
};

/** What became of each session there, and what was exported of it. */
const etats = {
  sessions: etat('sessions', Session, ({ donnees: s }) => {
    const { data: o } = SessionMessage.safeParse(s.offre);
    const offre = o && {
      PLACES: String(o.placesConventionnees),
      DATES: datesDites(o.debut, o.fin),
      INTITULE: o.intitule,
      DISPENSATEUR: o.ofDispensateur.siret,
      RESPONSABLE: o.ofResponsable.siret,
      LIEU: lieuDit(o.lieu),
      FINANCEURS: financeursDits(o.financeurs),
      FORMACODE: o.formacode,
    };
    return [{ session: s.numero, offre: offre ?? {}, publication: s.etat, visibleDepuis: s.visibleDepuis }];
  }),
};

export const createRco = (deps: DepsSysteme) =>
  createSysteme(
    {
      code: 'rco',
      prefixe: 'RCO',
      operations,
      actes,
      vues: { '/sessions/:session': { titre: 'La session', voir: vueSession } },
      etats,
      reglages: ReglagesRco,
      echeances,
    },
    deps,
  );
