/** A path: what is read of it, what holds it up, what is done once the person is retained. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLES, ICO, SESSION, SIRET_AUTRE, T0 } from '../essais/maison.ts';
import { createMaisonLue, type MaisonLue } from './essais/lecture.ts';

let maison: MaisonLue;
beforeAll(async () => {
  maison = await createMaisonLue();
});
afterAll(() => maison.close());

describe('GET /api/v1/parcours', () => {
  it('answers situation, steps, timeline and matrix (G3)', async () => {
    await maison.hub.transmission.create({
      data: { parcours: maison.parcours, systeme: 'kairos', fait: 'POSITIONNEMENT', etat: 'VISIBLE', depuis: new Date(T0) },
    });
    await maison.hub.evenement.create({
      data: {
        cle: 'e1',
        processus: `parcours:${maison.parcours}`,
        parcours: maison.parcours,
        date: new Date(T0),
        acteur: 'cle:ml',
        systeme: 'kairos',
        fait: 'POSITIONNE',
      },
    });
    const { corps } = await maison.lire(`/api/v1/parcours/${maison.parcours}`);
    expect(Object.keys(corps).sort()).toEqual(['chronologie', 'etape', 'etapes', 'id', 'matrice', 'positionnements', 'session', 'situation']);
    expect(corps).toMatchObject({
      etape: 'CONVOQUE',
      etapes: [{ etape: 'POSITIONNE' }, { etape: 'CONVOQUE' }],
      chronologie: [{ acteur: 'cle:ml', systeme: 'kairos', fait: 'POSITIONNE', detail: null }],
      matrice: {
        KAIROS: { POSITIONNEMENT: { etat: 'VISIBLE', regle: null } },
        IMILO: { POSITIONNEMENT: { etat: 'NON_VISIBLE', regle: 'R31', raison: expect.any(String) } },
      },
    });
    expect(JSON.stringify(corps)).not.toMatch(/Exemple|Camille/);
  });

  it('R29: an OF learns the tool at most, never who prescribed', async () => {
    const { texte, corps } = await maison.lire(`/api/v1/parcours/${maison.parcours}`, CLES.of);
    expect(corps).toMatchObject({ chronologie: [{ acteur: 'prescripteur' }], matrice: { IMILO: {} } });
    expect(texte).not.toMatch(/cle:ml|[Mm]ission locale/);
  });

  it('is scoped: structure, OF, region; others find nothing', async () => {
    for (const [cle, statut] of [
      [CLES.ml, 200],
      [CLES.of, 200],
      [CLES.lecture, 200],
      [CLES.demo, 200],
      [CLES.capEmploi, 404],
      [CLES.pe, 404],
    ] as const)
      expect((await maison.lire(`/api/v1/parcours/${maison.parcours}`, cle)).statut).toBe(statut);
    expect(await maison.elements('/api/v1/parcours', CLES.pe)).toEqual([]);
    expect(await maison.elements(`/api/v1/parcours?session=${SESSION}&etape=CONVOQUE&bloque=false`)).toMatchObject([{ id: maison.parcours }]);
    expect(await maison.elements('/api/v1/parcours?bloque=true')).toEqual([]);
  });

  it('shows what holds it up at its slot, the worst first (S4)', async () => {
    const ligne = {
      id: `creneau:${ICO}#PRESENCE_NON_SAISIE#1`,
      processus: `creneau:${ICO}`,
      type: 'creneau',
      cause: 'PRESENCE_NON_SAISIE',
      sujet: { session: SESSION, creneau: ICO, modalite: 'ICO', date: new Date(T0).toISOString(), nombre: 1 },
      acteurType: 'OF',
      acteur: SIRET_DEMO,
      organisme: SIRET_DEMO,
      session: SESSION,
      creneau: ICO,
      depuis: new Date(T0),
      echeance: new Date(T0 - 1),
      niveau: 2,
    };
    await maison.hub.blocage.create({ data: ligne });
    const { corps } = await maison.lire(`/api/v1/parcours/${maison.parcours}`);
    expect(corps['situation']).toMatchObject({
      etat: 'bloque',
      cause: 'PRESENCE_NON_SAISIE',
      gravite: 'en_retard',
      acteur: { type: 'OF', libelle: 'Ateliers du Val' },
    });
  });
});

describe('GET /api/v1/blocages', () => {
  it('lists what the caller may see, by cause, actor, gravity', async () => {
    for (const [cle, nombre] of [
      [CLES.ml, 1],
      [CLES.of, 1],
      [CLES.pe, 0],
      [CLES.demo, 1],
    ] as const)
      expect(await maison.elements('/api/v1/blocages', cle)).toHaveLength(nombre);
    const [b] = await maison.elements('/api/v1/blocages?cause=PRESENCE_NON_SAISIE&acteur=OF&gravite=en_retard');
    expect(Object.keys(b ?? {}).sort()).toEqual(['id', 'processus', 'situation', 'sujet']);
    expect(await maison.elements('/api/v1/blocages?gravite=a_temps')).toEqual([]);
    expect(await maison.elements(`/api/v1/blocages?organisme=${SIRET_AUTRE}`)).toEqual([]);
  });

  it('acts on one: the flow is told who, and its refusals are said', async () => {
    const agir = (code: string, cle = CLES.demo, id = `creneau:${ICO}#PRESENCE_NON_SAISIE#1`) =>
      maison.demander('POST', `/api/v1/blocages/${encodeURIComponent(id)}/actions/${code}`, { cle, corps: { motif: 'Demandé au téléphone' } });
    expect(await agir('relancer')).toMatchObject({ statut: 200, corps: { fait: true } });
    expect(maison.flux.actions.at(-1)).toMatchObject({ workflow: `creneau:${ICO}`, action: { code: 'relancer', par: 'cle:demo' } });
    maison.flux.action = { fait: false, refus: 'RELANCE_RECENTE', jusqua: '2026-11-04T09:00:00.000Z' };
    expect(await agir('relancer')).toMatchObject({ statut: 409, corps: { code: 'relance-recente', jusqua: '2026-11-04T09:00:00.000Z' } });
    maison.flux.action = { fait: false, refus: 'DEJA_LEVE' };
    expect(await agir('relancer')).toMatchObject({ statut: 409, corps: { code: 'deja-fait' } });
    expect((await agir('relancer', CLES.ml)).statut).toBe(403);
    expect((await agir('relancer', CLES.demo, 'creneau:x#S4#1')).statut).toBe(404);
    expect((await agir('danser')).statut).toBe(404);
  });
});

describe('after the candidate is retained', () => {
  const acte = (suffixe: string, corps: unknown) => maison.demander('POST', `/api/v1/parcours/${maison.parcours}/${suffixe}`, { cle: CLES.of, corps });
  const etape = (nom: string) => maison.hub.parcours.update({ where: { id: maison.parcours }, data: { etape: nom } });
  it('attests, cancels, interrupts, ends: each from its own steps', async () => {
    expect(await acte('entree', { date: '2026-12-07' })).toMatchObject({ statut: 409, corps: { code: 'etape-incompatible' } });
    await etape('ENTREE_A_VALIDER');
    expect(await acte('entree', { date: '2026-12-07' })).toMatchObject({ statut: 202, corps: { id: maison.parcours } });
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'entrer', jour: '2026-12-07' } });
    expect((await acte('annulation', { motif: 'Raison matérielle' })).statut).toBe(202);
    expect((await acte('interruptions', { debut: '2027-01-04', motif: 'Maladie' })).statut).toBe(409);
    await etape('EN_FORMATION');
    expect((await acte('entree', { date: '2026-12-08' })).statut).toBe(202); // R41: corrected until the end
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'entrer', jour: '2026-12-08' } });
    expect((await acte('annulation', { motif: 'Raison matérielle' })).statut).toBe(409);
    expect(await acte('interruptions', { debut: '2027-01-08', fin: '2027-01-04', motif: 'Maladie' })).toMatchObject({
      statut: 422,
      corps: { code: 'dates-incoherentes' },
    });
    expect((await acte('interruptions', { debut: '2027-01-04', fin: '2027-01-08', motif: 'Maladie' })).statut).toBe(202);
    expect((await acte('sortie', { date: '2027-02-01', motif: 'Abandon', bilan: 'Le NIR est 185057800608436' })).corps['code']).toBe('nir-refuse');
    expect((await acte('sortie', { date: '2027-02-01', motif: 'Abandon', bilan: 'Parti en emploi.' })).statut).toBe(202);
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'sortir', jour: '2027-02-01', abandon: true, bilan: true } });
    expect(await maison.hub.positionnement.findUnique({ where: { id: maison.positionnement } })).toMatchObject({ motif: 'Abandon', bilan: 'Parti en emploi.' });
  });
});
