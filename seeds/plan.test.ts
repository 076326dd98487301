import { expect, it } from 'vitest';
import { DemandePositionnement } from '../api/receptions/positionnements.ts';
import { offreDeFiche } from '../domain/lheo/offre.ts';
import { genererCatalogue } from './catalogue.ts';
import { comptesEnDefaut } from './comptes.ts';
import { corpsDe, planifier, SESSIONS_DU_PLAN } from './plan.ts';

const plan = planifier(28);
const creneaux = new Map(
  genererCatalogue({ graine: 28, reference: new Date('2026-11-23T10:00:00Z') }).flatMap((f) => offreDeFiche(f).creneaux.map((c) => [c.id, c])),
);

it('positions each person once, on a slot of the catalogue that has the seats, in words that the API accepts', () => {
  expect(planifier(28)).toEqual(plan);
  const prises = new Map<string, number>();
  for (const p of plan) {
    expect(creneaux.get(p.creneau)?.session).toBe(p.session);
    expect(DemandePositionnement.safeParse(corpsDe(p))).toMatchObject({ success: true });
    prises.set(p.creneau, (prises.get(p.creneau) ?? 0) + 1);
  }
  for (const [creneau, n] of prises) expect(n, creneau).toBeLessThanOrEqual(creneaux.get(creneau)?.places ?? 0);
});

it('R12, R44: three organismes have no valid account, and none of them holds up those who are positioned', () => {
  const formations = genererCatalogue({ graine: 28, reference: new Date('2026-11-23T10:00:00Z') });
  const comptes = comptesEnDefaut(formations, SESSIONS_DU_PLAN, new Date('2026-11-23T10:00:00Z'));
  expect(comptes.map((c) => [c.actif, c.convention?.fin ?? null])).toEqual([
    [false, null],
    [true, '2026-11-17'],
    [true, '2026-12-28'],
  ]);
  const sirets = comptes.map((c) => c.siret);
  const sessions = formations.flatMap((f) => offreDeFiche(f).sessions);
  expect(sessions.some((s) => s.etatRecrutement === 'OUVERT' && sirets.includes(s.ofDispensateur))).toBe(true);
  expect(sessions.filter((s) => SESSIONS_DU_PLAN.includes(s.numero) && sirets.includes(s.ofDispensateur))).toEqual([]);
});

it('R29, R30, R31, R33: people come through every tool, some who will not be seen in i-Milo, none from pe.fr with an argumentaire', () => {
  expect(new Set(plan.map((p) => p.porte))).toEqual(new Set(['api', 'audef', 'ouiform', 'kairos', 'pefr']));
  expect(plan.some((p) => p.personne.dossierImilo?.synchronise === false)).toBe(true);
  for (const p of plan) expect('argumentaire' in corpsDe(p)).toBe(p.porte !== 'pefr');
});
