import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodeCause } from './causes.ts';
import { estOuvre, prochainInstantOuvre } from './ouvres.ts';
import { echeances, POLITIQUES_PAR_DEFAUT, Politique, premiereEcheance } from './politiques.ts';

const lire = (cause: CodeCause, depuis: string) =>
  echeances(POLITIQUES_PAR_DEFAUT[cause], Date.parse(depuis)).map((e) => `${e.niveau} ${e.destinataire} ${new Date(e.echeance).toISOString().slice(0, 16)}`);

describe('ladders', () => {
  it('S4: four hours, then each working day across 11 November, with a day of rest between two mails', () => {
    expect(lire('PRESENCE_NON_SAISIE', '2026-11-10T12:00:00+01:00')).toEqual([
      '0 EQUIPE 2026-11-10T15:00',
      '1 OF 2026-11-10T15:00',
      '1 OF 2026-11-12T11:00',
      '1 OF 2026-11-13T11:00',
      '2 MANDATAIRE 2026-11-16T11:00',
      '3 REFERENT_KAIROS 2026-11-18T11:00',
    ]);
  });
  it('S4: a meeting that ends on a Friday evening shows at once and is mailed on Monday at 8', () => {
    expect(lire('PRESENCE_NON_SAISIE', '2026-11-13T18:00:00+01:00').slice(0, 3)).toEqual([
      '0 EQUIPE 2026-11-13T21:00',
      '1 OF 2026-11-16T07:00',
      '1 OF 2026-11-17T07:00',
    ]);
  });
  it('S1, S15, S22: the delays of the table', () => {
    expect(lire('MODALITE_NON_RENSEIGNEE', '2026-11-02T10:00:00+01:00').map((l) => l.slice(0, -6))).toEqual([
      '0 EQUIPE 2026-11-04',
      '1 OF 2026-11-04',
      '1 OF 2026-11-09',
      '3 CARIF 2026-11-13',
      '4 REGION 2026-11-24',
    ]);
    const invisible = (qui: string) =>
      echeances(POLITIQUES_PAR_DEFAUT.SESSION_NON_VISIBLE, Date.parse('2026-11-02T10:00:00+01:00'), qui).map(
        (e) => `${e.niveau} ${e.destinataire} ${new Date(e.echeance).toISOString().slice(0, 16)}`,
      );
    // Not exported, the Carif looks for it; exported, the Kairos référent (b.3).
    expect(invisible('CARIF')).toEqual(['0 CARIF 2026-11-13T09:00', '3 CARIF 2026-11-13T09:00']);
    expect(invisible('EQUIPE')).toEqual(['0 EQUIPE 2026-11-13T09:00', '3 REFERENT_KAIROS 2026-11-13T09:00']);
    expect(lire('PLACES_NON_POURVUES', '2026-11-02T10:00:00+01:00').at(-1)).toBe('4 REGION 2026-11-12T09:00');
  });
});

