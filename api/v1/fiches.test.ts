import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { elementFormation } from '../../domain/lheo/ecriture.ts';
import type { Formation } from '../../domain/lheo/modele.ts';
import { ecrireElement } from '../../domain/lheo/xml.ts';
import { ficheExemple, MANDATAIRE } from '../../domain/smf/exemples.ts';
import { versLheo } from '../../domain/smf/vers-lheo.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { empreinteDe } from '../catalogues/empreinte.ts';
import { ACCES, CLE_SYSTEMES, CLES, cleUnique, createMaison, type Maison, T0 } from '../essais/maison.ts';

let maison: Maison;
let carif: Record<string, string>;
let n = 0;
let numero: string;
beforeAll(async () => {
  maison = await createMaison();
  carif = await ouvrirSession('CARIF');
});
afterAll(() => maison.close());
beforeEach(() => {
  numero = `A9${String(++n).padStart(5, '0')}`;
});

/** As the dashboard: a cookie, no key. */
const ouvrirSession = async (role: string): Promise<Record<string, string>> => {
  const compte = ACCES.comptes.find((c) => c.role === role);
  const { entetes } = await maison.demander('POST', '/api/admin/session', { corps: { courriel: compte?.courriel, motDePasse: compte?.motDePasse } });
  return {
    cookie: entetes
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; '),
  };
};
const version = (change: Parameters<typeof ficheExemple>[0] = {}): Formation =>
  versLheo(ficheExemple({ numero, ...change }, { numero: `S-${numero}`, icos: [] }));
const lheo = (f: Formation): string => ecrireElement(elementFormation(f, '2.3'));
/** As Saisir ma formation tells it. */
const dire = async (type: string, donnees: Record<string, unknown>) => {
  const id = `smf-${++n}`;
  const brut = JSON.stringify({ id, type, date: new Date(T0).toISOString(), donnees });
  const entetes = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': new Webhook(CLE_SYSTEMES).sign(id, new Date(), brut),
  };
  return maison.demander('POST', '/api/evenements/smf', { brut, entetes });
};
const soumettre = (f = version()) => dire('fiche.soumise', { fiche: numero, lheo: lheo(f) });
const actes = () => maison.flux.entendus.filter((e) => e.id === `fiche:${numero}`).map((e) => e.acte);
/** What the fiche's flow writes. */
const etat = (etatFiche: string, validee?: string) =>
  maison.hub.fiche.update({ where: { numero }, data: { etat: etatFiche, ...(validee && { validee, valideeLe: new Date(T0) }) } });
const lire = async (entetes = carif) => (await maison.demander('GET', `/api/v1/fiches/${numero}`, { entetes })).corps;
const decider = (quoi: string, corps: unknown = {}, entetes: Record<string, string> = carif) =>
  maison.demander('POST', `/api/v1/fiches/${numero}/${quoi}`, { corps, entetes: { ...entetes, ...cleUnique() } });

describe('what SMF tells', () => {
  it('R9, golden scenario 9: the LHEO that comes with a submission is the fiche, in the codes of LHEO', async () => {
    expect((await soumettre()).statut).toBe(202);
    expect(await maison.hub.fiche.findUnique({ where: { numero } })).toMatchObject({
      organisme: MANDATAIRE,
      etat: 'SOUMISE',
      formation: { actions: [{ enseignement: '1' }] },
    });
    expect(actes()).toMatchObject([{ type: 'soumettre', empreinte: empreinteDe(version()), depuis: 'smf' }]);
  });

  it('a modification is a new version; the one before is kept; back to the first text is told again', async () => {
    await soumettre();
    const autre = version({ intitule: 'Autre projet' });
    await dire('fiche.modifiee', { fiche: numero, lheo: lheo(autre) });
    await dire('fiche.modifiee', { fiche: numero, lheo: lheo(version()) });
    expect(await maison.hub.ficheVersion.count({ where: { fiche: numero } })).toBe(2);
    expect(actes().map((a) => a && 'empreinte' in a && a.empreinte)).toEqual([version(), autre, version()].map(empreinteDe));
    expect(actes().at(-1)).toMatchObject({ modifiee: true });
  });

  it('a validation that comes with its text deposits it first', async () => {
    await dire('fiche.validee', { fiche: numero, lheo: lheo(version()) });
    expect(actes().map((a) => a?.type)).toEqual(['soumettre', 'valider']);
  });

  it('golden scenario 12: an intitulé of 256 and an ICO comment of 501 are refused together, and nothing is kept', async () => {
    const f = version({ intitule: 'x'.repeat(256) });
    const [a] = f.actions;
    const bavarde = { attributs: {}, autres: [], modalite: '9', debut: '20270227', fin: '20270227', commentaire: 'y'.repeat(501) };
    const fausse = { ...f, actions: [{ ...(a as NonNullable<typeof a>), sessions: (a?.sessions ?? []).map((s) => ({ ...s, recrutements: [bavarde] })) }] };
    const { statut, corps } = await soumettre(fausse);
    expect(statut).toBe(422);
    expect(JSON.stringify(corps['errors'])).toMatch(/256 caractères.*\(R5\).*501 caractères.*\(R19\)/);
    expect(await maison.hub.fiche.count({ where: { numero } })).toBe(0);
  });

  it('a text that is not that fiche, or a session that another fiche has, is refused', async () => {
    expect((await dire('fiche.soumise', { fiche: numero, lheo: lheo(version({ numero: 'A000000' })) })).statut).toBe(422);
    const volee = versLheo(ficheExemple({ numero }, { numero: '103725', icos: [] }));
    expect(JSON.stringify((await soumettre(volee)).corps['errors'])).toContain('La session 103725 appartient déjà à une autre fiche.');
    expect((await dire('fiche.soumise', { fiche: numero, lheo: '<formation>' })).statut).toBe(422);
  });
});

