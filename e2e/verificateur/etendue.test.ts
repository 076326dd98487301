/** The rest of what the checker notices: the offer, what was given back, the waits around a path; and that it owes nothing to the flows. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { avec, blocage, honnete, jour, ligne, P1, PARCOURS, POS, tenu } from './honnete.ts';
import { LEDGERS, type Ligne, type Lu, type Systeme, VITRINES } from './lu.ts';

const enSession = (change: Partial<Lu['sessions'][number]>): Partial<Lu> => ({
  sessions: honnete().sessions.map((s) => ({ ...s, ...change })),
  sessionsTenues: Object.fromEntries(VITRINES.map((v) => [v, []])) as unknown as Lu['sessionsTenues'],
});
const enParcours = (etape: string, depuis = jour(-12)): Partial<Lu> => ({
  parcours: honnete().parcours.map((p) => ({ ...p, etape, etapes: [{ etape, date: depuis.toISOString() }] })),
});
const dePersonne = (change: Partial<Lu['personnes'][number]>) => honnete().personnes.map((p) => ({ ...p, ...change }));

it('is written apart from the flows: it knows nothing of them, nor of the rules and machines by which they live', () => {
  const fichiers = readdirSync(import.meta.dirname).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'));
  expect(fichiers.length).toBeGreaterThan(6);
  for (const f of fichiers)
    for (const [, de = ''] of readFileSync(`${import.meta.dirname}/${f}`, 'utf8').matchAll(/from '([^']+)'/g))
      expect([f, de]).not.toEqual([f, expect.stringMatching(/\/(workflows|activities|domain|api|systems|seeds)\//)]);
});

describe('what was given back', () => {
  const rendu = (statut: string, dit: string, systeme: Systeme, fait = 'POSITIONNEMENT') =>
    avec({
      ...enParcours('ANNULE'),
      positionnements: honnete().positionnements.map((p) => ({ ...p, statut, presence: null, suite: null })),
      tenus: { kairos: [], ouiform: [], audef: [], aude: [], pefr: [], imilo: [], [systeme]: tenu({ [fait]: dit }) },
    });
  it.each([
    ['kairos', 'CONFIRME', 'POSITIONNEMENT'],
    ['ouiform', 'CONFIRME', 'POSITIONNEMENT'],
    ['audef', 'HONORE', 'POSITIONNEMENT'],
    ['imilo', 'CONFIRME', 'POSITIONNEMENT'],
    ['pefr', 'PREVU', 'RDV'],
  ] as const)('notices a cancellation lost: %s still says %s', (systeme, dit, fait) => {
    expect(rendu('ANNULE', dit, systeme, fait)).toEqual([`perdu : ${systeme} ANNULATION ${POS} (dit ${dit})`]);
    expect(rendu('ANNULE', 'ANNULE', systeme, fait)).toEqual([]);
    expect(rendu('REFUSE', dit, systeme, fait)).toHaveLength(1);
  });
});

describe('the offer', () => {
  const [tenuLa] = honnete().creneauxTenus.kairos;
  it.each(VITRINES)('notices a slot that %s never had, or has at another date, or cancelled', (systeme) => {
    const dans = (creneaux: Lu['creneauxTenus']['kairos']) => avec({ creneauxTenus: { ...honnete().creneauxTenus, [systeme]: creneaux } });
    expect(dans([])).toEqual([`perdu : ${systeme} créneau ICO-1`]);
    expect(dans([{ ...tenuLa, creneau: 'ICO-1', debut: jour(-13).toISOString(), fin: jour(-13).toISOString(), annule: false }])).toEqual([
      expect.stringMatching(`faux : ${systeme} créneau ICO-1`),
    ]);
    expect(dans(honnete().creneauxTenus[systeme].map((c) => ({ ...c, annule: true })))).toEqual([`faux : ${systeme} créneau ICO-1 dit annulé`]);
  });

  it('notices a slot whose cancellation was not heard', () => {
    const creneaux = honnete().creneaux.map((c) => ({ ...c, statut: 'ANNULE' }));
    expect(avec({ creneaux }).filter((f) => f.includes('ANNULATION du créneau'))).toEqual(VITRINES.map((v) => `perdu : ${v} ANNULATION du créneau ICO-1`));
  });

  it('R18: notices an état du recrutement that a system does not share', () => {
    const sessionsTenues = { ...honnete().sessionsTenues, audef: [{ session: '990001', etatRecrutement: 'OUVERT' }] };
    expect(avec({ sessionsTenues })).toEqual(['faux : audef recrutement 990001 dit OUVERT, non FERME']);
  });

  it('R36: notices a status that is not the one that AUDE says', () => {
    expect(avec({ statutsTenus: [{ idDE: '7100001C', statut: 'RADIE' }] })).toEqual([`faux : statut de ${P1} INSCRIT, AUDE dit RADIE`]);
  });
});

describe('doubles', () => {
  it.each(LEDGERS)('notices that %s was told twice of one change of a session or of a slot, and of each change once', (systeme) => {
    const dit = (rang: number, cle: string, route: string, empreinte: string): Ligne => ({ ...ligne(rang, route, '', ''), cle, empreinte });
    const apres = (...lignes: Ligne[]) => avec({ ledgers: { ...honnete().ledgers, [systeme]: [...honnete().ledgers[systeme], ...lignes] } });
    const une = dit(20, 'session:990001:x.publierSession:a', '/sessions', 'a');
    expect(apres(une, dit(21, 'session:990001:x.publierSession:a:2', '/sessions', 'a'))).toHaveLength(1);
    expect(apres(une, dit(21, 'session:990001:x.publierSession:b', '/sessions', 'b'))).toEqual([]);
    expect(apres(une, dit(21, 'session:990002:x.publierSession:a', '/sessions', 'a'))).toEqual([]);
    const typee = (reference: string) => ({ ...dit(21, 'vie-28-7', '/actes/fiche.modifiee', 't'), reference });
    const encore = { ...dit(22, 'session:990001:x.publierSession:a:2', '/sessions', 'a'), reference: '990001' };
    expect(apres(une, typee('990001'), encore)).toEqual([]);
    expect(apres(une, typee('990002'), encore)).toHaveLength(1);
    const deplace = (rang: number) => dit(rang, `creneau:ICO-1:x.deplacerCreneau:${rang}`, '/creneaux/deplacements', 'm');
    expect(apres(deplace(20), deplace(21))).toEqual([`double : ${systeme} creneau:ICO-1 /creneaux/deplacements dit deux fois (20, 21)`]);
  });

  it('does not excuse a presence told twice by what was typed of another slot', () => {
    const l = honnete().ledgers.kairos;
    const redit = { ...ligne(9, '/presences', 'kairos.saisirPresences', `presence:${POS}:8.9`), empreinte: l[1]?.empreinte ?? '', reference: 'KAI-1' };
    const aLaMain = (reference: string) => ({ ...ligne(8, '/actes/presence.saisie', '', ''), cle: 'vie-28-12', reference });
    expect(avec({ ledgers: { ...honnete().ledgers, kairos: [...l, aLaMain('KAI-2'), redit] } })).toHaveLength(1);
    expect(avec({ ledgers: { ...honnete().ledgers, kairos: [...l, aLaMain('KAI-1'), redit] } })).toEqual([]);
  });
});

/** Each waits for somebody, and nobody says so; with its blocage, the checker is silent. */
const ATTENTES: readonly [cause: string, change: () => Partial<Lu>, processus: string][] = [
  ['MODALITE_NON_RENSEIGNEE', () => enSession({ etatRecrutement: 'OUVERT' }), 'session:990001'],
  ['ETAT_RECRUTEMENT_NON_RENSEIGNE', () => ({ ...enSession({ etatRecrutement: 'NON_RENSEIGNE' }), creneaux: aVenir() }), 'session:990001'],
  ['LIEU_SANS_SIRET', () => enSession({ lieuSansSiret: true }), 'session:990001'],
  ['COMPTE_KAIROS_ABSENT', () => ({ comptes: [{ siret: '1', etat: 'ABSENT', conventionFin: null, lueLe: jour(-40) }] }), 'session:990001'],
  ['SESSION_NON_VISIBLE', () => ({ publications: honnete().publications.map((p) => ({ ...p, etat: 'EXPORTEE' })) }), 'session:990001'],
  ['FICHE_EN_ATTENTE', () => ({ fiches: [{ numero: 'A1', etat: 'SOUMISE' }], derniersFaits: new Map([['fiche:A1', jour(-12).getTime()]]) }), 'fiche:A1'],
  ['AIS_NON_GENEREE', () => ({ ...enParcours('INSCRIT'), tenus: { ...honnete().tenus, aude: [] } }), `parcours:${PARCOURS}`],
  ['ORIGINE_OF_HORS_IMILO', () => convoque({ reseau: 'OF', outil: 'KAIROS' }, {}), `parcours:${PARCOURS}`],
  ['DOSSIER_NON_SYNCHRONISE', () => convoque({}, { dossierSynchronise: false }), `parcours:${PARCOURS}`],
  ['DEMANDEUR_RADIE', () => ({ ...radie(), differees: [{ parcours: PARCOURS, fait: 'ENTREE' }] }), `demandeur:${P1}`],
  ['COURRIEL_OF_INVALIDE', () => ({ organismes: [{ siret: '1', courriel: 'OF@x.example', courrielRefuse: empreinte('of@x.example') }] }), 'organisme:1'],
];
const aVenir = () => honnete().creneaux.map((c) => ({ ...c, fin: jour(3), debut: jour(3) }));
const empreinte = (texte: string) => createHash('sha256').update(texte).digest('hex');
const radie = (): Partial<Lu> => ({ personnes: dePersonne({ statutDe: 'RADIE' }), statutsTenus: [{ idDE: '7100001C', statut: 'RADIE' }] });
const convoque = (pos: Partial<Lu['positionnements'][number]>, personne: Partial<Lu['personnes'][number]>): Partial<Lu> => ({
  ...enParcours('CONVOQUE'),
  tenus: { ...honnete().tenus, imilo: [] },
  personnes: dePersonne(personne),
  creneaux: aVenir(),
  positionnements: honnete().positionnements.map((p) => ({ ...p, statut: 'CONFIRME', presence: null, suite: null, ...pos })),
});
const silencesDe = (change: Partial<Lu>) => avec(change).filter((f) => f.startsWith('silence'));