describe('the other ladders of the table', () => {
  /** Monday 2 November 2026 at 10: no holiday before the 11th. Working days after it. */
  const pas = (cause: CodeCause, attendu?: string) =>
    echeances(POLITIQUES_PAR_DEFAUT[cause], Date.parse('2026-11-02T10:00:00+01:00'), attendu).map(
      (e) => `${e.destinataire} ${new Date(e.echeance).toISOString().slice(8, 10)}`,
    );
  it('S2, S3: the OF, then the Carif', () => {
    expect(pas('ETAT_RECRUTEMENT_NON_RENSEIGNE')).toEqual(['EQUIPE 04', 'OF 04', 'OF 09', 'CARIF 17']);
    expect(pas('AUCUN_RENDEZ_VOUS_DISPONIBLE')).toEqual(['EQUIPE 03', 'OF 03', 'OF 05', 'CARIF 12']);
  });
  it('S5, S9: the OF, then the Kairos référent', () => {
    expect(pas('SUITE_NON_SAISIE')).toEqual(['EQUIPE 04', 'OF 04', 'OF 06', 'MANDATAIRE 10', 'REFERENT_KAIROS 17']);
    expect(pas('CANDIDATURE_SANS_REPONSE')).toEqual(['EQUIPE 04', 'OF 04', 'OF 09', 'REFERENT_KAIROS 13']);
  });
  it('S11, S12: three reminders in three days for an entry, a fortnight for an exit', () => {
    expect(pas('ENTREE_NON_ATTESTEE')).toEqual(['EQUIPE 03', 'OF 03', 'OF 04', 'OF 05', 'REFERENT_KAIROS 09']);
    expect(pas('SORTIE_NON_SAISIE')).toEqual(['EQUIPE 05', 'OF 05', 'OF 13', 'REFERENT_KAIROS 24']);
  });
  it('S8, S8b, S10: the prescriber', () => {
    for (const cause of ['ORIGINE_OF_HORS_IMILO', 'DOSSIER_NON_SYNCHRONISE'] as const)
      expect(pas(cause)).toEqual(['EQUIPE 03', 'PRESCRIPTEUR 03', 'PRESCRIPTEUR 09']);
    expect(pas('DEMANDEUR_RADIE')).toEqual(['EQUIPE 02', 'PRESCRIPTEUR 05', 'PRESCRIPTEUR 17']);
  });
  it('S16, S21: the OF that alone can answer, then who can in its place', () => {
    expect(pas('COMPTE_KAIROS_ABSENT')).toEqual(['EQUIPE 04', 'OF 04', 'REFERENT_KAIROS 09']);
    expect(pas('CHANGEMENT_NON_CONFIRME')).toEqual(['EQUIPE 02', 'OF 02', 'OF 03', 'EQUIPE 04']);
  });
  it('S7: the OF and the prescribers after three days, then every month for as long as it lasts', () => {
    expect(pas('RECRUTEMENT_HORS_SYSTEME')).toEqual(['EQUIPE 05', 'PRESCRIPTEUR 05', 'OF 05', 'REFERENT_KAIROS 02', 'OF 02']);
    const depuis = Date.parse('2026-11-02T10:00:00+01:00');
    const jusqua = Date.parse('2027-03-15T10:00:00+01:00');
    const suite = echeances(POLITIQUES_PAR_DEFAUT.RECRUTEMENT_HORS_SYSTEME, depuis, 'OF', jusqua).filter((e) => e.niveau === 3);
    const jours = (qui: string) => suite.filter((e) => e.destinataire === qui).map((e) => new Date(e.echeance).toISOString().slice(0, 10));
    expect(jours('REFERENT_KAIROS')).toEqual(['2026-12-02', '2027-01-01', '2027-01-31', '2027-03-02', '2027-04-01']);
    // New Year's Day, then a Sunday: its mails wait for the next opening.
    expect(jours('OF')).toEqual(['2026-12-02', '2027-01-04', '2027-02-01', '2027-03-02', '2027-04-01']);
    // What has been taken keeps its rank as time passes.
    const plusTot = echeances(POLITIQUES_PAR_DEFAUT.RECRUTEMENT_HORS_SYSTEME, depuis, 'OF', Date.parse('2027-01-15T10:00:00+01:00'));
    const passes = plusTot.filter((e) => e.echeance <= Date.parse('2027-01-15T10:00:00+01:00'));
    expect(echeances(POLITIQUES_PAR_DEFAUT.RECRUTEMENT_HORS_SYSTEME, depuis, 'OF', jusqua).slice(0, passes.length)).toEqual(passes);
  });
  it('S22: fifteen and eight days before, the prescribers beside the OF; five days before, the Région', () => {
    expect(pas('PLACES_NON_POURVUES')).toEqual(['EQUIPE 02', 'PRESCRIPTEUR 02', 'OF 02', 'PRESCRIPTEUR 09', 'OF 09', 'REGION 12']);
  });
  it("R13, S13, S17, S18: what is typed in SMF is the mandataire's to correct", () => {
    expect(pas('COURRIEL_OF_INVALIDE')).toEqual(['EQUIPE 02', 'MANDATAIRE 03', 'CARIF 05']);
    expect(pas('LIEU_SANS_SIRET')).toEqual(['EQUIPE 04', 'MANDATAIRE 04', 'CARIF 09']);
    expect(pas('DONNEES_DIVERGENTES', 'OF')).toEqual(['EQUIPE 05', 'MANDATAIRE 05', 'OF 05', 'CARIF 13']);
    // R29: what i-Milo or AUDE hold of a person is told to no organisme.
    expect(pas('DONNEES_DIVERGENTES', 'EQUIPE')).toEqual(['EQUIPE 05', 'EQUIPE 05']);
  });
  it('S14, S19: the Carif for a fiche, the team for an AIS', () => {
    expect(pas('FICHE_EN_ATTENTE')).toEqual(['CARIF 05', 'CARIF 05', 'EQUIPE 09', 'OF 09', 'REGION 17']);
    expect(pas('AIS_NON_GENEREE')).toEqual(['EQUIPE 04', 'EQUIPE 04']);
  });
  it('S6 follows S4; a machine is only shown', () => {
    expect(POLITIQUES_PAR_DEFAUT.INSCRIPTION_BLOQUEE.niveaux).toEqual(POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE.niveaux);
    expect(pas('SYSTEME_INDISPONIBLE')).toEqual(['EQUIPE 02']);
  });
  it('S20: a partner that is closed for an hour is told to who runs the platform', () => {
    expect(lire('PARTENAIRE_FERME', '2026-11-02T10:00:00+01:00')).toEqual(['0 EQUIPE 2026-11-02T09:00', '3 EQUIPE 2026-11-02T10:00']);
  });
  it('REJET_FONCTIONNEL, ERREUR_PROGRAMME: nothing goes on before the team has acted', () => {
    for (const cause of ['REJET_FONCTIONNEL', 'ERREUR_PROGRAMME'] as const) expect(pas(cause)).toEqual(['EQUIPE 02', 'EQUIPE 03', 'EQUIPE 05']);
  });
  it('COURRIEL_EN_ECHEC: a candidate is his prescriber’s to reach, at once then a day later; the rest is the team’s', () => {
    expect(pas('COURRIEL_EN_ECHEC')).toEqual(['EQUIPE 02', 'PRESCRIPTEUR 02', 'PRESCRIPTEUR 03', 'EQUIPE 04']);
  });
});

