import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { creerLien, lienPour } from '../../prisma/liens.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { createMaison, ICO, ICO_PASSEE, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { uuidDe } from '../receptions/positionnements.ts';
import { LIMITES } from '../socle/limites.ts';
import { champsDe, visiter } from './essais/formulaire.ts';

let maison: Maison;
let rang = 0;
const JOUR = 86_400_000;
const NOMS = ['Camille Renaud', 'Sami Benoit', 'Inès <b>Morel</b>'];
const ids = NOMS.map((nom) => uuidDe('essai', nom));

beforeAll(async () => {
  maison = await createMaison({ limites: { ...LIMITES, lien: { fenetreMs: 60_000, maximum: 5 } } });
});
afterAll(() => maison.close());
beforeEach(async () => {
  await maison.hub.positionnement.deleteMany();
  await maison.hub.personne.deleteMany();
  await maison.hub.reception.deleteMany();
  await maison.hub.etatSysteme.deleteMany();
  await maison.hub.lienOf.deleteMany();
  await maison.hub.creneau.update({ where: { id: ICO_PASSEE }, data: { modalite: 'ICO', statut: 'A_EMARGER' } });
  maison.flux.entendus.length = 0;
  maison.courriels.length = 0;
  for (const [i, nom] of NOMS.entries()) await inscrire(nom, ids[i] ?? '');
});
const inscrire = async (nomComplet: string, id: string, reseau = 'CAP_EMPLOI') => {
  const [prenom = '', ...nom] = nomComplet.split(' ');
  const { id: personne } = await maison.hub.personne.create({ data: { prenom, nom: nom.join(' ') } });
  await maison.hub.positionnement.create({
    data: {
      id,
      personne,
      parcours: `${personne}:${SESSION}`,
      session: SESSION,
      creneau: ICO_PASSEE,
      reseau,
      outil: 'OUIFORM',
      structure: 'Cap emploi Seine-Maritime',
      statut: 'CONFIRME',
      creeLe: new Date(T0 + rang++),
    },
  });
};
const lien = (creneau = ICO_PASSEE, expireLe = T0 + 30 * JOUR) => creerLien(maison.hub, { organisme: SIRET_DEMO, creneau, session: SESSION, expireLe });
const page = async () => {
  const visite = await visiter(maison, await lien());
  return { visite, ...(await visite.aller()) };
};
const actes = () => maison.flux.entendus.flatMap(({ acte }) => (acte?.type === 'emarger' ? [acte] : []));