describe('what waits in silence', () => {
  it.each(ATTENTES)('notices %s', (cause, change, processus) => {
    expect(silencesDe(change())).toContainEqual(expect.stringMatching(`silence : ${cause} `));
    const dit = blocage(cause, { processus, organisme: '1', session: '990001' });
    expect(silencesDe({ ...change(), ...dit }).filter((f) => f.includes(cause))).toEqual([]);
  });

  it('S3: notices places without an appointment', () => {
    const change = enSession({ etatRecrutement: 'OUVERT', placesDisponibles: 3 });
    expect(silencesDe(change)).toContain('silence : AUCUN_RENDEZ_VOUS_DISPONIBLE 990001');
    expect(silencesDe({ ...change, creneaux: aVenir() })).toEqual([]);
  });

  it('S8b: asks nobody to synchronise what i-Milo holds already', () => {
    expect(silencesDe({ ...convoque({}, { dossierSynchronise: false }), tenus: honnete().tenus }).filter((f) => f.includes('DOSSIER'))).toEqual([]);
  });

  it('leaves in peace what has only just begun', () => {
    const hier = new Map([['session:990001', jour(-1).getTime()]]);
    expect(silencesDe({ ...enSession({ etatRecrutement: 'OUVERT' }), derniersFaits: hier })).toEqual([]);
    expect(silencesDe({ fiches: [{ numero: 'A1', etat: 'SOUMISE' }], derniersFaits: new Map([['fiche:A1', jour(-1).getTime()]]) })).toEqual([]);
  });

  it('notices a reminder that was to leave and never did', () => {
    const [r] = honnete().relances;
    const retenue = r
      ? [{ ...r, id: 'r9', blocage: `parcours:${PARCOURS}#ENTREE_NON_ATTESTEE#1`, etat: 'PREVUE', messageId: null, prevueLe: jour(-9), envoyeeLe: null }]
      : [];
    const change = { ...blocage('ENTREE_NON_ATTESTEE'), relances: [...honnete().relances, ...retenue] };
    expect(silencesDe(change)).toEqual(['silence : relance r9 jamais partie']);
  });
});

describe('a blocage without a cause', () => {
  it('notices one whose flow is over', () => {
    const finie = { processus: honnete().processus.map((p) => ({ ...p, ouvert: false })) };
    expect(avec({ ...enParcours('ENTREE_A_VALIDER'), ...blocage('ENTREE_NON_ATTESTEE'), ...finie })).toEqual([
      expect.stringMatching(/dont le flux est terminé$/),
    ]);
  });
  it('S13: knows an address that is refused by its imprint', () => {
    const cas = blocage('COURRIEL_OF_INVALIDE', { processus: 'organisme:1' });
    const organismes = (refusee: string) => [{ siret: '1', courriel: 'of@x.example', courrielRefuse: empreinte(refusee) }];
    expect(avec({ ...cas, organismes: organismes('of@x.example') })).toEqual([]);
    expect(avec({ ...cas, organismes: organismes('autre@x.example') })).toHaveLength(1);
  });
});