describe('every policy', () => {
  const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) });
  it('is valid, starts by showing the blocage, and only climbs', () => {
    for (const cause of CodeCause.options) {
      const politique = Politique.parse(POLITIQUES_PAR_DEFAUT[cause]);
      expect(politique.cause).toBe(cause);
      fc.assert(
        fc.property(instant, (ms) => {
          const dates = echeances(politique, ms);
          expect(dates).toHaveLength(politique.niveaux.length);
          expect(dates[0]?.niveau).toBe(0);
          expect(premiereEcheance(politique, ms)).toBe(dates[0]?.echeance);
          dates.forEach((d, i) => {
            expect(d.echeance).toBeGreaterThanOrEqual(ms);
            if (i > 0) expect(d.echeance).toBeGreaterThanOrEqual(dates[i - 1]?.echeance ?? 0);
          });
        }),
        { numRuns: 50 },
      );
    }
  });
  it('mails only on working days between 8 and 19, a day apart for one recipient', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...CodeCause.options), (ms, cause) => {
        const mails = echeances(POLITIQUES_PAR_DEFAUT[cause], ms).filter((e) => e.canal === 'COURRIEL');
        for (const [i, mail] of mails.entries()) {
          expect(estOuvre(mail.echeance)).toBe(true);
          expect(prochainInstantOuvre(mail.echeance)).toBe(mail.echeance);
          const avant = mails.slice(0, i).findLast((m) => m.destinataire === mail.destinataire);
          if (avant) expect(mail.echeance - avant.echeance).toBeGreaterThanOrEqual(24 * 3_600_000);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('refuses what is not a policy', () => {
    const bonne = POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE;
    expect(Politique.safeParse({ ...bonne, niveaux: [] }).success).toBe(false);
    expect(Politique.safeParse({ ...bonne, cause: 'AUTRE' }).success).toBe(false);
    expect(Politique.safeParse({ ...bonne, niveaux: [{ niveau: 1, apres: { joursOuvres: -1 }, destinataire: 'OF', canal: 'COURRIEL' }] }).success).toBe(false);
  });
});
