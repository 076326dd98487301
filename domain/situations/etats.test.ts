/** Walks every state of every machine, of every process, with and without each cause: no field is missing, every sentence is good French. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAUSES, CodeCause } from '../causes.ts';
import { ActeurType, EtapeParcours, EtatFiche, EtatPublication, EtatRecrutement, type Modalite, RaisonExclusion, StatutCreneau, StatutDe } from '../codes.ts';
import type { Machine } from '../machine.ts';
import { fautesDePhrase, fautesDeTypographie } from '../phrases.ts';
import { Destinataire, POLITIQUES_PAR_DEFAUT, type Politique } from '../politiques.ts';
import { Situation } from '../situation.ts';
import {
  BlocageLu,
  recit,
  situationBlocage,
  situationCreneau,
  situationDemandeur,
  situationFiche,
  situationParcours,
  situationSession,
} from '../situations.ts';

const MAINTENANT = Date.parse('2026-11-19T09:00:00Z');
const DEPUIS = new Date('2026-11-16T08:00:00Z');
const NOMBRES = [0, 1, 2] as const;

/** Each machine of domain/machines with the situations of one of its states: a machine without line here fails. */
type Etats = (etat: string, blocages: readonly BlocageLu[]) => Situation[];
const creneau: (modalites: readonly Modalite[]) => Etats = (modalites) => (etat, blocages) => {
  const statut = StatutCreneau.safeParse(etat);
  if (!statut.success) return []; // a state of the flow alone: nobody reads it before the slot exists
  return modalites.flatMap((modalite) =>
    NOMBRES.map((placesLibres) =>
      situationCreneau({ statut: statut.data, modalite, debut: DEPUIS, fin: DEPUIS, places: 2, placesLibres, depuis: DEPUIS }, blocages, MAINTENANT),
    ),
  );
};
const session = (etatRecrutement: EtatRecrutement, etat: EtatPublication | null, blocages: readonly BlocageLu[]): Situation[] =>
  [null, ...RaisonExclusion.options].flatMap((raison) =>
    NOMBRES.map((nombre) =>
      situationSession(
        {
          etatRecrutement,
          placesDisponibles: nombre,
          creneauxOuverts: nombre,
          debut: new Date('2026-12-01'),
          fin: null,
          depuis: DEPUIS,
          publications: etat === null ? [] : ['rco', 'kairos', 'audef', 'ouiform'].map((systeme) => ({ systeme, etat, raison })),
        },
        blocages,
        MAINTENANT,
      ),
    ),
  );
const PARCOURS: Record<string, Etats> = {
  fiche: (etat, blocages) =>
    [true, false].flatMap((publiee) =>
      [null, 'AFPA Le Havre'].map((nomOrganisme) =>
        situationFiche({ etat: EtatFiche.parse(etat), depuis: DEPUIS, publiee, nomOrganisme }, blocages, MAINTENANT),
      ),
    ),
  // Visible at the RCO, it is exported as far as its readers are concerned.
  publication: (etat, blocages) => session('OUVERT', EtatPublication.catch('EXPORTEE').parse(etat), blocages),
  recrutement: (etat, blocages) => [null, ...EtatPublication.options].flatMap((p) => session(EtatRecrutement.parse(etat), p, blocages)),
  créneau: creneau(['ICO', 'RDV']),
  'plage de candidature': creneau(['CANDIDATURE']),
  parcours: (etat, blocages) =>
    [{}, { creneau: null, debut: null, fin: null, intitule: null, nomOrganisme: null }, { pourOrganisme: true }].map((plus) =>
      situationParcours(
        {
          etape: EtapeParcours.parse(etat),
          etapes: [{ etape: etat, date: DEPUIS.toISOString() }],
          session: '103725',
          intitule: 'Soudeur',
          debut: '2026-12-01',
          fin: '2027-03-01',
          creneau: { modalite: 'ICO', debut: DEPUIS, fin: DEPUIS },
          nomOrganisme: 'AFPA Le Havre',
          ...plus,
        },
        blocages,
        MAINTENANT,
      ),
    ),
  demandeur: (etat, blocages) =>
    NOMBRES.map((differees) => situationDemandeur({ statut: StatutDe.parse(etat), depuis: DEPUIS, differees }, blocages, MAINTENANT)),
};

const blocage = (cause: CodeCause, plus: Record<string, unknown> = {}): BlocageLu =>
  BlocageLu.parse({
    id: 'x#1',
    processus: 'x',
    type: 'x',
    cause,
    sujet: {
      session: '103725',
      intitule: 'Soudeur',
      modalite: 'ICO',
      date: '2026-11-12',
      systeme: 'kairos',
      operation: 'kairos.positionner',
      refus: 'COMPLET',
    },
    acteurType: CAUSES[cause].acteur,
    acteur: null,
    organisme: '99912345600017',
    systeme: 'kairos',
    session: '103725',
    creneau: null,
    depuis: DEPUIS,
    echeance: null,
    niveau: 1,
    prochaineRelance: null,
    derniereRelance: null,
    veilleJusqua: null,
    priseEnChargePar: null,
    priseEnChargeJusqua: null,
    leveLe: null,
    levePar: null,
    nomOrganisme: 'AFPA Le Havre',
    ...plus,
  });

/** Policies as an administrator may leave them. */
const seulementVisible = (cause: CodeCause): Politique => ({
  ...POLITIQUES_PAR_DEFAUT[cause],
  niveaux: [{ niveau: 0, apres: { heures: 0 }, destinataire: 'EQUIPE', canal: 'TABLEAU' }],
});
const tousLesDestinataires = (cause: CodeCause): Politique => ({
  ...POLITIQUES_PAR_DEFAUT[cause],
  niveaux: Destinataire.options.map((destinataire, i) => ({ niveau: i < 3 ? 2 : 4, apres: { joursOuvres: i + 5 }, destinataire, canal: 'TABLEAU' })),
});

