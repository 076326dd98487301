import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EtapeParcours, EtatVisibilite, Fait, Modalite, OUTIL_DU_RESEAU, Outil, Reseau, StatutDe } from './codes.ts';
import { FAUTES } from './fautes.ts';
import { attendu, attendus, type Lecture, matrice, type Origine, SYSTEMES_MATRICE, saura, type TransmissionLue } from './visibilite.ts';

const ML: Lecture = {
  outil: 'OUIFORM',
  reseau: 'ML',
  aIdDE: true,
  dossierImilo: true,
  synchronise: true,
  modalite: 'ICO',
  statutDe: 'INSCRIT',
  etape: 'CONVOQUE',
  transmissions: [],
};
const LE = '2026-11-12T09:00:00.000Z';
const dit = (systeme: string, fait: Fait, etat: EtatVisibilite = 'VISIBLE'): TransmissionLue => ({
  systeme,
  fait,
  etat,
  depuis: new Date(LE),
  regle: null,
  raison: null,
});
const refus = (l: Lecture, systeme: 'IMILO' | 'AUDE' | 'PEFR', fait: Fait) => {
  const c = matrice(l)[systeme][fait];
  return [c?.etat, c?.regle];
};

describe('the chain matrix', () => {
  it('says since when a system knows, and waits for the rest', () => {
    const m = matrice({ ...ML, transmissions: [dit('kairos', 'POSITIONNEMENT'), dit('imilo', 'POSITIONNEMENT', 'EN_ATTENTE')] });
    expect(m.KAIROS.POSITIONNEMENT).toEqual({ etat: 'VISIBLE', depuis: LE, regle: null, raison: null });
    // The positioning carries its appointment.
    expect(m.KAIROS.RDV).toEqual(m.KAIROS.POSITIONNEMENT);
    expect(m.IMILO.POSITIONNEMENT?.etat).toBe('EN_ATTENTE');
    expect(m.IMILO.POSITIONNEMENT?.depuis).toBe(LE);
    expect(m.OUIFORM.POSITIONNEMENT).toMatchObject({ etat: 'EN_ATTENTE', depuis: null });
  });
  it('R24, R26: Kairos, OUIFORM and AUDEF learn everything, whatever the origin', () => {
    for (const reseau of Reseau.options) {
      const a = attendus({ ...ML, reseau, outil: OUTIL_DU_RESEAU[reseau], aIdDE: false, dossierImilo: false });
      for (const systeme of ['kairos', 'ouiform']) expect(a.filter((x) => x.systeme === systeme).map((x) => x.fait)).toEqual(Fait.options);
      // R25: but the AIS, which nobody makes for somebody without identifiant DE.
      expect(a.filter((x) => x.systeme === 'audef').map((x) => x.fait)).toEqual(Fait.options.filter((fait) => fait !== 'INSCRIPTION'));
    }
  });
  it('R25: without identifiant DE, neither AUDE nor pe.fr can be told', () => {
    const sans = { ...ML, aIdDE: false };
    expect(attendus(sans).some((a) => a.systeme === 'aude' || a.systeme === 'pefr')).toBe(false);
    expect(refus(sans, 'AUDE', 'POSITIONNEMENT')).toEqual(['NON_VISIBLE', 'R25']);
    expect(refus(sans, 'PEFR', 'RDV')).toEqual(['NON_VISIBLE', 'R25']);
  });
  it('R29: for an OF the matrix says nothing of i-Milo, and no reason names Cap emploi', () => {
    expect(matrice({ ...ML, pourOrganisme: true }).IMILO).toEqual({});
    expect(JSON.stringify(matrice({ ...ML, reseau: 'CAP_EMPLOI' }))).not.toMatch(/cap emploi/i);
  });
  it("R30: an OF's own positioning never reaches i-Milo", () => {
    const of: Lecture = { ...ML, reseau: 'OF', outil: 'KAIROS' };
    for (const fait of Fait.options) expect(refus(of, 'IMILO', fait)).toEqual(['NON_VISIBLE', 'R30']);
    expect(attendus(of).some((a) => a.systeme === 'imilo')).toBe(false);
  });
  it('R31: i-Milo learns only OUIFORM positionings by an ML adviser on a synchronised dossier', () => {
    const avec = attendus(ML)
      .filter((a) => a.systeme === 'imilo')
      .map((a) => a.fait);
    expect(avec).toEqual(['POSITIONNEMENT', 'PRESENCE', 'SUITE', 'BILAN']);
    for (const autre of [
      { synchronise: false },
      { dossierImilo: false },
      { reseau: 'CAP_EMPLOI' as const },
      { reseau: 'PE' as const, outil: 'AUDEF' as const },
      { reseau: 'DE' as const, outil: 'PE_FR' as const },
    ]) {
      expect(attendus({ ...ML, ...autre }).some((a) => a.systeme === 'imilo')).toBe(false);
      expect(refus({ ...ML, ...autre }, 'IMILO', 'POSITIONNEMENT')).toEqual(['NON_VISIBLE', 'R31']);
    }
    expect(matrice({ ...ML, synchronise: false }).IMILO.POSITIONNEMENT?.raison).toBe('Le dossier i-Milo n’est pas synchronisé.');
  });
  it('R31: what i-Milo was told before the dossier was separated stays known', () => {
    expect(matrice({ ...ML, synchronise: false, transmissions: [dit('imilo', 'POSITIONNEMENT')] }).IMILO.POSITIONNEMENT?.etat).toBe('VISIBLE');
  });
  it('R33: pe.fr shows the appointment and never the sheet', () => {
    expect(
      attendus(ML)
        .filter((a) => a.systeme === 'pefr')
        .map((a) => a.fait),
    ).toEqual(['RDV', 'PRESENCE']);
    for (const fait of ['POSITIONNEMENT', 'SUITE', 'INSCRIPTION'] as const) expect(refus(ML, 'PEFR', fait)).toEqual(['NON_VISIBLE', 'R33']);
  });
  it('R34: a PE positioning made in AUDEF is told to the other tools like any other', () => {
    const pe: Lecture = { ...ML, reseau: 'PE', outil: 'AUDEF' };
    expect(
      attendus(pe)
        .filter((a) => a.fait === 'POSITIONNEMENT')
        .map((a) => a.systeme),
    ).toEqual(['kairos', 'ouiform', 'aude', 'audef']);
  });
  it('R35, R37: somebody whose registration is in progress is told to AUDE at once', () => {
    for (const statutDe of ['INSCRIPTION_EN_COURS', 'INSCRIT', 'REINSCRIT', 'NON_INSCRIT'] as const)
      expect(matrice({ ...ML, statutDe, transmissions: [dit('aude', 'INSCRIPTION')] }).AUDE.INSCRIPTION?.etat).toBe('VISIBLE');
    expect(matrice({ ...ML, statutDe: 'INSCRIPTION_EN_COURS' }).AUDE.INSCRIPTION?.etat).toBe('EN_ATTENTE');
  });
  it('R36: for a radié, AUDE alone waits for the réinscription', () => {
    for (const statutDe of ['RADIE', 'CESSATION'] as const) {
      const m = matrice({
        ...ML,
        statutDe,
        transmissions: [dit('aude', 'POSITIONNEMENT', 'DIFFEREE'), dit('kairos', 'POSITIONNEMENT'), dit('aude', 'INSCRIPTION', 'EN_ATTENTE')],
      });
      expect(m.AUDE.POSITIONNEMENT).toMatchObject({ etat: 'DIFFEREE', depuis: LE, regle: 'R36' });
      expect(m.AUDE.INSCRIPTION).toMatchObject({ etat: 'DIFFEREE', regle: 'R36' });
      expect(m.AUDE.ENTREE).toMatchObject({ etat: 'DIFFEREE', depuis: null, regle: 'R36' });
      expect(m.KAIROS.POSITIONNEMENT?.etat).toBe('VISIBLE');
    }
    // Replayed: the row says so, whatever the status.
    expect(matrice({ ...ML, statutDe: 'REINSCRIT', transmissions: [dit('aude', 'POSITIONNEMENT')] }).AUDE.POSITIONNEMENT?.etat).toBe('VISIBLE');
  });
  it('a path that ended will not tell what did not happen', () => {
    expect(matrice({ ...ML, etape: 'NON_RETENU' }).KAIROS.ENTREE).toMatchObject({ etat: 'NON_VISIBLE', regle: 'R38' });
    expect(matrice({ ...ML, etape: 'NON_RETENU' }).KAIROS.SUITE?.etat).toBe('EN_ATTENTE');
    expect(matrice({ ...ML, etape: 'ABSENT' }).KAIROS.SUITE?.etat).toBe('EN_ATTENTE');
  });
  it('a candidature has no appointment (R17)', () => {
    expect(refus({ ...ML, modalite: 'CANDIDATURE' }, 'PEFR', 'RDV')).toEqual(['NON_VISIBLE', 'R17']);
  });
  it('Kairos knows the registration and the entry that are written there first', () => {
    const m = matrice({
      ...ML,
      etape: 'ENTREE_ATTESTEE',
      etapes: [
        { etape: 'INSCRIT', date: LE },
        { etape: 'ENTREE_ATTESTEE', date: LE },
      ],
    });
    expect(m.KAIROS.INSCRIPTION).toMatchObject({ etat: 'VISIBLE', depuis: LE });
    expect(m.KAIROS.ENTREE).toMatchObject({ etat: 'VISIBLE', depuis: LE });
    expect(m.KAIROS.PRESENCE?.etat).toBe('EN_ATTENTE');
  });
  it('is complete, agrees with attendus, and gives its rule and its reason for whatever is not visible: any origin, status, step and transmission', () => {
    const lecture = fc.record({
      reseau: fc.constantFrom(...Reseau.options),
      outil: fc.constantFrom(...Outil.options),
      aIdDE: fc.boolean(),
      dossierImilo: fc.boolean(),
      synchronise: fc.boolean(),
      modalite: fc.constantFrom(...Modalite.options),
      horsSysteme: fc.constantFrom(null, 'RETENU' as const, 'NON_RETENU' as const),
      horsCatalogue: fc.boolean(),
      statutDe: fc.constantFrom(...StatutDe.options),
      etape: fc.constantFrom(...EtapeParcours.options),
      etapes: fc.subarray([...EtapeParcours.options]).map((noms) => noms.map((etape) => ({ etape, date: LE }))),
      transmissions: fc
        .uniqueArray(fc.tuple(fc.constantFrom(...SYSTEMES_MATRICE), fc.constantFrom(...Fait.options), fc.constantFrom(...EtatVisibilite.options)), {
          selector: ([systeme, fait]) => `${systeme} ${fait}`,
        })
        .map((dites) => dites.map(([systeme, fait, etat]) => dit(systeme, fait, etat))),
    });
    fc.assert(
      fc.property(lecture, (l) => {
        const a = attendus(l);
        const m = matrice(l);
        for (const systeme of SYSTEMES_MATRICE)
          for (const fait of Fait.options) {
            const c = m[systeme.toUpperCase() as Uppercase<typeof systeme>][fait];
            if (c?.etat === 'VISIBLE') expect(c).toMatchObject({ depuis: expect.any(String), regle: null, raison: null });
            else {
              expect(c?.regle).toMatch(/^R\d+[a-z]?$/);
              expect(c?.raison).toMatch(/\.$/);
              expect(c?.raison).not.toMatch(FAUTES);
            }
            const ditIci = l.transmissions.some((t) => t.systeme === systeme) || systeme === 'kairos';
            if (!ditIci && !a.some((x) => x.systeme === systeme && x.fait === fait)) expect(c?.etat).toBe('NON_VISIBLE');
          }
      }),
      { numRuns: 600 },
    );
  });
});

