import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ecrireLheo } from '../../domain/lheo/ecriture.ts';
import { formationExemple, ico } from '../../domain/lheo/exemples.ts';
import type { Formation } from '../../domain/lheo/modele.ts';
import { hubDeTest } from '../../e2e/outils/base.ts';
import { catalogueGeant, formationNumero, octets } from './essais.ts';
import { importerCatalogue, lireRapport, reprendreCatalogues, traiterCatalogue } from './import.ts';
import { codeSortie, rapportTexte } from './rapport.ts';
import { recevoir } from './reception.ts';

const { hub, close } = await hubDeTest(4);
afterAll(close);
beforeEach(async () => {
  for (const table of ['fiche', 'fiche_version', 'organisme', 'reception', 'catalogue', 'catalogue_morceau', 'session'])
    await hub.$executeRawUnsafe(`TRUNCATE hub.${table}`);
});

const importer = (contenu: string | AsyncIterable<Uint8Array>, validation: 'automatique' | 'manuelle' = 'manuelle') =>
  importerCatalogue(typeof contenu === 'string' ? octets(contenu) : contenu, { hub, validation });
const etat = async () => ({
  fiches: await hub.fiche.findMany({ orderBy: { numero: 'asc' } }),
  organismes: await hub.organisme.findMany({ orderBy: { siret: 'asc' } }),
  receptions: await hub.reception.findMany({ orderBy: { id: 'asc' } }),
});

