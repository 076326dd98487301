import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLES, createMaison, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { relance, vider } from './essais/retours.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('the effect of reminders', () => {
  it('counts the awaited act to the last mail before it, by cause, level and organisme', async () => {
    const H = 3_600_000;
    const levee = (id: string, apresH: number | null, levePar = 'fait attendu') =>
      maison.hub.blocage.create({
        data: {
          id,
          processus: id.split('#')[0] ?? '',
          type: 'creneau',
          cause: 'PRESENCE_NON_SAISIE',
          sujet: {},
          acteurType: 'OF',
          organisme: SIRET_DEMO,
          session: SESSION,
          depuis: new Date(T0 - H),
          ...(apresH === null ? {} : { leveLe: new Date(T0 + apresH * H), levePar }),
        },
      });
    await levee('creneau:a#P#1', 30);
    await levee('creneau:b#P#1', 2);
    await levee('creneau:c#P#1', null);
    await levee('creneau:d#P#1', 1, 'compte:7');
    const pour = (lettre: string, niveau: number, apresH: number) =>
      relance(maison, `${lettre}${niveau}`, {
        blocage: `creneau:${lettre}#P#1`,
        processus: `creneau:${lettre}`,
        niveau,
        messageId: null,
        envoyeeLe: new Date(T0 + apresH * H),
      });
    await pour('a', 1, 0);
    await pour('a', 2, 24);
    await pour('b', 1, 0);
    await pour('c', 1, 0);
    await pour('d', 1, 0);
    const { corps } = await maison.demander('GET', '/api/v1/relances/effet?cause=PRESENCE_NON_SAISIE&parOrganisme=oui', { cle: CLES.demo });
    expect(corps['elements']).toEqual([
      {
        cause: 'PRESENCE_NON_SAISIE',
        niveau: 1,
        destinataire: 'OF',
        organisme: SIRET_DEMO,
        envoyees: 4,
        rebondies: 0,
        suivies: 1,
        taux: 0.25,
        medianeHeures: 2,
      },
      { cause: 'PRESENCE_NON_SAISIE', niveau: 2, destinataire: 'OF', organisme: SIRET_DEMO, envoyees: 1, rebondies: 0, suivies: 1, taux: 1, medianeHeures: 6 },
    ]);
    const liste = (await maison.demander('GET', '/api/v1/relances?suivie=oui', { cle: CLES.of })).corps['elements'] as { id: string; effet: unknown }[];
    expect(liste.map((r) => [r.id, r.effet])).toEqual([
      ['a2', { suivie: true, apresHeures: 6 }],
      ['b1', { suivie: true, apresHeures: 2 }],
    ]);
    expect((await maison.demander('GET', '/api/v1/relances/effet', { cle: CLES.ml })).statut).toBe(403);
  });
});