/** §d.9 as the dossier writes it: a row a system, a column an origin. O: at once; J: never; V: at the réinscription; -: there is no such thing. */
const COLONNES = {
  'conseiller PE (AUDEF)': { reseau: 'PE', outil: 'AUDEF' },
  'conseiller ML (OUIFORM)': { reseau: 'ML', outil: 'OUIFORM' },
  'Cap emploi (OUIFORM)': { reseau: 'CAP_EMPLOI', outil: 'OUIFORM' },
  'DE (pe.fr)': { reseau: 'DE', outil: 'PE_FR' },
  'OF (Kairos)': { reseau: 'OF', outil: 'KAIROS' },
} as const;
type Ligne9 = [ligne: string, systeme: (typeof SYSTEMES_MATRICE)[number], fait: Fait, personne: Partial<Lecture>, cellules: string];
const RADIEE = { statutDe: 'RADIE' } as const;
const SANS = { aIdDE: false, dossierImilo: false } as const;
const D9: readonly Ligne9[] = [
  //                                                                                 PE ML CE DE OF
  ['Kairos, liste du dispensateur', 'kairos', 'POSITIONNEMENT', {}, /*            */ 'O  O  O  O  O'],
  ['AUDE', 'aude', 'POSITIONNEMENT', {}, /*                                       */ 'O  O  O  O  O'],
  ['AUDE, personne radiée', 'aude', 'POSITIONNEMENT', RADIEE, /*                  */ 'V  V  V  V  V'],
  ['AUDE, personne en cessation', 'aude', 'INSCRIPTION', { statutDe: 'CESSATION' }, 'V  V  V  V  V'],
  ['OUIFORM, parcours', 'ouiform', 'SUITE', {}, /*                                */ 'O  O  O  O  O'],
  ['i-Milo, dossier synchronisé', 'imilo', 'POSITIONNEMENT', {}, /*               */ 'J  O  J  J  J'],
  ['i-Milo, dossier séparé', 'imilo', 'POSITIONNEMENT', { synchronise: false }, /* */ 'J  J  J  J  J'],
  ['pe.fr, rendez-vous', 'pefr', 'RDV', {}, /*                                    */ 'O  O  O  O  O'],
  ['pe.fr, fiche de positionnement', 'pefr', 'POSITIONNEMENT', {}, /*             */ 'J  J  J  J  J'],
  // « yes if retenu » (L914): of those whom the organisme met by itself.
  ['OUIFORM, retenu hors système', 'ouiform', 'SUITE', { horsSysteme: 'RETENU' }, /* */ '-  -  -  -  O'],
  ['OUIFORM, non retenu hors système', 'ouiform', 'SUITE', { horsSysteme: 'NON_RETENU' }, '-  -  -  -  J'],
  ['AUDE, retenu hors système', 'aude', 'INSCRIPTION', { horsSysteme: 'RETENU' }, /* */ '-  -  -  -  O'],
  ['Sans identifiant DE : Kairos', 'kairos', 'POSITIONNEMENT', SANS, /*           */ 'O  O  O  O  O'],
  ['Sans identifiant DE : OUIFORM', 'ouiform', 'POSITIONNEMENT', SANS, /*         */ 'O  O  O  O  O'],
  ['Sans identifiant DE : AUDE', 'aude', 'POSITIONNEMENT', SANS, /*               */ 'J  J  J  J  J'],
  ['Sans identifiant DE : pe.fr', 'pefr', 'RDV', SANS, /*                         */ 'J  J  J  J  J'],
];

