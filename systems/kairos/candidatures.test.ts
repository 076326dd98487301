import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { creneau, dans } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';
import { createOrganisme, type Organisme } from './essais/organisme.ts';

let banc: Banc;
let of: Organisme;
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos']);
  of = createOrganisme(banc);
});
afterAll(() => banc.close());
beforeEach(() => of.recommencer());

describe('appointments and candidatures', () => {
  const nom = (rang: number) => `x${of.n}-${rang}`;
  const statuts = async (ou: string) => (await of.ecran<Record<string, unknown>[]>(ou)).map((l) => l['Statut']);
  const etats = async (ou: string) => (await of.ecran<Record<string, unknown>[]>(ou)).map((l) => l['État']);

  it('§d.4, R16: an appointment is proposed, taken, given up and taken again, then answered', async () => {
    const rdv = `rdv${of.n}`;
    await banc.dire('kairos', '/creneaux', creneau({ creneau: rdv, session: of.s, modalite: 'RDV', places: 1 }));
    expect(await etats('rendez-vous')).toEqual(['Proposé']);
    await of.positionner(1, { creneau: rdv });
    expect([await etats('rendez-vous'), await statuts('inscrits-rdv')]).toEqual([['Réservé'], ['Réservé']]);
    await banc.dire('kairos', '/positionnements/annulations', { positionnement: nom(1), motif: 'Empêchement' });
    expect([await etats('rendez-vous'), await statuts('inscrits-rdv')]).toEqual([['Proposé'], ['Annulé par le candidat']]);
    await of.positionner(2, { creneau: rdv });
    expect(await of.ensuite(() => etats('rendez-vous'))).toEqual(['À renseigner']);
    await of.ensuite(() => banc.acte('kairos', 'presence.saisie', { creneau: rdv, presences: [{ positionnement: nom(2), presence: 'PRESENT' }] }));
    expect(await etats('rendez-vous')).toEqual(['Présent']);
    await of.ensuite(() => banc.acte('kairos', 'suite.saisie', { creneau: rdv, suites: [{ positionnement: nom(2), suite: 'RETENU' }] }));
    expect(await statuts('inscrits-rdv')).toEqual(['Annulé par le candidat', 'Retenu']);
  });

  it('§d.5, R17: a candidature is received, studied once the window is closed, called to an appointment by the OF, answered; one that is given up has no sequel', async () => {
    const [fenetre, rdv] = [`cand${of.n}`, `rdv${of.n}`];
    await banc.dire('kairos', '/creneaux', creneau({ creneau: fenetre, session: of.s, modalite: 'CANDIDATURE', debut: dans(-1), fin: dans(1), places: 20 }));
    await banc.dire('kairos', '/creneaux', creneau({ creneau: rdv, session: of.s, modalite: 'RDV', places: 1, debut: dans(2), fin: dans(2.1) }));
    for (const rang of [1, 2, 3]) await of.positionner(rang, { creneau: fenetre });
    expect([await etats('candidatures'), await statuts('candidatures-recues')]).toEqual([['Ouverte'], ['Reçue', 'Reçue', 'Reçue']]);
    expect(await of.ensuite(() => statuts('candidatures-recues'), 1.5)).toEqual(['À l’étude', 'À l’étude', 'À l’étude']);
    const convoquer = (rang: number, vers = rdv) => banc.acte('kairos', 'candidature.convoquee', { positionnement: nom(rang), creneau: vers });
    expect((await convoquer(1, fenetre)).corps['code']).toBe('CANDIDATURE_ABSENTE');
    expect((await convoquer(1)).statut).toBe(200);
    expect((await convoquer(1)).corps['code']).toBe('CANDIDATURE_ABSENTE');
    expect((await convoquer(2)).corps['code']).toBe('COMPLET');
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === 'candidature.convoquee' && e.donnees['positionnement'] === nom(1)), {
      timeout: 5_000,
      interval: 10,
    });
    await banc.dire('kairos', '/positionnements/annulations', { positionnement: nom(2), motif: 'A trouvé un emploi' });
    await banc.acte('kairos', 'suite.saisie', { creneau: fenetre, suites: [{ positionnement: nom(3), suite: 'NON_RETENU' }] });
    expect(await statuts('candidatures-recues')).toEqual(['Convoquée', 'Sans suite', 'Non retenue']);
    expect(await statuts('inscrits-rdv')).toEqual(['Réservé']);
    await of.ensuite(() => banc.acte('kairos', 'presence.saisie', { creneau: rdv, presences: [{ positionnement: nom(1), presence: 'PRESENT' }] }));
    await of.ensuite(() => banc.acte('kairos', 'suite.saisie', { creneau: rdv, suites: [{ positionnement: nom(1), suite: 'RETENU' }] }));
    expect((await statuts('candidatures-recues'))[0]).toBe('Retenue');
  });
});