describe('the page of a slot', () => {
  it('takes the token out of the address, into a cookie', async () => {
    const entree = await maison.demander('GET', `/of/${await lien()}`);
    expect(entree.statut).toBe(303);
    expect(entree.entetes.get('location')).toBe('/of');
    expect(entree.entetes.getSetCookie()[0]).toMatch(/HttpOnly/);
    expect(entree.entetes.get('referrer-policy')).toBe('no-referrer');
  });

  it('R29: shows one fieldset per person, escaped, with the tool and never the network', async () => {
    const { texte, statut, chemin } = await page();
    expect(statut).toBe(200);
    expect(chemin).toBe(`/of/creneaux/${ICO_PASSEE}`);
    expect(texte.match(/<fieldset/g)).toHaveLength(3);
    expect(texte).toContain('Camille Renaud');
    expect(texte).toContain('&lt;b&gt;Morel');
    expect(texte).toContain('OUIFORM');
    expect(texte).not.toMatch(/cap.emploi/i);
    expect(texte).not.toContain('<script');
  });

  it('says on a page, not in a document for programs, that it must be tried again when the database is too busy', async () => {
    const { visite, texte } = await page();
    vi.spyOn(maison.hub, '$transaction').mockRejectedValueOnce(Object.assign(new Error('pool'), { code: 'P2028' }));
    const refusee = await visite.envoyer({ texte }, { p0: 'P' });
    expect(refusee.statut).toBe(503);
    expect(refusee.entetes.get('content-type')).toContain('text/html');
    expect(refusee.texte).toContain('Recommencez dans quelques instants');
    expect(actes()).toHaveLength(0);
    expect((await visite.envoyer({ texte }, { p0: 'P' })).statut).toBe(200);
    expect(actes()).toHaveLength(1);
  });

  it('is under 30 kB with forty people, and may run nothing', async () => {
    for (let i = 0; i < 37; i++) await inscrire(`Marie-Charlotte de La Fontaine-Duval ${i}`, uuidDe('essai', `plus${i}`));
    const { texte, visite } = await page();
    expect(texte.match(/<fieldset/g)).toHaveLength(40);
    expect(Buffer.byteLength(texte)).toBeLessThan(30_000);
    const csp = (await visite.aller()).entetes.get('content-security-policy');
    expect(csp).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it('GET and HEAD change nothing: mail scanners open links', async () => {
    const jeton = await lien();
    const avant = await maison.hub.lienOf.findMany();
    for (const methode of ['HEAD', 'GET', 'GET']) await maison.demander(methode, `/of/${jeton}`);
    await (await visiter(maison, jeton)).aller();
    expect(maison.flux.entendus).toEqual([]);
    expect(await maison.hub.reception.count()).toBe(0);
    expect(await maison.hub.lienOf.findMany()).toEqual(avant);
  });

  it('S4: saves a part, through the inbox, as this OF', async () => {
    const { visite, ...vue } = await page();
    const reponse = await visite.envoyer(vue, { p0: 'PRESENT', s0: 'RETENU', p1: 'ABSENT' });
    expect(reponse.statut).toBe(200);
    expect(reponse.texte).toContain('2\u00a0sur');
    expect(reponse.texte).toContain('Kairos est mis à jour, les prescripteurs sont prévenus.');
    expect(actes()).toMatchObject([{ par: `of:${SIRET_DEMO}`, depuis: null }]);
    expect(maison.flux.entendus[0]?.id).toBe(`creneau:${ICO_PASSEE}`);
    expect(actes()[0]?.lignes).toHaveLength(2);
    expect(actes()[0]?.lignes).toEqual(
      expect.arrayContaining([
        { positionnement: ids[0], presence: 'PRESENT', suite: 'RETENU' },
        { positionnement: ids[1], presence: 'ABSENT' },
      ]),
    );
  });

  it('« Tous présents » answers for those without an answer', async () => {
    const { visite, ...vue } = await page();
    expect((await visite.envoyer(vue, { p1: 'ABSENT', tous: '1' })).texte).toContain('Vous n’avez rien d’autre à faire');
    expect(
      actes()[0]
        ?.lignes.map((l) => l.presence)
        .sort(),
    ).toEqual(['ABSENT', 'PRESENT', 'PRESENT']);
  });

  it('is one act when the form is sent twice, and another when it is corrected', async () => {
    const { visite, ...vue } = await page();
    await Promise.all([visite.envoyer(vue, { p0: 'PRESENT' }), visite.envoyer(vue, { p0: 'PRESENT' })]);
    await visite.envoyer(vue, { p0: 'PRESENT' });
    expect(await maison.hub.reception.count()).toBe(1);
    await visite.envoyer(await visite.aller(), { p0: 'ABSENT' });
    expect(actes().map((a) => a.lignes[0]?.presence)).toEqual(['PRESENT', 'ABSENT']);
  });

  it('S20: says that Kairos will be told when it is closed, and nothing false', async () => {
    await maison.hub.etatSysteme.create({ data: { code: 'kairos', etat: 'EN_PANNE' } });
    const { visite, ...vue } = await page();
    const { texte } = await visite.envoyer(vue, { tous: '1' });
    expect(texte).toContain('il sera mis à jour dès son retour');
    expect(texte).not.toContain('Kairos est mis à jour');
    expect(texte).toContain('Vous n’avez rien d’autre à faire');
  });

  it('shows what was just typed even while Temporal is down, and lets it be corrected', async () => {
    maison.flux.temporal = 'FERME';
    const { visite, ...vue } = await page();
    const reponse = await visite.envoyer(vue, { p0: 'ABSENT' });
    expect(reponse.statut).toBe(200);
    expect(reponse.texte).not.toContain('Kairos est mis à jour');
    expect(champsDe((await visite.aller()).texte).get('p0')).toBe('A');
    maison.flux.temporal = 'OUVERT';
    await maison.receptions.relayer();
  });

  it('refuses with a summary that leads to each person, and keeps what was typed', async () => {
    const { visite, ...vue } = await page();
    const reponse = await visite.envoyer(vue, { p0: 'ABSENT', s0: 'RETENU', p1: 'PRESENT', m1: 'NIR 1 85 05 78 006 084 36' });
    expect(reponse.statut).toBe(422);
    expect(reponse.texte).toContain('role="alert"');
    expect(reponse.texte).toContain('href="#p0"');
    expect(reponse.texte).toContain('href="#p1"');
    expect(Object.fromEntries(champsDe(reponse.texte))).toMatchObject({ p0: 'A', s0: 'Retenu·e', p1: 'P', m1: 'NIR 1 85 05 78 006 084 36' });
    expect(maison.flux.entendus).toEqual([]);
  });

  it('R39: asks why somebody is not retained, unless Kairos already said it without', async () => {
    await maison.hub.positionnement.update({ where: { id: ids[1] ?? '' }, data: { presence: 'PRESENT', suite: 'NON_RETENU' } });
    const { visite, ...vue } = await page();
    const refusee = await visite.envoyer(vue, { p0: 'P', s0: 'Non retenu·e', p2: 'E' });
    expect(refusee.statut).toBe(422);
    expect(refusee.texte).toContain('Camille Renaud\u202f: dites pourquoi la personne n’est pas retenue.');
    expect(refusee.texte).not.toContain('href="#p1"');
    expect(Object.fromEntries(champsDe(refusee.texte))).toMatchObject({ p0: 'P', s0: 'Non retenu·e', p2: 'E' });
    expect((await visite.envoyer(refusee, { m0: 'Projet à préciser' })).statut).toBe(200);
    expect((await maison.hub.positionnement.findUniqueOrThrow({ where: { id: ids[0] ?? '' } })).motif).toBe('Projet à préciser');
  });

  it('a decision already given falls with a presence that is corrected', async () => {
    await maison.hub.positionnement.update({ where: { id: ids[0] ?? '' }, data: { presence: 'PRESENT', suite: 'RETENU' } });
    const { visite, ...vue } = await page();
    expect((await visite.envoyer(vue, { p0: 'ABSENT' })).statut).toBe(200);
    expect(actes()[0]?.lignes).toEqual([{ positionnement: ids[0], presence: 'ABSENT' }]);
  });

  it('warns before overwriting what somebody else answered meanwhile, then lets the last write win', async () => {
    const { visite, ...vue } = await page();
    await maison.hub.positionnement.update({ where: { id: ids[0] ?? '' }, data: { presence: 'ABSENT' } });
    await maison.hub.positionnement.update({ where: { id: ids[1] ?? '' }, data: { presence: 'ABSENT_EXCUSE' } });
    await maison.hub.evenement.create({
      data: {
        cle: 'e1',
        processus: `creneau:${ICO_PASSEE}`,
        date: new Date('2026-11-03T13:02:00Z'),
        acteur: 'systeme:kairos',
        fait: 'PRESENCES_SAISIES',
        detail: '2',
      },
    });
    const avertie = await visite.envoyer(vue, { p0: 'PRESENT', s0: 'RETENU' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Modifié entre-temps par Kairos à 14:02');
    expect(avertie.texte).toContain('Camille Renaud\u202f: absent·e');
    expect(maison.flux.entendus).toEqual([]);
    // What this person answered is kept; what only the other did is now shown.
    expect(Object.fromEntries(champsDe(avertie.texte))).toMatchObject({ p0: 'P', s0: 'Retenu·e', p1: 'E' });
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect(actes()[0]?.lignes).toEqual([{ positionnement: ids[0], presence: 'PRESENT', suite: 'RETENU' }]);
  });

  it('S9: asks one answer for each candidature, and nobody’s presence', async () => {
    await maison.hub.creneau.update({ where: { id: ICO_PASSEE }, data: { modalite: 'CANDIDATURE' } });
    const { visite, ...vue } = await page();
    expect(vue.texte).not.toContain('Présent');
    const reponse = await visite.envoyer(vue, { s0: 'RETENU', s1: 'NON_RETENU', m1: 'Projet à préciser', s2: 'LISTE_ATTENTE' });
    expect(reponse.texte).toContain('Vous n’avez rien d’autre à faire');
    expect(actes()[0]?.lignes.map((l) => [l.presence, l.suite])).toEqual([
      [undefined, 'RETENU'],
      [undefined, 'NON_RETENU'],
      [undefined, 'LISTE_ATTENTE'],
    ]);
    expect((await maison.hub.positionnement.findUniqueOrThrow({ where: { id: ids[1] ?? '' } })).motif).toBe('Projet à préciser');
  });

  it('refuses a form of another site, of other people, and a page that the link does not open', async () => {
    const { visite, ...vue } = await page();
    const ailleurs = await visite.envoyer(vue, { p0: 'PRESENT' }, { origin: 'https://ailleurs.example' });
    expect(ailleurs.statut).toBe(403);
    expect(ailleurs.texte).toContain('<h1>');
    await visite.envoyer(vue, { p0: 'PRESENT', ids: uuidDe('autre', 'personne') });
    expect(maison.flux.entendus).toEqual([]);
    expect((await visite.aller(`/of/creneaux/${ICO}`)).statut).toBe(409);
  });

  it('waits for the slot to begin, and closes with it', async () => {
    const { texte } = await (await visiter(maison, await lien(ICO))).aller();
    expect(texte).toContain('pas encore eu lieu');
    expect(texte).not.toContain('<form');
    const { visite, ...vue } = await page();
    await maison.hub.creneau.update({ where: { id: ICO_PASSEE }, data: { statut: 'CLOS' } });
    const close = await visite.envoyer(vue, { p0: 'PRESENT' });
    expect(close.statut).toBe(422);
    expect(close.texte).toContain('Ce rendez-vous est clos');
    expect(maison.flux.entendus).toEqual([]);
  });
});

describe('links', () => {
  it('keeps the token in a cookie of this very host once the house is served over https, and nowhere else', async () => {
    const securisee = await createMaison({ origine: 'https://maison.example' });
    const jeton = await lienPour(securisee.hub, { organisme: SIRET_DEMO, creneau: ICO_PASSEE, session: SESSION, cause: 'PRESENCE_NON_SAISIE' }, T0);
    const entree = await securisee.demander('GET', `/of/${jeton}`);
    const [cookie = ''] = entree.entetes.getSetCookie();
    expect(cookie).toMatch(new RegExp(`^__Host-of=${jeton}; `));
    for (const attribut of ['Secure', 'HttpOnly', 'Path=/', 'SameSite=Lax']) expect(cookie.split('; ')).toContain(attribut);
    expect(cookie).not.toMatch(/domain/i); // a browser would refuse the prefix
    expect(entree.entetes.get('location')).toBe('/of');
    expect(entree.texte).not.toContain(jeton);
    const vue = await (await visiter(securisee, jeton)).aller();
    expect(vue.texte).toContain('Information collective');
    expect(vue.texte).not.toContain(jeton);
    // A cookie that any neighbour could have set is not heard.
    expect((await securisee.demander('GET', vue.chemin, { entetes: { cookie: `of=${jeton}` } })).statut).toBe(404);
    await securisee.close();
  });

  it('looks the same when expired or revoked, and tells an unknown one nothing more', async () => {
    const expire = await lien(ICO_PASSEE, T0 - 1);
    const revoque = await lien();
    await maison.hub.lienOf.updateMany({ where: { expireLe: new Date(T0 + 30 * JOUR) }, data: { revoqueLe: new Date() } });
    const pages = [];
    for (const jeton of [expire, revoque, 'a'.repeat(43)]) {
      const { statut, texte } = await (await visiter(maison, jeton)).aller();
      pages.push({ statut, texte });
    }
    expect(pages[0]?.statut).toBe(404);
    expect(pages[0]?.texte).toContain('Ce lien n’est plus valable');
    expect(pages[0]?.texte).toContain('Recevoir un nouveau lien à c•••@organisme.example');
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[2]).toEqual({ statut: 404, texte: pages[0]?.texte.replace(' à c•••@organisme.example', '') });
  });

  it('sends a new link to the known address only, a few times at most, and answers the same for all', async () => {
    const demanderLien = async (jeton: string) => maison.demander('POST', '/of/nouveau-lien', { entetes: (await visiter(maison, jeton)).entetes });
    const perdu = await lien(ICO_PASSEE, T0 - 1);
    const [connu, inconnu] = [await demanderLien(perdu), await demanderLien('b'.repeat(43))];
    expect(connu.texte).toBe(inconnu.texte);
    await expect.poll(() => maison.courriels.map((c) => c.a)).toEqual(['contact@organisme.example']);
    const nouveau = /\/of\/([\w-]{43})/.exec(maison.courriels[0]?.texte ?? '')?.[1] ?? '';
    expect((await (await visiter(maison, nouveau)).aller()).texte).toContain('Camille Renaud');
    for (let i = 0; i < 3; i++) expect((await demanderLien(perdu)).statut).toBe(200);
    expect((await demanderLien(perdu)).statut).toBe(429);
  });
});
