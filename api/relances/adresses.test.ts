/** S13: when the address of an organisme is known to be bad, and when it is another one. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { createMaison, type Maison, T0 } from '../essais/maison.ts';
import { createSuiviAdresses } from './adresses.ts';
import { sha, vider } from './essais/retours.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

const invalide = (siret = SIRET_DEMO) =>
  maison.hub.blocage.create({
    data: {
      id: `organisme:${siret}#COURRIEL_OF_INVALIDE#1`,
      processus: `organisme:${siret}`,
      type: 'organisme',
      cause: 'COURRIEL_OF_INVALIDE',
      sujet: {},
      acteurType: 'EQUIPE',
      organisme: siret,
      depuis: new Date(T0),
    },
  });

describe('S13 COURRIEL_OF_INVALIDE, COURRIEL_EN_ECHEC: a mail that came back', () => {
  it('S13 ends when the address known is another one, whoever wrote it, and not before', async () => {
    await invalide();
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courrielRefuse: sha('contact@organisme.example') } });
    const passe = createSuiviAdresses(maison);
    await passe();
    expect(maison.flux.entendus).toEqual([]);
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'Neuve@organisme.example' } });
    await passe();
    await passe();
    expect(maison.flux.entendus.map((e) => [e.id, e.acte?.type])).toContainEqual([`organisme:${SIRET_DEMO}`, 'adresseChangee']);
    // Said twice under one id: the flow hears it once.
    expect(new Set(maison.flux.entendus.map((e) => e.acte?.id)).size).toBe(1);
  });
  it('S13 begins too when a first ask, which waits for no blocage, was refused', async () => {
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courrielRefuse: sha('contact@organisme.example') } });
    const passe = createSuiviAdresses(maison);
    await passe();
    await passe();
    expect(new Set(maison.flux.entendus.map((e) => `${e.id} ${e.acte?.type} ${e.acte?.id}`)).size).toBe(1);
    expect(maison.flux.entendus[0]).toMatchObject({ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide' } });
    await invalide();
    maison.flux.entendus.length = 0;
    await passe();
    expect(maison.flux.entendus).toEqual([]);
  });
});
