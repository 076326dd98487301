/** What is said of each process, in each of its states. */
import { describe, expect, it } from 'vitest';
import { EtapeParcours, EtatFiche, EtatPublication, EtatRecrutement, Modalite, RaisonExclusion, StatutCreneau, StatutDe } from '../codes.ts';
import { type SessionLue, situationCreneau, situationDemandeur, situationFiche, situationParcours, situationSession } from '../situations.ts';
import { blocage, DEPUIS, le, MAINTENANT, parcours, verifier } from './essais/lus.ts';

const FINIES: Partial<Record<EtapeParcours, string>> = { NON_RETENU: 'termine', CLOS: 'termine', ANNULE: 'annule', INSCRIPTION_ANNULEE: 'annule' };

describe('every state of every process', () => {
  it.each(EtapeParcours.options)('parcours %s', (etape) => {
    for (const plus of [{}, { creneau: null, debut: null, fin: null, nomOrganisme: null, intitule: null }]) {
      const s = situationParcours(parcours(etape, plus), [], MAINTENANT);
      verifier(s);
      expect(s.depuis).toBe('2026-11-16T08:00:00.000Z');
      expect(s.cause).toBeNull();
      if (FINIES[etape]) expect(s.etat).toBe(FINIES[etape]);
      else expect(['en_cours', 'en_attente']).toContain(s.etat);
    }
  });
  it('parcours: the worst blocage speaks, an old and snoozed one does not', () => {
    const cas = [
      blocage({ cause: 'SUITE_NON_SAISIE', niveau: 3, veilleJusqua: '2026-12-01T00:00:00Z', depuis: '2026-11-01T00:00:00Z' }),
      blocage({ cause: 'PRESENCE_NON_SAISIE', niveau: 2 }),
      blocage({ cause: 'INSCRIPTION_BLOQUEE', niveau: 0, echeance: null }),
      blocage({ cause: 'REJET_FONCTIONNEL', niveau: 4, leveLe: '2026-11-18T00:00:00Z' }),
    ];
    expect(situationParcours(parcours('CONVOQUE'), cas, MAINTENANT).cause).toBe('PRESENCE_NON_SAISIE');
  });
  it('R29: an OF does not read what would tell which network follows the person', () => {
    const cas = [blocage({ cause: 'DOSSIER_NON_SYNCHRONISE', acteurType: 'PRESCRIPTEUR' })];
    expect(situationParcours(parcours('PRESENT'), cas, MAINTENANT).cause).toBe('DOSSIER_NON_SYNCHRONISE');
    expect(situationParcours(parcours('PRESENT', { pourOrganisme: true }), cas, MAINTENANT).cause).toBeNull();
  });
  it.each(EtatFiche.options)('fiche %s', (etat) => {
    for (const plus of [{}, { publiee: true, derniereFin: '2027-03-26', nomOrganisme: 'AFPA Le Havre' }]) {
      const s = situationFiche({ etat, depuis: DEPUIS, ...plus }, [], MAINTENANT);
      verifier(s);
      // Whoever is waited for, and until when, is always said.
      if (s.etat === 'en_attente' && etat !== 'EN_SAISIE') expect(Date.parse(s.suite.quand ?? '')).toBeGreaterThan(DEPUIS.getTime());
    }
    expect(situationFiche({ etat: 'VALIDEE', depuis: DEPUIS, derniereFin: '2027-03-26' }, [], MAINTENANT).suite.quand).toBe('2027-04-24T23:00:00.000Z');
    expect(situationFiche({ etat, depuis: DEPUIS }, [blocage({ cause: 'FICHE_EN_ATTENTE' })], MAINTENANT).etat).toBe('bloque');
  });
  it.each(StatutCreneau.options)('creneau %s', (statut) => {
    for (const modalite of Modalite.options)
      for (const placesLibres of [0, 1, 12]) {
        const s = situationCreneau({ statut, modalite, debut: DEPUIS, fin: DEPUIS, places: 12, placesLibres, depuis: DEPUIS }, [], MAINTENANT);
        verifier(s);
        if (statut === 'CLOS') expect(s.etat).toBe('termine');
        if (statut === 'ANNULE') expect(s.etat).toBe('annule');
      }
    expect(
      situationCreneau({ statut, modalite: 'ICO', debut: DEPUIS, fin: DEPUIS, places: 1, placesLibres: 1, depuis: DEPUIS }, [blocage()], MAINTENANT).etat,
    ).toBe('bloque');
  });
  it.each(EtatRecrutement.options)('session %s, in every state of publication', (etatRecrutement) => {
    const session = (plus: Partial<SessionLue>): SessionLue => ({
      etatRecrutement,
      placesDisponibles: 1,
      creneauxOuverts: 2,
      debut: le('2026-12-01'),
      fin: null,
      depuis: DEPUIS,
      publications: [],
      ...plus,
    });
    for (const etat of EtatPublication.options)
      for (const raison of [null, ...RaisonExclusion.options])
        for (const nombre of [0, 1, 12]) {
          const publications = ['rco', 'kairos', 'audef', 'ouiform'].map((systeme) => ({ systeme, etat, raison }));
          for (const placesTotales of [0, 12])
            verifier(situationSession(session({ publications, creneauxOuverts: nombre, placesDisponibles: nombre, placesTotales }), [], MAINTENANT));
        }
    verifier(situationSession(session({}), [], MAINTENANT));
    expect(situationSession(session({ fin: le('2026-11-17') }), [], MAINTENANT).etat).toBe('termine');
    expect(situationSession(session({ fin: le('2026-11-19') }), [], MAINTENANT).etat).not.toBe('termine');
    expect(situationSession(session({}), [blocage({ cause: 'MODALITE_NON_RENSEIGNEE' })], MAINTENANT).cause).toBe('MODALITE_NON_RENSEIGNEE');
  });
  it('session: says when its state and its seats do not go together, and leaves it to the OF (R18)', () => {
    const session = (etatRecrutement: 'OUVERT' | 'FERME', placesDisponibles: number) =>
      situationSession(
        {
          etatRecrutement,
          placesDisponibles,
          placesTotales: 12,
          creneauxOuverts: 1,
          debut: le('2026-12-01'),
          fin: null,
          depuis: DEPUIS,
          publications: [{ systeme: 'kairos', etat: 'VISIBLE', raison: null }],
        },
        [],
        MAINTENANT,
      );
    expect(session('OUVERT', 0)).toMatchObject({ etat: 'en_attente', phrase: 'Le recrutement est ouvert alors que toutes les places sont prises.' });
    expect(session('FERME', 1).suite.quoi).toMatch(/la liste d’attente passe d’abord/);
    expect(session('FERME', 0).etat).toBe('en_cours');
  });
  it.each(StatutDe.options)('demandeur %s', (statut) => {
    for (const differees of [0, 1, 5]) verifier(situationDemandeur({ statut, depuis: DEPUIS, differees }, [], MAINTENANT));
  });
});