describe('the validation queue', () => {
  it('lists what waits, the oldest first, with its age, and pages', async () => {
    await soumettre();
    await maison.hub.processus.create({
      data: { id: `fiche:${numero}`, type: 'fiche', sujet: numero, etape: 'SOUMISE', etat: 'attente_personne', depuis: new Date(T0 - 4 * 86_400_000) },
    });
    const { corps } = await maison.demander('GET', '/api/v1/fiches?etat=SOUMISE&taille=1', { entetes: carif });
    expect(corps).toMatchObject({ elements: [{ numero, etat: 'SOUMISE', codeEtat: '03', ageJours: 4, situation: { acteur: { type: 'CARIF' } } }] });
    const suite = await maison.demander('GET', `/api/v1/fiches?etat=SOUMISE&apres=${String(corps['suivant'])}`, { entetes: carif });
    expect(JSON.stringify(suite.corps)).not.toContain(numero);
  });

  it('shows the seven screens, and what changed since the last validated version', async () => {
    await soumettre();
    await etat('VALIDEE', empreinteDe(version()));
    await dire('fiche.modifiee', { fiche: numero, lheo: lheo(version({ intitule: 'Autre projet' })) });
    await etat('MODIFIEE_A_REVALIDER');
    const fiche = await lire();
    expect(fiche['differences']).toMatchObject([
      { ecran: 1, champ: 'Intitulé de l’action', avant: 'Construire son projet professionnel', apres: 'Autre projet' },
    ]);
    const ecrans = fiche['ecrans'] as { ecran: number; champs: { libelle: string; valeur: string | null }[] }[];
    expect(new Set(ecrans.map((e) => e.ecran))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(ecrans.flatMap((e) => e.champs).find((c) => c.libelle === 'Session en centre et / ou à distance')?.valeur).toBe(
      '2 - Formation en présentiel et à distance',
    );
  });

  it('R1: validated once, by the one who was first; the second reads who', async () => {
    await soumettre();
    const { empreinte } = (await lire()) as { empreinte: string };
    expect((await decider('validation', { empreinte })).statut).toBe(202);
    expect(actes().at(-1)).toMatchObject({ type: 'valider', empreinte, depuis: null, par: expect.stringMatching(/^compte:/) });
    expect(await decider('validation', { empreinte }, await ouvrirSession('ADMIN'))).toMatchObject({
      statut: 409,
      corps: { code: 'etape-incompatible', detail: expect.stringMatching(/^Déjà fait par Validation Carif-Oref le 03\/11 à 10/) },
    });
    expect(actes().filter((a) => a?.type === 'valider')).toHaveLength(1);
  });

  it('decides on what was read only: a version that came meanwhile is not validated unseen', async () => {
    await soumettre();
    const { empreinte } = (await lire()) as { empreinte: string };
    await dire('fiche.modifiee', { fiche: numero, lheo: lheo(version({ intitule: 'Autre projet' })) });
    expect(await decider('validation', { empreinte })).toMatchObject({ statut: 409, corps: { detail: expect.stringContaining('a changé') } });
  });

  it('returned with remarks, then sent again: it is to be decided on anew', async () => {
    await soumettre();
    expect((await decider('retour')).statut).toBe(422);
    expect((await decider('retour', { remarques: 'Rappeler le 1 85 05 78 006 084 36' })).corps['code']).toBe('nir-refuse');
    expect((await decider('retour', { remarques: 'Précisez les dates.' })).statut).toBe(202);
    await etat('A_CORRIGER');
    expect(await lire()).toMatchObject({ remarques: 'Précisez les dates.', codeEtat: '04' });
    expect((await decider('validation')).statut).toBe(409);
    await dire('fiche.soumise', { fiche: numero });
    await etat('SOUMISE');
    expect((await decider('validation')).statut).toBe(202);
    expect(await lire()).toMatchObject({ remarques: null });
    expect(actes().map((a) => a?.type)).toEqual(['soumettre', 'retourner', 'soumettre', 'valider']);
  });

  it('archives what was published, not what waits', async () => {
    await soumettre();
    expect(await decider('archivage')).toMatchObject({ statut: 409, corps: { detail: expect.stringContaining('attend d’abord') } });
    await etat('VALIDEE', empreinteDe(version()));
    expect((await decider('archivage')).statut).toBe(202);
    expect(actes().at(-1)).toMatchObject({ type: 'archiver' });
  });

  it('is decided by the Carif and the team alone; an OF sees its own fiches, a prescriber none', async () => {
    await soumettre();
    for (const role of ['OF', 'REGION', 'PRESCRIPTEUR']) expect((await decider('validation', {}, await ouvrirSession(role))).statut).toBe(403);
    expect((await maison.demander('POST', `/api/v1/fiches/${numero}/validation`, { cle: CLES.of, corps: {}, entetes: cleUnique() })).statut).toBe(403);
    const sirets = (r: { corps: Record<string, unknown> }) =>
      new Set((r.corps['elements'] as { organisme: { siret: string } }[]).map((f) => f.organisme.siret));
    expect(sirets(await maison.demander('GET', '/api/v1/fiches', { cle: CLES.of }))).toEqual(new Set([SIRET_DEMO]));
    expect((await maison.demander('GET', `/api/v1/fiches/${numero}`, { cle: CLES.of })).statut).toBe(404);
    expect(sirets(await maison.demander('GET', '/api/v1/fiches', { cle: CLES.ml })).size).toBe(0);
    expect((await maison.demander('GET', `/api/v1/fiches/${numero}`, { cle: CLES.demo })).statut).toBe(200);
    expect((await maison.demander('GET', '/api/v1/fiches')).statut).toBe(401);
  });
});
