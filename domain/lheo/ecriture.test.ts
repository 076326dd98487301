import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import type { Element } from './arbre.ts';
import { dateLheo, heureLheo } from './dates.ts';
import { DEFINITIONS, type VersionLheo } from './definition.ts';
import { ecrireLheo } from './ecriture.ts';
import { formationExemple, ico, noeudFormation } from './exemples.ts';
import { lireFormation } from './lecture.ts';
import type { Adresse, Formation, Recrutement, SessionLheo } from './modele.ts';
import { ecrireXsd } from './xsd.ts';

const schemas = new Map<VersionLheo, XsdValidator>();
const valider = (xml: string, version: VersionLheo): void => {
  const schema = schemas.get(version) ?? XsdValidator.fromDoc(XmlDocument.fromString(ecrireXsd(DEFINITIONS[version])));
  schemas.set(version, schema);
  const doc = XmlDocument.fromString(xml);
  try {
    schema.validate(doc);
  } finally {
    doc.dispose();
  }
};
afterAll(() => {
  for (const s of schemas.values()) s.dispose();
});

/** Words with what XML must escape, what people type, and no digits (a run of them might be a NIR). */
const mots = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...'abcdé É&<>"\'’ \n#œ🙂'), minLength: 1, maxLength: max })
    .map((s) => s.trim())
    .filter((s) => s.length > 0);
const option = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: undefined });
const jour = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }).map((d) => dateLheo(d.toISOString().slice(0, 10)));
const vide = { attributs: fc.constant<Record<string, string>>({}), autres: fc.constant<Element[]>([]) };
const adresse: fc.Arbitrary<Adresse> = fc.record({
  ...vide,
  denomination: option(mots(60)),
  lignes: fc.array(mots(50), { minLength: 1, maxLength: 4 }),
  codePostal: fc.constantFrom('76600', '14000', '27000'),
  ville: mots(50),
  departement: option(fc.constantFrom('76', '14')),
  codeInsee: option(fc.constantFrom('76351', '2A004')),
  region: option(fc.constant('28')),
  pays: option(fc.constant('FR')),
});
const periode = fc.tuple(jour, jour).map(([a, b]) => (a < b ? { debut: a, fin: b } : { debut: b, fin: a }));
const heures = fc.tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1439 })).filter(([a, b]) => a < b);
const recrutement = (numero: string): fc.Arbitrary<Recrutement> =>
  fc
    .record({
      modalite: fc.constantFrom('0', '3', '7', '8', '9'),
      periode: option(periode),
      heures: option(heures),
      places: option(fc.integer({ min: 1, max: 99_999 })),
      adresse: option(adresse),
      aDistance: option(fc.boolean()),
      url: option(fc.constant('https://of.example/ico')),
      commentaire: option(mots(500)),
    })
    .map(({ periode: p, heures: h, ...r }) => ({
      attributs: {},
      autres: [],
      numero,
      ...r,
      debut: p?.debut,
      fin: p?.fin,
      heureDebut: h && heureLheo(h[0]),
      heureFin: h && heureLheo(h[1]),
    }));
const session = (numero: string): fc.Arbitrary<SessionLheo> =>
  fc
    .record({
      p: periode,
      adresseInscription: adresse,
      modalitesInscription: option(mots(255)),
      inscription: option(periode),
      etatRecrutement: option(fc.constantFrom('1', '2', '3')),
      recrutements: fc.tuple(recrutement(`${numero}-R1`), recrutement(`${numero}-R2`)),
    })
    .map(({ p, inscription, ...s }) => ({
      attributs: {},
      autres: [],
      numero,
      contacts: [],
      ...s,
      ...p,
      inscriptionDebut: inscription?.debut,
      inscriptionFin: inscription?.fin,
    }));
