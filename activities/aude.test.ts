import { ApplicationFailure } from '@temporalio/common';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StatutDe } from '../domain/codes.ts';
import { createAude } from './aude.ts';
import type { Dossier } from './dossiers.ts';

const DOSSIER: Dossier = {
  positionnement: 'p1',
  creneau: 'ICO-103725-1',
  outil: 'OUIFORM',
  reseau: 'ML',
  structure: null,
  argumentaire: null,
  motif: null,
  motifs: {},
  bilan: null,
  reference: null,
  personne: { idDE: '1234567A', nom: 'Essai', prenom: 'Un', courriel: null, telephone: null, adresse: null },
  pic: false,
  statutDe: 'INSCRIT',
  differees: false,
  dossierImilo: null,
  intitule: 'Accueil',
  formacode: '15062',
  objectif: '9',
  publics: [],
  debutSession: '2026-03-02',
  finSession: null,
  financeurs: [],
  debut: null,
  fin: null,
  lieu: null,
};
const CIBLE = { parcours: 'a:103725', positionnement: 'p1', session: '103725', date: '2026-03-02' };
const DU_PARCOURS = 'parcours:a:103725:aude.enregistrerEntree:entree:p1';
const DU_REJEU = 'demandeur:a:rejouer:3';

let appels: string[];
let refus: string | null;
beforeEach(() => {
  appels = [];
  refus = null;
});
const audeDe = (change: Partial<Dossier>) =>
  createAude({
    client: async (operation, cle) => {
      if (refus) throw ApplicationFailure.create({ type: 'REFUS', details: [{ code: refus }], nonRetryable: true });
      appels.push(`${operation} ${cle}`);
      return { reference: 'AUD-1' } as never;
    },
    dossiers: { lireDossier: async () => ({ ...DOSSIER, ...change }) },
  });

describe('what AUDE is told', () => {
  it.each(['INSCRIT', 'INSCRIPTION_EN_COURS', 'REINSCRIT'] as const)('R35, R37: %s: at once', async (statutDe: StatutDe) => {
    expect(await audeDe({ statutDe }).genererAis(DU_PARCOURS, CIBLE)).toEqual({ reference: 'AUD-1' });
    expect(appels).toEqual([`genererAis ${DU_PARCOURS}`]);
  });
  it.each(['RADIE', 'CESSATION'] as const)('R36: %s: nothing, it is kept', async (statutDe: StatutDe) => {
    expect(await audeDe({ statutDe }).genererAis(DU_PARCOURS, CIBLE)).toEqual({ differee: true });
    expect(appels).toEqual([]);
  });
  it('R36: AUDE’s own word counts as well as ours; any other refusal is a refusal', async () => {
    refus = 'DEMANDEUR_RADIE';
    expect(await audeDe({}).enregistrerEntree(DU_PARCOURS, CIBLE)).toEqual({ differee: true });
    refus = 'DEMANDEUR_INCONNU';
    await expect(audeDe({}).enregistrerEntree(DU_PARCOURS, CIBLE)).rejects.toMatchObject({ details: [{ code: 'DEMANDEUR_INCONNU' }] });
  });
  it('R36: re-registered while something is still kept: what is new goes behind it, and what is replayed passes', async () => {
    const aude = audeDe({ statutDe: 'REINSCRIT', differees: true });
    expect(await aude.enregistrerEntree(DU_PARCOURS, CIBLE)).toEqual({ differee: true });
    expect(await aude.prescrire(DU_REJEU, CIBLE)).toEqual({ reference: 'AUD-1' });
    expect(appels).toEqual([`prescrire ${DU_REJEU}`]);
  });
});