const ENVOYEE = { niveau: 1, canal: 'COURRIEL', destinataire: 'OF', etat: 'ENVOYEE', prevueLe: DEPUIS, envoyeeLe: DEPUIS };

/** Sentences already read: the same ones come back in many states. */
const lues = new Set<string>();
const relire = (texte: string, fautesDe: (t: string) => string[]): void => {
  if (lues.has(texte)) return;
  expect({ texte, fautes: fautesDe(texte) }).toEqual({ texte, fautes: [] });
  lues.add(texte);
};

/** Everything a person reads of a Situation, whatever the state. */
const verifier = (s: Situation): void => {
  const { error } = Situation.safeParse(s);
  if (error) throw error;
  for (const phrase of [s.phrase, s.suite.quoi, recit(s, MAINTENANT), ...s.actions.flatMap((a) => [a.effet, a.indisponible?.motif ?? 'Rien.'])])
    relire(phrase, fautesDePhrase);
  for (const texte of [s.acteur.libelle, ...s.actions.map((a) => a.libelle), ...s.relances.map((r) => r.a)])
    relire(texte, (t) => (t === '' ? ['vide'] : fautesDeTypographie(t)));
  if (s.etat === 'bloque' && (s.cause === null || s.actions.length === 0)) throw new Error(`incomplet : ${s.phrase}`);
  if (Number.isNaN(Date.parse(s.depuis))) throw new Error(`sans date : ${s.phrase}`);
};

const dossier = path.join(import.meta.dirname, '..', 'machines');
const estMachine = (x: unknown): x is Machine<string> => typeof x === 'object' && x !== null && 'transitions' in x && 'etats' in x;
const machines = (
  await Promise.all(
    readdirSync(dossier)
      .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
      .map(async (f) => Object.values((await import(path.join(dossier, f))) as Record<string, unknown>).filter(estMachine)),
  )
).flat();

describe('every state of every machine', () => {
  it('finds them all', () => {
    expect(machines.map((m) => m.nom).sort()).toEqual(Object.keys(PARCOURS).sort());
  });
  it.each(machines.map((m) => [m.nom, m] as const))('%s: free, its situation has every field and speaks good French', (nom, m) => {
    let lues = 0;
    for (const etat of Object.keys(m.etats))
      for (const s of PARCOURS[nom]?.(etat, []) ?? []) {
        verifier(s);
        lues++;
        expect(s.etat).not.toBe('bloque');
      }
    expect(lues).toBeGreaterThan(Object.keys(m.etats).length);
  });
  it.each(machines.map((m) => [m.nom, m] as const))('%s: stuck by any cause, it is that cause that speaks', (nom, m) => {
    const etat = Object.keys(m.etats).find((e) => (PARCOURS[nom]?.(e, []) ?? []).length > 0) ?? '';
    for (const cause of CodeCause.options) {
      const [s] = PARCOURS[nom]?.(etat, [blocage(cause, { acteurType: 'OF' })]) ?? [];
      if (!s) throw new Error(`${nom} ${etat}`);
      verifier(s);
      expect(s).toMatchObject({ etat: 'bloque', cause });
    }
  });
});

describe('every cause', () => {
  it.each(CodeCause.options)('%s: whoever must act, whatever its level, its counts and what is known of it', (cause) => {
    for (const acteurType of ActeurType.options)
      for (const niveau of [0, 1, 2, 3, 4])
        for (const nombre of [undefined, 0, 1, 2, 12])
          for (const plus of [
            {},
            { sujet: { nombre, conseillers: nombre }, nomOrganisme: null, session: null, systeme: null },
            { relances: [ENVOYEE], derniereRelance: new Date(MAINTENANT - 3_600_000), prochaineRelance: new Date(MAINTENANT + 86_400_000) },
            { relances: [ENVOYEE, { ...ENVOYEE, etat: 'REBONDIE' }, { ...ENVOYEE, etat: 'ECHEC' }], veilleJusqua: new Date(MAINTENANT + 86_400_000) },
            { leveLe: new Date(MAINTENANT), levePar: 'of' },
            { politique: seulementVisible(cause) },
            { politique: tousLesDestinataires(cause) },
          ]) {
            const b = blocage(cause, { acteurType, niveau, ...plus });
            const s = situationBlocage({ ...b, sujet: { ...b.sujet, nombre, conseillers: nombre } }, MAINTENANT);
            verifier(s);
            for (const phrase of [CAUSES[cause].demande({ ...b.sujet, nombre }), CAUSES[cause].explication]) relire(phrase, fautesDePhrase);
          }
  });
});

it('the reader of French sees what is wrong', () => {
  for (const [texte, faute] of [
    ['bonjour.', 'majuscule'],
    ['Bonjour', 'point final'],
    ["L'entrée.", 'typographie'],
    ['Oui : non.', 'typographie'],
    ['Oui\u00a0: non.', 'espace fine avant ; : ! ? »'],
    ['Un  mot.', 'typographie'],
    ['Il y a 1\u00a0places.', 'accord : 1 places'],
    ['Il y a 3\u00a0place.', 'accord : 3 place'],
    ['Il y a 0\u00a0places.', 'accord : 0 places'],
  ] as const)
    expect(fautesDePhrase(texte), texte).toContain(faute);
  expect(fautesDePhrase('Le 12\u00a0novembre à 10\u00a0h\u00a030, 3\u00a0places\u202f: «\u202fSoudeur\u202f».')).toEqual([]);
});