describe('§d.9, row by row', () => {
  it.each(D9)('%s', (_, systeme, fait, personne, cellules) => {
    const vues = Object.values(COLONNES).map((origine) => {
      if (personne.horsSysteme && origine.reseau !== 'OF') return '-';
      const l = { ...ML, ...origine, ...personne };
      const vu = attendu({ ...l, etapes: VECU }, fait, systeme);
      // Flows tell whom the matrix names; the cell says so before anybody was told.
      expect(saura(systeme, fait, l)).toBe(vu.attendu !== 'NE_SAURA_JAMAIS');
      const cellule = matrice({ ...l, transmissions: [] })[systeme.toUpperCase() as Uppercase<typeof systeme>][fait]?.etat;
      expect(cellule).toBe({ DOIT_SAVOIR: 'EN_ATTENTE', DIFFERE: 'DIFFEREE', NE_SAURA_JAMAIS: 'NON_VISIBLE', PAS_ENCORE: '' }[vu.attendu]);
      return { DOIT_SAVOIR: 'O', DIFFERE: 'V', NE_SAURA_JAMAIS: 'J', PAS_ENCORE: '?' }[vu.attendu];
    });
    expect(vues.join('  ')).toBe(cellules);
  });
});

/** §d.9 written by hand, one line a system: P positionnement, R rendez-vous, E présence, S suite, I inscription, N entrée, B sortie; « . » never. */
const TOUT = 'PRESINB';
const TABLE: readonly [nom: string, origine: Origine, lignes: Record<(typeof SYSTEMES_MATRICE)[number], string>, regles: string][] = [
  ['ML, OUIFORM, dossier synchronisé', ML, { kairos: TOUT, ouiform: TOUT, aude: 'P...INB', audef: TOUT, pefr: '.RE....', imilo: 'P.ES..B' }, 'R31 R33 R37'],
  [
    'ML, OUIFORM, dossier séparé',
    { ...ML, synchronise: false },
    { kairos: TOUT, ouiform: TOUT, aude: 'P...INB', audef: TOUT, pefr: '.RE....', imilo: '.......' },
    'R31 R33 R37',
  ],
  [
    'Cap emploi',
    { ...ML, reseau: 'CAP_EMPLOI', dossierImilo: false },
    { kairos: TOUT, ouiform: TOUT, aude: 'P...INB', audef: TOUT, pefr: '.RE....', imilo: '.......' },
    'R31 R33 R37',
  ],
  [
    'PE',
    { ...ML, reseau: 'PE', outil: 'AUDEF', dossierImilo: false },
    { kairos: TOUT, ouiform: TOUT, aude: 'P...INB', audef: TOUT, pefr: '.RE....', imilo: '.......' },
    'R31 R33 R37',
  ],
  [
    'DE',
    { ...ML, reseau: 'DE', outil: 'PE_FR', dossierImilo: false },
    { kairos: TOUT, ouiform: TOUT, aude: 'P...INB', audef: TOUT, pefr: '.RE....', imilo: '.......' },
    'R31 R33 R37',
  ],
  [
    'organisme',
    { ...ML, reseau: 'OF', outil: 'KAIROS' },
    { kairos: TOUT, ouiform: TOUT, aude: 'P...INB', audef: TOUT, pefr: '.RE....', imilo: '.......' },
    'R30 R33 R37',
  ],
  [
    'chercheur d’emploi',
    { ...ML, aIdDE: false, dossierImilo: false },
    { kairos: TOUT, ouiform: TOUT, aude: '.......', audef: 'PRES.NB', pefr: '.......', imilo: '.......' },
    'R25 R31',
  ],
  [
    'candidature',
    { ...ML, modalite: 'CANDIDATURE' },
    { kairos: 'P..SINB', ouiform: 'P..SINB', aude: 'P...INB', audef: 'P..SINB', pefr: '.......', imilo: 'P..S..B' },
    'R17 R31 R33 R37',
  ],
  [
    'inscrit hors système',
    { ...ML, reseau: 'OF', outil: 'KAIROS', horsSysteme: 'RETENU' },
    { kairos: 'P..SINB', ouiform: 'P..SINB', aude: 'P...INB', audef: 'P..SINB', pefr: '.......', imilo: '.......' },
    'R30 R33 R37 R39',
  ],
  [
    'inscrit hors catalogue',
    { ...ML, reseau: 'OF', outil: 'KAIROS', horsSysteme: 'RETENU', horsCatalogue: true },
    { kairos: 'P..SINB', ouiform: '.......', aude: 'P...INB', audef: '.......', pefr: '.......', imilo: '.......' },
    'R30 R33 R37 R39 R42c',
  ],
  [
    'non retenu hors système',
    { ...ML, reseau: 'OF', outil: 'KAIROS', horsSysteme: 'NON_RETENU' },
    { kairos: '.......', ouiform: '.......', aude: '.......', audef: '.......', pefr: '.......', imilo: '.......' },
    'R39',
  ],
];
const LETTRES: Record<Fait, string> = { POSITIONNEMENT: 'P', RDV: 'R', PRESENCE: 'E', SUITE: 'S', INSCRIPTION: 'I', ENTREE: 'N', BILAN: 'B' };
const VECU = ['CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT', 'ENTREE_ATTESTEE', 'FIN'].map((etape) => ({ etape }));