describe('importerCatalogue', () => {
  it('writes a fiche per action, its organismes and a message to its flow', async () => {
    const rapport = await importer(ecrireLheo([formationExemple()], '2.3'), 'automatique');
    expect(rapport).toMatchObject({ etat: 'TERMINE', lus: 1, acceptes: 1, inchanges: 0, refuses: 0, erreurs: [] });
    expect(codeSortie(rapport)).toBe(0);
    const { fiches, organismes, receptions } = await etat();
    expect(fiches).toMatchObject([
      { numero: 'A825286', intitule: 'Construire son projet professionnel', organisme: '99900001100018', etat: 'SOUMISE', catalogue: rapport.id },
    ]);
    expect(organismes.map((o) => o.siret)).toEqual(['99900001100018', '99900002900010']);
    expect(receptions).toMatchObject([
      {
        source: `catalogue:${rapport.id}`,
        type: 'fiche.deposee',
        etat: 'RECU',
        donnees: { fiche: 'A825286', empreinte: fiches[0]?.empreinte, validation: 'automatique' },
      },
    ]);
    expect(await hub.catalogueMorceau.count()).toBe(0);
  });

  it('R13: an organisme deposits the offer of which it is the mandataire; a dispensateur, or anybody else, is refused and told why', async () => {
    const cle = (id: string, siret: string | null) =>
      hub.cleApi.upsert({ where: { id }, create: { id, siret, role: 'OF', empreinte: id, libelle: id, portees: ['catalogues:ecrire'] }, update: {} });
    for (const [id, siret] of [
      ['mandataire', '99900001100018'],
      ['dispensateur', '99900002900010'],
      ['autre', '99900003700014'],
      ['logiciel', null],
    ] as const)
      await cle(id, siret);
    const deposer = (par: string, formations = [formationNumero(1)]) =>
      importerCatalogue(octets(ecrireLheo(formations, '2.3')), { hub, validation: 'manuelle', deposePar: `cle:${par}` });
    for (const [par, dit] of [
      ['dispensateur', /le dispensateur saisit dans Kairos.*\(R13\)/],
      ['autre', /seul l’organisme mandataire.*\(R13\)/],
    ] as const)
      expect(await deposer(par)).toMatchObject({ acceptes: 0, refuses: 1, erreurs: [{ message: expect.stringMatching(dit) }] });
    expect(await hub.fiche.count()).toBe(0);
    expect(await deposer('mandataire')).toMatchObject({ acceptes: 1, refuses: 0 });
    // Nor under the number of somebody else's fiche.
    const [f] = [formationNumero(1)];
    const volee = { ...f, organisme: { ...f.organisme, siret: '99900003700014' } };
    expect(await deposer('autre', [volee])).toMatchObject({ acceptes: 0, refuses: 1 });
    expect(await deposer('logiciel', [{ ...f, intitule: 'Du Carif' }])).toMatchObject({ acceptes: 1 });
  });

  it('the same file twice changes nothing; a changed formation alone is written again', async () => {
    const formations = [formationNumero(1), formationNumero(2)];
    await importer(ecrireLheo(formations, '2.3'));
    const avant = await etat();
    expect(await importer(ecrireLheo(formations, '2.3'))).toMatchObject({ acceptes: 0, inchanges: 2, refuses: 0 });
    expect(await etat()).toEqual(avant);
    const retouche = { ...formationNumero(2), contenu: 'Un nouveau contenu' };
    expect(await importer(ecrireLheo([formationNumero(1), retouche], '2.3'))).toMatchObject({ acceptes: 1, inchanges: 1 });
    const apres = await etat();
    expect(apres.fiches[0]).toEqual(avant.fiches[0]);
    expect(apres.fiches[1]?.empreinte).not.toBe(avant.fiches[1]?.empreinte);
    expect(apres.receptions).toHaveLength(3);
  });

  it('changed, then changed back: each is told to the flow, and awaits a decision of its own', async () => {
    const [a, b] = [formationNumero(1), { ...formationNumero(1), contenu: 'Un nouveau contenu' }];
    for (const f of [a, b]) await importer(ecrireLheo([f], '2.3'));
    await hub.ficheVersion.updateMany({ data: { decision: 'VALIDEE', decideePar: 'compte:1' } });
    expect(await importer(ecrireLheo([a], '2.3'))).toMatchObject({ acceptes: 1, inchanges: 0 });
    const dites = (await hub.reception.findMany({ orderBy: { recuLe: 'asc' } })).map((r) => (r.donnees as { empreinte: string }).empreinte);
    expect(dites).toHaveLength(3);
    expect(dites[2]).toBe(dites[0]);
    expect(dites[1]).not.toBe(dites[0]);
    const versions = await hub.ficheVersion.findMany({ where: { fiche: 'A1' }, select: { empreinte: true, decision: true } });
    expect(versions).toHaveLength(2);
    expect(versions).toContainEqual({ empreinte: dites[0], decision: null });
  });

  it('a date of update alone is no change', async () => {
    await importer(ecrireLheo([formationNumero(1)], '2.3'));
    const datee: Formation = { ...formationNumero(1), attributs: { datemaj: '20270301' } };
    expect(await importer(ecrireLheo([datee], '2.3'))).toMatchObject({ acceptes: 0, inchanges: 1 });
  });

  it('R5, R19: an intitulé of 256 and a comment of 501 are refused alone, with line, path, value and rule; the others go in', async () => {
    const longue = { ...formationNumero(2), intitule: 'x'.repeat(256) };
    const f3 = formationNumero(3);
    const bavarde = {
      ...f3,
      actions: f3.actions.map((a) => ({ ...a, sessions: a.sessions.map((s) => ({ ...s, recrutements: [ico({ commentaire: 'y'.repeat(501) })] })) })),
    };
    const xml = ecrireLheo([formationNumero(1), longue, bavarde, formationNumero(4)], '2.3');
    const rapport = await importer(xml);
    expect(rapport).toMatchObject({ lus: 4, acceptes: 2, refuses: 2 });
    expect(codeSortie(rapport)).toBe(2);
    expect(rapport.erreurs).toMatchObject([
      { formation: 'F2', chemin: 'formation/intitule-formation', ligne: xml.split('\n').findIndex((l) => l.includes('xxxx')) + 1 },
      { formation: 'F3', chemin: 'formation/action/session/recrutement/commentaire', ligne: xml.split('\n').findIndex((l) => l.includes('yyyy')) + 1 },
    ]);
    expect(rapport.erreurs[0]?.message).toMatch(/256 caractères : 255 au plus\. Valeur : « x+… »\. \(R5\)/);
    expect(rapport.erreurs[1]?.message).toContain('(R19)');
    expect(rapportTexte(rapport)).toContain('4 formations lues, 2 acceptées, 0 inchangée, 2 refusées');
    expect((await etat()).fiches.map((f) => f.numero)).toEqual(['A1', 'A4']);
  });

  it('golden scenario 15: a SIRET of 15 characters is repaired and flagged', async () => {
    const rapport = await importer(ecrireLheo([formationExemple()], '2.3').replaceAll('99900001100018', '099900001100018'));
    expect(rapport).toMatchObject({ acceptes: 1, refuses: 0 });
    expect(rapport.erreurs[0]?.message).toMatch(/^Avertissement : SIRET de 15 caractères réparé/);
    expect((await etat()).fiches[0]?.organisme).toBe('99900001100018');
  });

  it('reads 2.2, whose information date becomes part of the fiche', async () => {
    expect(await importer(ecrireLheo([formationExemple()], '2.2'))).toMatchObject({ acceptes: 1, refuses: 0 });
    expect((await etat()).fiches[0]?.formation).toMatchObject({ actions: [{ datesInformation: ['20270227'] }] });
  });

  it('a truncated file: one sentence with line and column, nothing half-imported', async () => {
    const xml = ecrireLheo(
      Array.from({ length: 120 }, (_, i) => formationNumero(i + 1)),
      '2.3',
    );
    const rapport = await importer(xml.slice(0, xml.lastIndexOf('</intitule-formation>')));
    expect(rapport).toMatchObject({ etat: 'REFUSE', lus: 0, acceptes: 0 });
    expect(codeSortie(rapport)).toBe(1);
    expect(rapport.erreurs).toHaveLength(1);
    expect(rapport.erreurs[0]?.message).toMatch(/^Ligne \d+, colonne \d+ : le fichier est tronqué/);
    expect(rapportTexte(rapport)).toMatch(/^Catalogue illisible, rien n’a été importé\.\n {2}Ligne \d+, colonne \d+ : /);
    expect(await etat()).toEqual({ fiches: [], organismes: [], receptions: [] });
    expect(await hub.catalogueMorceau.count()).toBe(0);
  });

  it('an action or a session said twice is refused the second time', async () => {
    const autre = { ...formationNumero(1), intitule: 'Autre' };
    const memeSession = { ...formationNumero(2), actions: formationNumero(1).actions.map((a) => ({ ...a, numero: 'A9' })) };
    const rapport = await importer(ecrireLheo([formationNumero(1), autre, memeSession], '2.3'));
    expect(rapport).toMatchObject({ acceptes: 1, refuses: 2 });
    expect(rapport.erreurs.map((e) => e.message)).toEqual([
      'L’action A1 est déjà décrite plus haut dans le fichier. (R1)',
      'La session S1 est déjà décrite plus haut dans le fichier. (R1)',
    ]);
  });

  it('a process killed in the middle is taken up where it stopped, and writes each fiche once', async () => {
    const xml = ecrireLheo(
      Array.from({ length: 120 }, (_, i) => formationNumero(i + 1)),
      '2.3',
    );
    const { id } = await recevoir(octets(xml), { hub, deposePar: null });
    // Dies on the second batch, as a killed process would between two transactions.
    let lots = 0;
    const mourant = new Proxy(hub, {
      get: (cible, cle) =>
        cle === '$transaction'
          ? (...args: [never]) => (++lots === 2 ? Promise.reject(new Error('killed')) : cible.$transaction(...args))
          : Reflect.get(cible, cle),
    });
    await expect(traiterCatalogue(id, { hub: mourant, validation: 'manuelle' })).rejects.toThrow('killed');
    expect(await hub.fiche.count()).toBe(50);
    // Two processes start again at once.
    await Promise.all([reprendreCatalogues({ hub, validation: 'manuelle' }), reprendreCatalogues({ hub, validation: 'manuelle' })]);
    expect(await hub.catalogue.findUnique({ where: { id } })).toMatchObject({ etat: 'TERMINE', lus: 120, acceptes: 120, inchanges: 0 });
    expect(await hub.reception.count()).toBe(120);
  });

  it('a body cut short by a kill is dropped after a day, with its pieces', async () => {
    const { id } = await hub.catalogue.create({ data: { etat: 'EN_RECEPTION', recuLe: new Date(Date.now() - 2 * 86_400_000) } });
    const { id: enCours } = await hub.catalogue.create({ data: { etat: 'EN_RECEPTION' } });
    for (const catalogue of [id, enCours]) await hub.catalogueMorceau.create({ data: { catalogue, rang: 0, octets: new Uint8Array([60]) } });
    await reprendreCatalogues({ hub, validation: 'manuelle' });
    expect(await lireRapport(hub, id)).toMatchObject({ etat: 'REFUSE', erreurs: [{ message: expect.stringContaining('interrompue') }] });
    expect((await hub.catalogueMorceau.findMany()).map((m) => m.catalogue)).toEqual([enCours]);
  });

  it('memory does not grow with the file: 40 MB are received and imported in less than 60', async () => {
    setFlagsFromString('--expose-gc');
    const ramasser: unknown = runInNewContext('gc');
    /** Peak of living memory over both passes, in MB above the start. */
    const mesurer = async (formations: number) => {
      const vivant = () => {
        if (typeof ramasser === 'function') ramasser();
        const { heapUsed, external } = process.memoryUsage();
        return (heapUsed + external) / 1e6;
      };
      const depart = vivant();
      let pic = 0;
      const sonde = setInterval(() => {
        pic = Math.max(pic, vivant() - depart);
      }, 250);
      const rapport = await importer(catalogueGeant(formations, 60_000));
      clearInterval(sonde);
      return { rapport, pic };
    };
    const { rapport, pic } = await mesurer(670);
    expect(rapport).toMatchObject({ etat: 'TERMINE', acceptes: 670, refuses: 0 });
    expect(rapport.octets).toBeGreaterThan(40_000_000);
    // As text in memory the file alone would weigh 80 MB, its tree several times that.
    expect(pic, `${pic.toFixed(1)} MB`).toBeLessThan(60);
  }, 180_000);
});
