/** What the tests of situations read: a blocage and a path as the database gives them back, on a Thursday morning. */
import { expect } from 'vitest';
import type { EtapeParcours } from '../../codes.ts';
import { FAUTES } from '../../fautes.ts';
import { Situation } from '../../situation.ts';
import { BlocageLu, type ParcoursLu, recit } from '../../situations.ts';

export const le = (iso: string): Date => new Date(iso);
export const MAINTENANT = le('2026-11-19T10:00:00+01:00').getTime();
export const DEPUIS = le('2026-11-16T09:00:00+01:00');

/** Read back from the database: dates as text, absent pieces as null. */
export const blocage = (plus: Record<string, unknown> = {}): BlocageLu =>
  BlocageLu.parse({
    id: 'creneau:ICO-103725-1#PRESENCE_NON_SAISIE#1',
    processus: 'creneau:ICO-103725-1',
    type: 'creneau',
    cause: 'PRESENCE_NON_SAISIE',
    sujet: { session: '103725', intitule: 'Soudeur', modalite: 'ICO', date: '2026-11-12', nombre: null, systeme: null },
    acteurType: 'OF',
    acteur: '99912345600017',
    organisme: '99912345600017',
    systeme: null,
    session: '103725',
    creneau: 'ICO-103725-1',
    depuis: DEPUIS.toISOString(),
    echeance: '2026-11-20T11:00:00.000Z',
    niveau: 1,
    prochaineRelance: '2026-11-20T11:00:00.000Z',
    derniereRelance: '2026-11-18T11:00:00.000Z',
    veilleJusqua: null,
    priseEnChargePar: null,
    priseEnChargeJusqua: null,
    leveLe: null,
    levePar: null,
    nomOrganisme: 'AFPA Le Havre',
    contact: 'contact@afpa.example',
    ...plus,
  });

/** What every screen, answer and mail relies on, whatever the state. */
export const verifier = (s: Situation): void => {
  expect(Situation.parse(s)).toEqual(s);
  for (const texte of [
    s.phrase,
    s.suite.quoi,
    s.acteur.libelle,
    ...s.actions.flatMap((a) => [a.libelle, a.effet, a.indisponible?.motif ?? '']),
    recit(s, MAINTENANT),
  ])
    expect(texte).not.toMatch(FAUTES);
  expect(s.phrase).toMatch(/\.$/);
  expect(s.suite.quoi).toMatch(/\.$/);
  for (const instant of [s.depuis, s.echeance, s.suite.quand, ...s.relances.map((r) => r.quand)])
    if (instant !== null) expect(new Date(instant).toISOString()).toBe(instant);
};

export const parcours = (etape: EtapeParcours, plus: Partial<ParcoursLu> = {}): ParcoursLu => ({
  etape,
  etapes: [
    { etape: 'POSITIONNE', date: '2026-11-01T09:00:00Z' },
    { etape, date: '2026-11-16T08:00:00Z' },
  ],
  session: '103725',
  intitule: 'Soudeur',
  debut: '2026-12-01',
  fin: '2027-03-01',
  creneau: { modalite: 'ICO', debut: le('2026-11-12T10:30:00+01:00'), fin: le('2026-11-12T12:00:00+01:00') },
  nomOrganisme: 'AFPA Le Havre',
  ...plus,
});
