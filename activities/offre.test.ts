import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { empreinteDe } from '../api/catalogues/empreinte.ts';
import { depuisLheo } from '../domain/smf/depuis-lheo.ts';
import { ficheExemple } from '../domain/smf/exemples.ts';
import { versLheo } from '../domain/smf/vers-lheo.ts';
import { type BaseDeTest, baseDeTest } from '../e2e/outils/base.ts';
import { createHub, type Hub } from '../prisma/hub.ts';
import { createAppliquerFiche } from './offre.ts';
import { createSmf } from './smf.ts';

let base: BaseDeTest;
let hub: Hub;
const [validee, modifiee] = [versLheo(ficheExemple()), versLheo(ficheExemple({ intitule: 'Autre projet' }))];
beforeAll(async () => {
  base = await baseDeTest();
  hub = createHub(base.url, 2);
  const numero = 'A825286';
  const fiche = { numero, intitule: modifiee.intitule, organisme: modifiee.organisme.siret, formation: modifiee, empreinte: empreinteDe(modifiee) };
  await hub.fiche.create({ data: fiche });
  for (const formation of [validee, modifiee]) await hub.ficheVersion.create({ data: { fiche: numero, empreinte: empreinteDe(formation), formation } });
});
afterAll(async () => {
  await hub.$disconnect();
  await base.close();
});

describe('a fiche with two versions', () => {
  it('R1: publishes the one that was validated, not the one that waits', async () => {
    const appliquer = createAppliquerFiche(hub);
    expect(await appliquer('A825286', empreinteDe(validee))).toEqual({
      sessions: ['103725'],
      derniereFin: '2027-12-31',
      deplaces: [],
      modifies: [],
    });
    expect(await hub.session.findUnique({ where: { numero: '103725' } })).toMatchObject({ intitule: 'Construire son projet professionnel' });
    await expect(appliquer('A825286', 'jamais-soumise')).rejects.toThrow();
  });

  it('leaves the dates of a slot that lives to its flow, says once and again what SMF has moved, and nothing of what was moved elsewhere', async () => {
    const numero = 'A825287';
    const ico = (debut: string, places: number) => {
      const f = versLheo(ficheExemple());
      const recrutement = { attributs: {}, autres: [], modalite: '9', numero: 'ICO-OFFRE', debut, places };
      return { ...f, numero, actions: f.actions.map((a) => ({ ...a, sessions: a.sessions.map((x) => ({ ...x, recrutements: [recrutement] })) })) };
    };
    const [un, deux] = [ico('20270104', 8), ico('20270111', 8)];
    for (const formation of [un, deux]) await hub.ficheVersion.create({ data: { fiche: numero, empreinte: empreinteDe(formation), formation } });
    const appliquer = createAppliquerFiche(hub);
    await appliquer(numero, empreinteDe(un));
    const creneau = () => hub.creneau.findUniqueOrThrow({ where: { id: 'ICO-OFFRE' } });
    const avant = await creneau();
    await hub.processus.create({
      data: { id: 'creneau:ICO-OFFRE', type: 'creneau', sujet: 'ICO-OFFRE', etape: 'PUBLIE', etat: 'en_cours', depuis: new Date() },
    });
    for (const _fois of [1, 2]) {
      const { deplaces } = await appliquer(numero, empreinteDe(deux), empreinteDe(un));
      expect(deplaces).toEqual([{ creneau: 'ICO-OFFRE', debut: '2027-01-11T08:00:00.000Z', fin: '2027-01-11T11:00:00.000Z' }]);
    }
    expect((await creneau()).debut).toEqual(avant.debut); // its flow writes it, and tells everybody
    await hub.creneau.update({ where: { id: 'ICO-OFFRE' }, data: { debut: new Date('2027-01-15T08:00:00Z'), commentaire: 'Salle 12' } });
    expect(await appliquer(numero, empreinteDe(deux), empreinteDe(deux))).toMatchObject({ deplaces: [], modifies: [] });
    expect(await creneau()).toMatchObject({ debut: new Date('2027-01-15T08:00:00Z'), commentaire: 'Salle 12' });
  });

  it('is deposited in SMF as it is asked, with what its screens show', async () => {
    const envois: unknown[] = [];
    const smf = createSmf({ hub, client: (async (_operation: string, _cle: string, corps: unknown) => void envois.push(corps)) as never }); // one call is looked at
    await smf.deposerFiche('c', { fiche: 'A825286', empreinte: empreinteDe(validee) });
    expect(envois).toMatchObject([{ fiche: 'A825286', intitule: validee.intitule, ofResponsable: validee.organisme.siret, sessions: ['103725'] }]);
    const [{ formation }] = envois as [{ formation: typeof validee }];
    expect(depuisLheo(formation)).toEqual(ficheExemple());
  });
});