describe('§d.9, cell by cell', () => {
  it.each(TABLE)('%s: every system, every fact, each invisibility with its rule', (_, origine, lignes, regles) => {
    const lues = new Set<string>();
    for (const systeme of SYSTEMES_MATRICE) {
      const ligne = Fait.options.map((fait) => (saura(systeme, fait, origine) ? LETTRES[fait] : '.')).join('');
      expect([systeme, ligne]).toEqual([systeme, lignes[systeme]]);
      for (const fait of Fait.options)
        for (const statutDe of StatutDe.options) {
          const vu = attendu({ ...origine, statutDe, etapes: VECU }, fait, systeme);
          // M17, R36: AUDEF counts the AIS once AUDE has made it.
          const differe = (systeme === 'aude' || (systeme === 'audef' && fait === 'INSCRIPTION')) && ['RADIE', 'CESSATION'].includes(statutDe);
          expect(vu.attendu).toBe(!saura(systeme, fait, origine) ? 'NE_SAURA_JAMAIS' : differe ? 'DIFFERE' : 'DOIT_SAVOIR');
          if (vu.attendu !== 'NE_SAURA_JAMAIS') continue;
          lues.add(vu.regle);
          expect(vu.raison).toMatch(/\.$/);
          expect(vu.raison).not.toMatch(FAUTES);
        }
    }
    expect([...lues].sort((a, b) => a.localeCompare(b, 'fr', { numeric: true })).join(' ')).toBe(regles);
  });

  it('expects nothing of what has not happened; R35, R37: « en cours d’inscription » is told like « inscrit »', () => {
    const o = { ...ML, statutDe: 'INSCRIPTION_EN_COURS' as const };
    expect(attendu({ ...o, etapes: [] }, 'INSCRIPTION', 'aude')).toEqual({ attendu: 'PAS_ENCORE' });
    expect(attendu({ ...o, etapes: [{ etape: 'INSCRIT' }] }, 'INSCRIPTION', 'aude')).toEqual({ attendu: 'DOIT_SAVOIR' });
  });
});
