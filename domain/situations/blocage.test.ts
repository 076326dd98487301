/** What is said of a blocage: whose turn it is, how urgent, what was sent, what follows. */
import { describe, expect, it } from 'vitest';
import { CAUSES, CodeCause } from '../causes.ts';
import { ActeurType } from '../codes.ts';
import { POLITIQUES_PAR_DEFAUT, type Politique } from '../politiques.ts';
import { recit, type SessionLue, situationBlocage, situationFiche, situationParcours, situationSession } from '../situations.ts';
import { blocage, DEPUIS, MAINTENANT, parcours, verifier } from './essais/lus.ts';

describe('every blocked state', () => {
  it.each(CodeCause.options)('%s has all its fields, whoever must act and whatever its level', (cause) => {
    for (const acteurType of ActeurType.options)
      for (const niveau of [0, 1, 2, 3, 4])
        for (const plus of [
          {},
          { nomOrganisme: null, contact: null, sujet: {}, session: null, creneau: null, echeance: null, prochaineRelance: null, derniereRelance: null },
          { leveLe: '2026-11-19T08:00:00.000Z', levePar: 'of' },
        ]) {
          const s = situationBlocage(blocage({ cause, acteurType, niveau, systeme: 'kairos', ...plus }), MAINTENANT);
          verifier(s);
          expect(s.cause).toBe(cause);
          expect(s.etat).toBe('leveLe' in plus ? 'termine' : 'bloque');
          expect(s.acteur.type).toBe(acteurType);
          expect(s.actions.map((a) => a.code)).toEqual(CAUSES[cause].remedes.map((r) => r.code));
          if ('leveLe' in plus) expect(s.actions.every((a) => a.indisponible)).toBe(true);
        }
  });
});

