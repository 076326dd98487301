/** What makes a partner agree again, where the rule is clear: told again of the fact, or that it was undone. Codes, ids and days only. */
import type { Fait } from './codes.ts';
import { jourParis } from './ouvres.ts';
import { type CandidatConnu, estAnnulee } from './rapprochement-voulu.ts';
import type { SystemeMatrice } from './visibilite.ts';

export type Reparation = { reparation?: { operation: string; arg: Record<string, unknown> } };

/** The hub's own value of a fact, as it is shown beside the partner's. */
export const valeur = (c: CandidatConnu, fait: Fait, systeme?: SystemeMatrice): string | null => {
  switch (fait) {
    case 'POSITIONNEMENT':
    case 'RDV':
      return systeme === 'aude' ? c.demandeLe : c.statut;
    case 'PRESENCE':
      return c.presence;
    case 'SUITE':
      return c.suite;
    case 'INSCRIPTION':
      return c.inscritLe ?? dateDe(c, 'INSCRIT');
    case 'ENTREE':
      return c.entreeLe;
    case 'BILAN':
      return c.sortieLe ?? dateDe(c, 'FIN', 'ABANDON');
  }
};

const dateDe = (c: CandidatConnu, ...etapes: string[]): string | null => {
  const e = c.etapes.findLast((x) => etapes.includes(x.etape));
  return e ? jourParis(Date.parse(e.date)) : null;
};

/** Kairos owns seats, presences and entries: what it lost, a person must see. The others only repeat: they are told again. */
export const reparation = (c: CandidatConnu, systeme: SystemeMatrice, fait: Fait, tenu: string | null): Reparation => {
  const cible = { parcours: c.parcours, positionnement: c.positionnement, session: c.session };
  const date = fait === 'POSITIONNEMENT' ? c.demandeLe : valeur(c, fait);
  const refaire = (operation: string, plus: Record<string, unknown> = {}): Reparation => ({
    reparation: { operation: `${systeme}.${operation}`, arg: { ...cible, ...plus } },
  });
  const annule = c.statut === 'ANNULE';
  switch (systeme) {
    case 'kairos':
      return {};
    case 'ouiform':
    case 'audef':
      return fait === 'POSITIONNEMENT' && tenu === null ? refaire('positionner') : refaireSuivi(c, systeme, fait, date, refaire);
    case 'aude': {
      if (fait === 'INSCRIPTION' && estAnnulee(c)) return refaire('annulerInscription', { date: dateDe(c, 'INSCRIPTION_ANNULEE') });
      if (fait === 'POSITIONNEMENT' && annule) return refaire('annulerPrescription', { date: dateDe(c, 'ANNULE') ?? c.demandeLe });
      const operation = { POSITIONNEMENT: 'prescrire', INSCRIPTION: 'genererAis', ENTREE: 'enregistrerEntree', BILAN: 'enregistrerSortie' }[fait as string];
      return operation === undefined ? {} : refaire(operation, { date });
    }
    case 'pefr':
      if (annule) return refaire('changerRendezVous', { statut: 'ANNULE' });
      return fait === 'RDV' ? refaire('notifierRendezVous') : refaire('changerRendezVous', { statut: c.presence === 'PRESENT' ? 'HONORE' : 'ABSENT' });
    case 'imilo':
      if (fait === 'POSITIONNEMENT' && tenu === null) return refaire('proposer');
      return refaire('suivre', fait === 'SUITE' && c.suite !== null ? { suite: c.suite } : { statut: c.statut });
  }
};

type Refaire = (operation: string, plus?: Record<string, unknown>) => Reparation;

const refaireSuivi = (c: CandidatConnu, systeme: 'ouiform' | 'audef', fait: Fait, date: string | null, refaire: Refaire): Reparation => {
  switch (fait) {
    case 'POSITIONNEMENT':
      return refaire('suivre', { statut: c.statut === 'ANNULE' || estAnnulee(c) ? 'ANNULE' : c.statut });
    case 'PRESENCE':
      return refaire('suivre', { presence: c.presence, statut: c.statut });
    case 'SUITE':
      // A decision falls with the presence.
      return refaire('suivre', c.suite === null ? { presence: c.presence, statut: c.statut } : { suite: c.suite });
    case 'INSCRIPTION':
      if (systeme === 'audef') return estAnnulee(c) ? refaire('retirerAis') : refaire('enregistrerAis', { date });
      return refaire('suivre', { inscription: date });
    case 'ENTREE':
      return refaire('suivre', { entree: date });
    default:
      return refaire('suivre', { sortie: date });
  }
};
