import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creerLien } from '../../prisma/liens.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { createMaison, ICO, ICO_PASSEE, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { uuidDe } from '../receptions/positionnements.ts';
import { LIMITES } from '../socle/limites.ts';

let maison: Maison;
let rang = 0;
const JOUR = 86_400_000;
const NOMS = ['Camille Renaud', 'Sami Benoit', 'Inès <b>Morel</b>'];
const ids = NOMS.map((nom) => uuidDe('essai', nom));

beforeAll(async () => {
  maison = await createMaison({ limites: { ...LIMITES, lien: { fenetreMs: 60_000, maximum: 3 } } });
});
afterAll(() => maison.close());
beforeEach(async () => {
  await maison.hub.positionnement.deleteMany();
  await maison.hub.personne.deleteMany();
  maison.flux.entendus.length = 0;
  for (const [i, nom] of NOMS.entries()) await inscrire(nom, ids[i] ?? '');
});
const inscrire = async (nomComplet: string, id: string, reseau = 'CAP_EMPLOI') => {
  const [prenom = '', nom = ''] = nomComplet.split(' ');
  const { id: personne } = await maison.hub.personne.create({ data: { prenom, nom } });
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
const lien = (creneau = ICO_PASSEE, expireLe = T0 + 30 * JOUR) => creerLien(maison.hub, { organisme: SIRET_DEMO, creneau, expireLe });
const ouvrir = async (jeton: string) => {
  const entree = await maison.demander('GET', `/of/${jeton}`);
  return { entree, entetes: { cookie: entree.entetes.getSetCookie()[0]?.split(';')[0] ?? '' } };
};
const page = async () => {
  const { entetes } = await ouvrir(await lien());
  const { statut, texte } = await maison.demander('GET', '/of', { entetes });
  return { statut, texte, entetes };
};
const champs = (texte: string): URLSearchParams => {
  const formulaire = new URLSearchParams();
  for (const [, nom = '', valeur = ''] of texte.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)) formulaire.set(nom, valeur);
  for (const [, nom = '', valeur = ''] of texte.matchAll(/<input type="radio" name="(\w+)" value="(\w*)" checked/g)) formulaire.set(nom, valeur);
  return formulaire;
};
const envoyer = (entetes: Record<string, string>, formulaire: URLSearchParams, plus: Record<string, string> = {}) =>
  maison.demander('POST', '/of', { brut: formulaire.toString(), entetes: { ...entetes, ...plus, 'content-type': 'application/x-www-form-urlencoded' } });

