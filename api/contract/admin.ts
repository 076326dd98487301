/**
 * What the dashboard and its API say to each other, written once: `api/admin` answers with these shapes, `admin` reads them.
 * Instants are ISO 8601, business time unless the name says `reel`. No personal data in any path or query: a person is found by parcours.
 */
export * from './admin/a-traiter.ts';
export * from './admin/acces.ts';
export * from './admin/blocages.ts';
export * from './admin/commun.ts';
export * from './admin/journal.ts';
export * from './admin/offre.ts';
export * from './admin/operations.ts';
export * from './admin/parcours.ts';
export * from './admin/pilotage.ts';
export * from './admin/relances.ts';
export * from './admin/suivi.ts';
export * from './admin/systemes.ts';
export * from './admin/vues.ts';