describe('situationBlocage', () => {
  it('S4 PRESENCE_NON_SAISIE: the whole sentence of the product', () => {
    const envoyee = (niveau: number, quand: string) => ({ niveau, canal: 'COURRIEL', destinataire: 'OF', etat: 'ENVOYEE', prevueLe: quand, envoyeeLe: quand });
    const s = situationBlocage(blocage({ relances: [envoyee(1, '2026-11-18T11:00:00.000Z'), envoyee(1, '2026-11-16T12:00:00.000Z')] }), MAINTENANT);
    expect(recit(s, MAINTENANT)).toBe(
      'Bloqué depuis 3\u00a0jours\u202f: AFPA Le Havre n’a pas saisi les présences de l’information collective du 12/11. ' +
        'C’est à l’organisme d’agir\u202f; 2e relance partie le 18/11. ' +
        'Sans réponse le 20/11, l’organisme mandataire est prévenu, puis le dossier passe au référent Kairos.',
    );
    expect(s.relances.map((r) => [r.quand, r.etat, r.a])).toEqual([
      ['2026-11-16T12:00:00.000Z', 'ENVOYEE', 'Organisme'],
      ['2026-11-18T11:00:00.000Z', 'ENVOYEE', 'Organisme'],
      ['2026-11-20T11:00:00.000Z', 'PREVUE', 'Organisme mandataire'],
    ]);
    expect(s.acteur).toEqual({ type: 'OF', libelle: 'AFPA Le Havre', contact: 'contact@afpa.example' });
  });
  it('says which mail came back: it left, nobody read it', () => {
    const quand = '2026-11-16T12:00:00.000Z';
    const relances = ['REBONDIE', 'ECHEC', 'EN_ENVOI'].map((etat) => ({
      niveau: 1,
      canal: 'COURRIEL',
      destinataire: 'OF',
      etat,
      prevueLe: quand,
      envoyeeLe: quand,
    }));
    const s = situationBlocage(blocage({ relances, prochaineRelance: null }), MAINTENANT);
    expect(s.relances.map((r) => r.etat)).toEqual(['REBONDIE', 'ECHEC', 'PREVUE']);
    expect(recit(s, MAINTENANT)).not.toContain('relance partie');
  });
  it('forbids a reminder within a day of the last, and says from when', () => {
    const relancer = situationBlocage(blocage(), MAINTENANT).actions.find((a) => a.code === 'relancer');
    expect(relancer?.indisponible).toEqual({ motif: 'Une relance est déjà partie il y a moins de 24\u00a0heures.', jusqua: '2026-11-19T11:00:00.000Z' });
    expect(situationBlocage(blocage(), MAINTENANT + 3 * 3_600_000).actions.find((a) => a.code === 'relancer')?.indisponible).toBeUndefined();
  });
  it('grows from a_temps to en_retard', () => {
    const gravite = (plus: Record<string, unknown>) => situationBlocage(blocage(plus), MAINTENANT).gravite;
    expect(gravite({ niveau: 0, echeance: '2026-11-24T11:00:00.000Z' })).toBe('a_temps');
    expect(gravite({ niveau: 0, echeance: '2026-11-20T08:00:00.000Z' })).toBe('bientot');
    expect(gravite({ niveau: 1, echeance: '2026-11-24T11:00:00.000Z' })).toBe('bientot');
    expect(gravite({ niveau: 2 })).toBe('en_retard');
    expect(gravite({ niveau: 0, echeance: '2026-11-19T08:00:00.000Z' })).toBe('en_retard');
    expect(gravite({ niveau: 3, veilleJusqua: '2026-11-30T08:00:00.000Z' })).toBe('a_temps');
  });
  it('S3 AUCUN_RENDEZ_VOUS_DISPONIBLE: urgent when the session begins within thirty days, whatever its level', () => {
    const gravite = (sujet: Record<string, unknown>) =>
      situationBlocage(blocage({ cause: 'AUCUN_RENDEZ_VOUS_DISPONIBLE', niveau: 0, echeance: null, sujet: { nombre: 12, ...sujet } }), MAINTENANT).gravite;
    expect(gravite({})).toBe('a_temps');
    expect(gravite({ jours: 12 })).toBe('en_retard');
  });
  it('G5: searches that found no slot raise the priority by one step', () => {
    const gravite = (niveau: number, consultations: number) =>
      situationBlocage(blocage({ cause: 'AUCUN_RENDEZ_VOUS_DISPONIBLE', niveau, echeance: null, sujet: { nombre: 12, consultations } }), MAINTENANT).gravite;
    expect([gravite(0, 0), gravite(0, 3), gravite(1, 0), gravite(1, 3)]).toEqual(['a_temps', 'bientot', 'bientot', 'en_retard']);
    const refuses = blocage({ cause: 'AUCUN_RENDEZ_VOUS_DISPONIBLE', niveau: 0, echeance: null, sujet: { nombre: 12, conseillers: 2 } });
    expect(situationBlocage(refuses, MAINTENANT).gravite).toBe('en_retard'); // a full slot refused two advisers
  });
  it('S15 SESSION_NON_VISIBLE: exported and not seen, it is the Kairos référent who is named and who must act', () => {
    const s = situationBlocage(blocage({ cause: 'SESSION_NON_VISIBLE', acteurType: 'EQUIPE', acteur: 'REFERENT_KAIROS', niveau: 3 }), MAINTENANT);
    expect(s.acteur.libelle).toBe('Le référent Kairos');
    expect(recit(s, MAINTENANT)).toContain('C’est au référent Kairos d’agir');
    const carif = situationBlocage(blocage({ cause: 'SESSION_NON_VISIBLE', acteurType: 'CARIF', acteur: null, niveau: 0 }), MAINTENANT);
    expect(recit(carif, MAINTENANT)).toContain('C’est au Carif-Oref d’agir');
  });
  it('S4: what happens if nobody acts is what the policy in force says, not the default one', () => {
    const politique: Politique = {
      ...POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE,
      niveaux: [
        { niveau: 0, apres: { heures: 4 }, destinataire: 'EQUIPE', canal: 'TABLEAU' },
        { niveau: 1, apres: { joursOuvres: 2 }, destinataire: 'OF', canal: 'COURRIEL' },
        { niveau: 3, apres: { joursOuvres: 10 }, destinataire: 'CARIF', canal: 'TABLEAU' },
        { niveau: 4, apres: { joursOuvres: 12 }, destinataire: 'REGION', canal: 'TABLEAU' },
      ],
    };
    const edite = { ...blocage({ prochaineRelance: null }), politique };
    const attendue = { quoi: 'Le dossier passe au Carif-Oref, puis la Région en est informée.', quand: '2026-11-30T08:00:00.000Z' };
    expect(situationBlocage(edite, MAINTENANT).suite).toEqual(attendue);
    // The same through each process that shows it.
    expect(situationParcours(parcours('CONVOQUE'), [edite], MAINTENANT).suite).toEqual(attendue);
    const session: SessionLue = {
      etatRecrutement: 'OUVERT',
      placesDisponibles: 3,
      creneauxOuverts: 1,
      debut: DEPUIS,
      fin: null,
      depuis: DEPUIS,
      publications: [],
    };
    expect(situationSession(session, [edite], MAINTENANT).suite).toEqual(attendue);
    expect(situationFiche({ etat: 'SOUMISE', depuis: DEPUIS }, [edite], MAINTENANT).suite).toEqual(attendue);
    expect(situationBlocage({ ...edite, niveau: 3 }, MAINTENANT).suite).toEqual({
      quoi: 'La Région en est informée.',
      quand: '2026-12-02T08:00:00.000Z',
    });
  });
  it('S14, S15: a state that waits says the dates of the policy in force too', () => {
    const s14 = { ...POLITIQUES_PAR_DEFAUT.FICHE_EN_ATTENTE, conservation: { jours: 60 } };
    expect(situationFiche({ etat: 'VALIDEE', depuis: DEPUIS, derniereFin: '2026-12-01', politique: s14 }, [], MAINTENANT).suite).toEqual({
      quoi: 'Elle est archivée 60\u00a0jours après la fin de sa dernière session.',
      quand: '2027-01-30T00:00:00.000Z',
    });
    const s15: Politique = {
      ...POLITIQUES_PAR_DEFAUT.SESSION_NON_VISIBLE,
      niveaux: [{ niveau: 0, apres: { joursOuvres: 12 }, destinataire: 'CARIF', canal: 'TABLEAU' }],
    };
    const exportee = { etatRecrutement: 'OUVERT', placesDisponibles: 3, creneauxOuverts: 1, debut: DEPUIS, fin: null, depuis: DEPUIS } as const;
    const publications = [{ systeme: 'rco', etat: 'EXPORTEE', raison: null }] as const;
    expect(situationSession({ ...exportee, publications, politique: s15 }, [], MAINTENANT).suite.quoi).toBe(
      'Elle doit être visible partout sous 12\u00a0jours ouvrés.',
    );
  });
  it('S19 AIS_NON_GENEREE: France Travail’s technical support is named, and must act', () => {
    const s = situationBlocage(blocage({ cause: 'AIS_NON_GENEREE', acteurType: 'SYSTEME', acteur: 'aude', niveau: 0 }), MAINTENANT);
    expect(s.acteur.libelle).toBe('Le support technique de France Travail');
    expect(recit(s, MAINTENANT)).toContain('C’est au support technique de France Travail d’agir');
  });
  it('S20 PARTENAIRE_FERME, SYSTEME_INDISPONIBLE: the partner is named, nobody has anything to do, and what waits leaves by itself', () => {
    for (const cause of ['PARTENAIRE_FERME', 'SYSTEME_INDISPONIBLE']) {
      const s = situationBlocage(
        blocage({
          cause,
          acteurType: 'SYSTEME',
          acteur: null,
          systeme: 'kairos',
          echeance: null,
          prochaineRelance: null,
          sujet: { nombre: 12, operation: 'kairos.positionner' },
        }),
        MAINTENANT,
      );
      expect(s.acteur.libelle).toBe('Kairos');
      expect(recit(s, MAINTENANT)).toMatch(/Personne n’a rien à faire\b.* repart(ent)? seuls? dès que le partenaire répond\.$/);
      expect(s.suite.quand).toBeNull();
    }
  });
  it('S10 DEMANDEUR_RADIE: says how long updates are kept, as the policy does', () => {
    const dit = (jours: number) =>
      situationBlocage(
        {
          ...blocage({ cause: 'DEMANDEUR_RADIE', acteurType: 'PRESCRIPTEUR' }),
          politique: { ...POLITIQUES_PAR_DEFAUT.DEMANDEUR_RADIE, conservation: { jours } },
        },
        MAINTENANT,
      ).suite.quoi;
    expect([dit(365), dit(90)]).toEqual(['Les mises à jour restent conservées un an.', 'Les mises à jour restent conservées 90\u00a0jours.']);
  });
  it('says in whose hands an escalated case is', () => {
    expect(situationBlocage(blocage({ niveau: 3, prochaineRelance: null }), MAINTENANT).suite.quoi).toBe(
      'Le dossier est passé au référent Kairos\u202f; il reste ouvert jusqu’à la réponse.',
    );
  });
});