describe('the OF page', () => {
  it('takes the token out of the address, into a cookie', async () => {
    const { entree } = await ouvrir(await lien());
    expect(entree.statut).toBe(303);
    expect(entree.entetes.get('location')).toBe('/of');
    expect(entree.entetes.getSetCookie()[0]).toMatch(/HttpOnly/);
    expect(entree.entetes.get('referrer-policy')).toBe('no-referrer');
  });

  it('shows one fieldset per person, escaped, with the tool and never the network (R29)', async () => {
    const { texte, statut } = await page();
    expect(statut).toBe(200);
    expect(texte.match(/<fieldset/g)).toHaveLength(3);
    expect(texte).toContain('Camille Renaud');
    expect(texte).toContain('&lt;b&gt;Morel');
    expect(texte).toContain('OUIFORM');
    expect(texte).not.toMatch(/cap.emploi/i);
    expect(texte).not.toContain('<script');
  });

  it('is under 30 kB with twenty people, and may run nothing', async () => {
    for (let i = 0; i < 17; i++) await inscrire(`Prénom${i} Nom${i}`, uuidDe('essai', `plus${i}`));
    const { texte, entetes } = await page();
    expect(texte.match(/<fieldset/g)).toHaveLength(20);
    expect(Buffer.byteLength(texte)).toBeLessThan(30_000);
    const csp = (await maison.demander('GET', '/of', { entetes })).entetes.get('content-security-policy');
    expect(csp).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it('GET and HEAD change nothing: mail scanners open links', async () => {
    const jeton = await lien();
    for (const methode of ['HEAD', 'GET', 'GET']) await maison.demander(methode, `/of/${jeton}`);
    await page();
    expect(maison.flux.entendus).toEqual([]);
    expect(await maison.hub.reception.count({ where: { source: { startsWith: 'of:' } } })).toBe(0);
  });

  it('saves a part, through the inbox, as this OF', async () => {
    const { texte, entetes } = await page();
    const formulaire = champs(texte);
    formulaire.set('p0', 'PRESENT');
    formulaire.set('s0', 'RETENU');
    formulaire.set('p1', 'ABSENT');
    const reponse = await envoyer(entetes, formulaire);
    expect(reponse.statut).toBe(200);
    expect(reponse.texte).toContain('2\u00a0sur');
    expect(maison.flux.entendus).toMatchObject([{ id: `creneau:${ICO_PASSEE}`, acte: { type: 'emarger', par: `of:${SIRET_DEMO}`, depuis: null } }]);
    const acte = maison.flux.entendus[0]?.acte;
    const lignes = acte?.type === 'emarger' ? acte.lignes : [];
    expect(lignes).toEqual(
      expect.arrayContaining([
        { positionnement: ids[0], presence: 'PRESENT', suite: 'RETENU' },
        { positionnement: ids[1], presence: 'ABSENT' },
      ]),
    );
    expect(lignes).toHaveLength(2);
  });

  it('« Tous présents » answers for those without an answer', async () => {
    const { texte, entetes } = await page();
    const formulaire = champs(texte);
    formulaire.set('p1', 'ABSENT');
    formulaire.set('tous', '1');
    expect((await envoyer(entetes, formulaire)).texte).toContain('Vous n’avez rien d’autre à faire');
    const acte = maison.flux.entendus[0]?.acte;
    expect(acte?.type === 'emarger' && acte.lignes.map((l) => l.presence).sort()).toEqual(['ABSENT', 'PRESENT', 'PRESENT']);
  });

  it('shows what was just typed even while Temporal is down, and lets it be corrected', async () => {
    maison.flux.temporal = 'FERME';
    const { texte, entetes } = await page();
    const formulaire = champs(texte);
    formulaire.set('p0', 'ABSENT');
    expect((await envoyer(entetes, formulaire)).statut).toBe(200);
    expect(champs((await maison.demander('GET', '/of', { entetes })).texte).get('p0')).toBe('ABSENT');
    maison.flux.temporal = 'OUVERT';
    await maison.receptions.relayer();
  });

  it('refuses with a summary that leads to the person, and keeps what was typed', async () => {
    const { texte, entetes } = await page();
    const formulaire = champs(texte);
    formulaire.set('p0', 'ABSENT');
    formulaire.set('s0', 'RETENU');
    formulaire.set('p1', 'PRESENT');
    formulaire.set('m1', 'NIR 1 85 05 78 006 084 36');
    const reponse = await envoyer(entetes, formulaire);
    expect(reponse.statut).toBe(422);
    expect(reponse.texte).toContain('role="alert"');
    expect(reponse.texte).toContain('href="#p0"');
    expect(reponse.texte).toContain('href="#p1"');
    expect(champs(reponse.texte).get('p0')).toBe('ABSENT');
    expect(maison.flux.entendus).toEqual([]);
  });

  it('last write wins, and says so', async () => {
    const { texte, entetes } = await page();
    await maison.hub.positionnement.update({ where: { id: ids[0] ?? '' }, data: { presence: 'ABSENT' } });
    const formulaire = champs(texte);
    formulaire.set('p0', 'PRESENT');
    const reponse = await envoyer(entetes, formulaire);
    expect(reponse.texte).toContain('entre-temps');
    expect(reponse.texte).toContain('Camille Renaud');
    expect(maison.flux.entendus).toHaveLength(1);
  });

  it('refuses a form of another slot, another site, another OF’s people', async () => {
    const { texte, entetes } = await page();
    const formulaire = champs(texte);
    formulaire.set('p0', 'PRESENT');
    expect((await envoyer(entetes, formulaire, { origin: 'https://ailleurs.example' })).statut).toBe(403);
    formulaire.set('ids', uuidDe('autre', 'personne'));
    await envoyer(entetes, formulaire);
    expect(maison.flux.entendus).toEqual([]);
    formulaire.set('creneau', ICO);
    expect((await envoyer(entetes, formulaire)).statut).toBe(409);
  });

  it('says the same for an unknown, an expired and a revoked link', async () => {
    const expire = await lien(ICO_PASSEE, T0 - 1);
    const revoque = await lien();
    await maison.hub.lienOf.updateMany({ where: { expireLe: new Date(T0 + 30 * JOUR) }, data: { revoqueLe: new Date() } });
    const pages = [];
    for (const jeton of ['a'.repeat(43), expire, revoque]) {
      const { entetes } = await ouvrir(jeton);
      const { statut, texte } = await maison.demander('GET', '/of', { entetes });
      pages.push({ statut, texte });
    }
    expect(pages[0]?.statut).toBe(404);
    expect(pages[0]?.texte).toContain('Ce lien n’est plus valable');
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[2]).toEqual(pages[0]);
  });

  it('sends a new link to the known address only, a few times at most, and answers the same for all', async () => {
    const demanderLien = async (jeton: string) => {
      const { entetes } = await ouvrir(jeton);
      return maison.demander('POST', '/of/nouveau-lien', { entetes });
    };
    const [connu, inconnu] = [await demanderLien(await lien(ICO_PASSEE, T0 - 1)), await demanderLien('b'.repeat(43))];
    expect(connu.texte).toBe(inconnu.texte);
    expect(maison.liensRenvoyes).toHaveLength(2);
    expect((await demanderLien('c'.repeat(43))).statut).toBe(200);
    expect((await demanderLien('d'.repeat(43))).statut).toBe(429);
  });

  it('waits for the slot to begin', async () => {
    const { entetes } = await ouvrir(await lien(ICO));
    const { texte } = await maison.demander('GET', '/of', { entetes });
    expect(texte).toContain('pas encore eu lieu');
    expect(texte).not.toContain('<form');
  });
});