const formation: fc.Arbitrary<Formation> = fc
  .record({
    intitule: mots(255),
    objectif: mots(300),
    contenu: mots(300),
    certifiante: fc.boolean(),
    numero: option(fc.constant('28_AF_1')),
    sessions: fc.tuple(session('S1'), session('S2')),
    permanentes: fc.boolean(),
    niveauEntree: fc.constantFrom('0', '5', '14'),
    financeurs: fc.array(fc.record({ ...vide, code: fc.constantFrom('2', '4', '18'), places: option(fc.nat(999)) }), { maxLength: 8 }),
  })
  .map(({ sessions, permanentes, financeurs, ...f }) => {
    const base = formationExemple();
    return { ...base, ...f, actions: base.actions.map((a) => ({ ...a, sessions, financeurs, entreesSorties: permanentes ? '1' : '0' })) };
  });

/** Absent and undefined are the same to people, not to toEqual on nested optional values. */
const net = (f: Formation): unknown => JSON.parse(JSON.stringify(f));

describe('ecrireLheo', () => {
  it('2.3: what is written is read back, and is valid against the schema', () => {
    fc.assert(
      fc.property(formation, (f) => {
        const lu = lireFormation(noeudFormation(f), '2.3');
        expect(lu.ok, JSON.stringify(lu)).toBe(true);
        expect(lu.ok && net(lu.formation)).toEqual(net(f));
        valider(ecrireLheo([f], '2.3'), '2.3');
      }),
      { numRuns: 60 },
    );
  });

  it('2.2: the downgrade is valid against the schema of 2.2, and what 2.2 can say is read back', () => {
    fc.assert(
      fc.property(formation, (f) => {
        valider(ecrireLheo([f], '2.2'), '2.2');
        const lu = lireFormation(noeudFormation(f, '2.2'), '2.2');
        expect(lu.ok, JSON.stringify(lu)).toBe(true);
        if (!lu.ok) return;
        expect(lu.formation.intitule).toBe(f.intitule);
        expect(lu.formation.actions[0]?.sessions.map((s) => [s.numero, s.debut, s.fin])).toEqual(f.actions[0]?.sessions.map((s) => [s.numero, s.debut, s.fin]));
        const dates =
          f.actions[0]?.sessions
            .flatMap((s) => s.recrutements)
            .filter((r) => r.modalite === '9' && r.debut)
            .map((r) => r.debut) ?? [];
        expect(lu.formation.actions[0]?.datesInformation).toEqual([...new Set(dates)].toSorted().slice(0, 3));
      }),
      { numRuns: 60 },
    );
  });

  it('2.2: what has no place (hours, seats, appointments) is kept in extras', () => {
    const xml = ecrireLheo([formationExemple([ico(), ico({ numero: 'RDV-1-1', modalite: '8', places: 1 })])], '2.2');
    expect(xml).toContain('<extra info="heure-debut">09h00</extra>');
    expect(xml).toContain('<extra info="modalite-recrutement">8</extra>');
  });

  it('gives back what it does not interpret, at its place', () => {
    const noeud = noeudFormation(formationExemple());
    const action = noeud.enfants.find((e) => e.nom === 'action') ?? expect.fail();
    const rang = action.enfants.findIndex((e) => e.nom === 'nombre-heures-total');
    const transport = { nom: 'transport', attributs: {}, texte: 'Bus 3, arrêt Exemple', ligne: 1, enfants: [] };
    const lu = lireFormation(
      { ...noeud, enfants: noeud.enfants.map((e) => (e === action ? { ...e, enfants: e.enfants.toSpliced(rang, 0, transport) } : e)) },
      '2.3',
    );
    const xml = lu.ok ? ecrireLheo([lu.formation], '2.3') : '';
    expect(xml).toContain('<transport>Bus 3, arrêt Exemple</transport>');
    valider(xml, '2.3');
  });

  it('the schema refuses what it must: the check is one', () => {
    expect(() => valider(ecrireLheo([{ ...formationExemple(), intitule: 'x'.repeat(256) }], '2.3'), '2.3')).toThrow(/maxLength/);
  });
});
