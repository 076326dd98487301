import { describe, expect, it } from 'vitest';
import { CodeCause } from './causes.ts';
import { minuteries } from './delais.ts';
import { FAUTES } from './fautes.ts';
import { lirePolitique, POLITIQUES_PAR_DEFAUT, type Politique } from './politiques.ts';
import { changementDit, differencesDePolitique, fautesDePolitique, PolitiqueSaisie } from './politiques-saisie.ts';

const saisie = ({ cause: _, ...p }: Politique): PolitiqueSaisie => PolitiqueSaisie.parse(p);
const presences = saisie(POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE);

describe('a policy as an administrator writes it', () => {
  it.each(CodeCause.options)('%s: the default is without fault', (cause) => {
    expect(fautesDePolitique(cause, saisie(POLITIQUES_PAR_DEFAUT[cause]))).toEqual([]);
  });
  it('lists all the faults at once, each where it is, in French', () => {
    const fautes = fautesDePolitique('PRESENCE_NON_SAISIE', {
      niveaux: [
        { niveau: 2, apres: { heures: 1 }, destinataire: 'OF', canal: 'COURRIEL' },
        { niveau: 1, apres: { joursOuvres: 2 }, destinataire: 'REFERENT_KAIROS', canal: 'COURRIEL' },
        { niveau: 2, apres: { heures: 1 }, destinataire: 'OF', canal: 'COURRIEL' },
      ],
      reposHeures: 24,
      absenceProvisoire: { heures: 0 },
      conservation: { jours: 3 },
    });
    expect(fautes.map((f) => f.chemin.join('/'))).toEqual([
      'niveaux/0/niveau',
      'niveaux/2',
      'niveaux/1/niveau',
      'niveaux/1/canal',
      'conservation',
      'absenceProvisoire',
    ]);
    for (const f of fautes) {
      expect(f.message).not.toMatch(FAUTES);
      expect(f.message).toMatch(/^\p{Lu}.*\.$/u);
    }
  });
  it('G2: only attendance knows a provisional absence, and only the ledger of AUDE must say how long it keeps', () => {
    expect(fautesDePolitique('SUITE_NON_SAISIE', { ...saisie(POLITIQUES_PAR_DEFAUT.SUITE_NON_SAISIE), absenceProvisoire: { joursOuvres: 5 } })).toHaveLength(1);
    const { conservation: _, ...sans } = saisie(POLITIQUES_PAR_DEFAUT.DEMANDEUR_RADIE);
    expect(fautesDePolitique('DEMANDEUR_RADIE', sans)).toHaveLength(1);
    const { absenceProvisoire: __, ...jamais } = presences;
    expect(fautesDePolitique('PRESENCE_NON_SAISIE', jamais)).toEqual([]);
  });
  it('S3, S10, S16, S22: a threshold is of its own cause, present, and within its unit', () => {
    const s22 = saisie(POLITIQUES_PAR_DEFAUT.PLACES_NON_POURVUES);
    expect(s22.seuils).toEqual({ approche: 15, remplissage: 60, absences: 30 });
    const chemins = (cause: CodeCause, seuils: PolitiqueSaisie['seuils']) =>
      fautesDePolitique(cause, { ...saisie(POLITIQUES_PAR_DEFAUT[cause]), seuils }).map((f) => f.chemin.join('/'));
    expect(chemins('PLACES_NON_POURVUES', { approche: 20, remplissage: 101, absences: 30 })).toEqual(['seuils/remplissage']);
    expect(chemins('PLACES_NON_POURVUES', { approche: 365, remplissage: 50 })).toEqual(['seuils/absences']);
    expect(chemins('PLACES_NON_POURVUES', undefined)).toEqual(['seuils/approche', 'seuils/remplissage', 'seuils/absences']);
    expect(chemins('PRESENCE_NON_SAISIE', { urgence: 3 })).toEqual(['seuils/urgence']);
    expect(differencesDePolitique(POLITIQUES_PAR_DEFAUT.DEMANDEUR_RADIE, { ...POLITIQUES_PAR_DEFAUT.DEMANDEUR_RADIE, seuils: { entreeProche: 3 } })).toEqual([
      '«\u202fPrévenir aussitôt quand l’entrée est dans moins de\u202f»\u202f: 10\u00a0jours → 3\u00a0jours',
    ]);
  });
  it('a policy that was edited before a threshold existed has its default', () => {
    const { seuils: _, conservation: __, cause, ...ancienne } = POLITIQUES_PAR_DEFAUT.DEMANDEUR_RADIE;
    expect(lirePolitique(cause, { ...ancienne, reposHeures: 48 })).toEqual({ ...POLITIQUES_PAR_DEFAUT.DEMANDEUR_RADIE, reposHeures: 48 });
    expect(lirePolitique(cause, { ...ancienne, seuils: { entreeProche: 3 } }).seuils).toEqual({ entreeProche: 3 });
  });
  it('says what a change changed, before and after', () => {
    const avant = POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE;
    expect(differencesDePolitique(avant, avant)).toEqual([]);
    expect(changementDit(avant, { ...avant, reposHeures: 12, absenceProvisoire: { joursOuvres: 1 } }, 3)).toBe(
      'Présences non saisies, version\u00a03 — repos\u202f: 24\u00a0heures → 12\u00a0heures\u202f; absence provisoire\u202f: 5\u00a0jours ouvrés → 1\u00a0jour ouvré'.replace(
        'version\u00a03',
        'version 3',
      ),
    );
  });
});

it('f.2 and the thresholds of §f: every default of the table, read where it is kept', () => {
  const lues = Object.fromEntries(minuteries((c) => POLITIQUES_PAR_DEFAUT[c]).map((m) => [m.cle, m.valeur]));
  expect(lues).toEqual({
    'publication.kairos.max': '8 jours ouvrés',
    'ico.presence.first': '4 heures',
    'ico.presence.escalate': '3 jours ouvrés',
    'ico.presence.provisionalAbsence': '5 jours ouvrés',
    'ico.bilan.first': '2 jours ouvrés',
    'ico.bilan.escalate': '6 jours ouvrés',
    'entree.attestation.due': '3 jours ouvrés',
    'sortie.declaration.due': '3 jours ouvrés',
    'slot.missing.first': '2 jours ouvrés',
    'slot.missing.carif': '8 jours ouvrés',
    'slot.missing.region': '15 jours ouvrés',
    'radie.ledger.expiry': '365 jours',
    'outage.queue.min': '15 jours',
    'session.export.cutoffAfterEnd': '30 jours',
    'candidature.decision.first': '2 jours ouvrés',
    'fiche.archive.afterEnd': '30 jours',
    'slot.urgent.before': '30 jours',
    'convention.warn.before': '60 jours',
    'radie.entry.near': '10 jours',
    'fill.watch.before': '15 jours',
    'fill.min': '60 %',
    'absence.max': '30 %',
  });
});
