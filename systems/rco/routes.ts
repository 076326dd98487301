/** RCO: each operation, act and view beside its rule. */
import { createSysteme, type DepsSysteme, type Echeances, type Vue } from '../socle/createSysteme.ts';
import { etat } from '../socle/etats.ts';
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

/** What it shows: a session that is excluded, waits or was withdrawn is not there. */
const etats = {
  sessions: etat(
    'sessions',
    Session,
    (...r) => parCle(Session, ...r),
    ({ donnees: s }) => (s.etat === 'VISIBLE' ? [{ session: s.numero, etatRecrutement: null, debut: null, fin: null, places: null }] : []),
  ),
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
