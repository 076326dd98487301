import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adresseDesabonnement, lireJetonDesabonnement } from '../../prisma/syntheses.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLE_SYSTEMES, createMaison, type Maison, SIRET_AUTRE } from '../essais/maison.ts';
import { vider } from './essais/retours.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('digests given up (RFC 8058)', () => {
  const chemin = new URL(adresseDesabonnement('https://x.example', CLE_SYSTEMES, SIRET_DEMO)).pathname;
  const syntheses = async () => (await maison.hub.organisme.findUniqueOrThrow({ where: { siret: SIRET_DEMO } })).syntheses;
  it('one click of the mail program stops them; a scanner that opens the link does not; duties go on', async () => {
    const page = await maison.demander('GET', chemin);
    expect(page.texte).toContain('Vous recevez des synthèses');
    expect(await syntheses()).toBe(true);
    const clic = await maison.demander('POST', chemin, {
      brut: 'List-Unsubscribe=One-Click',
      entetes: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(clic.statut).toBe(200);
    expect(clic.texte).toContain('ces demandes ne s’arrêtent qu’avec la réponse');
    expect(await syntheses()).toBe(false);
    expect(await maison.hub.evenement.count({ where: { fait: 'SYNTHESES_MODIFIEES' } })).toBe(1);
    await maison.demander('POST', chemin, { brut: 'syntheses=oui', entetes: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(await syntheses()).toBe(true);
  });
  it('nobody else’s address can be made', async () => {
    expect(lireJetonDesabonnement(CLE_SYSTEMES, chemin.split('/').at(-1) ?? '')).toBe(SIRET_DEMO);
    expect((await maison.demander('POST', chemin.replace(SIRET_DEMO, SIRET_AUTRE), { brut: '' })).statut).toBe(404);
    expect((await maison.demander('GET', '/courriels/syntheses/x')).statut).toBe(404);
  });
});
