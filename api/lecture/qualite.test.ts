import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { createMaison, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { lireFaitsQualite } from './qualite.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

const JOUR = 86_400_000;
const dans = (jours: number) => new Date(T0 + jours * JOUR);

describe('S12: exits and reports', () => {
  it('counts who entered a training that is over since less than 90 days, and those whose report is missing', async () => {
    const modele = await maison.hub.session.findUniqueOrThrow({ where: { numero: SESSION } });
    const uneSession = async (numero: string, fin: Date) =>
      maison.hub.session.create({ data: { ...modele, financeurs: [], offre: {}, numero, debut: dans(-200), fin } });
    let n = 0;
    const unParcours = async (session: string, etape: string, entre = true) => {
      const personne = `aaaaaaaa-aaaa-4aaa-8aaa-${String(++n).padStart(12, '0')}`;
      const etapes = entre ? [{ etape: 'ENTREE_ATTESTEE', date: dans(-190).toISOString() }] : [];
      await maison.hub.parcours.create({ data: { id: `${personne}:${session}`, personne, session, etape, etapes } });
    };
    await uneSession('S12-FINIE', dans(-10));
    await uneSession('S12-EN-COURS', dans(10));
    await uneSession('S12-ANCIENNE', dans(-120));
    for (const etape of ['BILAN_SAISI', 'CLOS', 'EN_FORMATION', 'FIN', 'ABANDON']) await unParcours('S12-FINIE', etape);
    await unParcours('S12-FINIE', 'CLOS', false); // never entered
    await unParcours('S12-EN-COURS', 'EN_FORMATION');
    await unParcours('S12-ANCIENNE', 'EN_FORMATION');
    const { BILAN } = await lireFaitsQualite(maison.hub, SIRET_DEMO, T0);
    expect(BILAN).toEqual({ total: 5, manque: 3, sessions: 0, personnes: 3 });
  });
});
