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
    expect(await appliquer('A825286', empreinteDe(validee))).toEqual({ sessions: ['103725'], derniereFin: '2027-12-31' });
    expect(await hub.session.findUnique({ where: { numero: '103725' } })).toMatchObject({ intitule: 'Construire son projet professionnel' });
    await expect(appliquer('A825286', 'jamais-soumise')).rejects.toThrow();
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
