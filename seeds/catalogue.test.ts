import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../api/acces/demonstration.ts';
import { decouper } from '../api/catalogues/decoupe.ts';
import { octets } from '../api/catalogues/essais.ts';
import { estSiret, lireIdDE, lireNda } from '../domain/identifiants.ts';
import { actualiser } from '../domain/lheo/actualisation.ts';
import { DEFINITIONS, type VersionLheo } from '../domain/lheo/definition.ts';
import { ecrireLheo } from '../domain/lheo/ecriture.ts';
import { lireFormation } from '../domain/lheo/lecture.ts';
import { offreDeFiche } from '../domain/lheo/offre.ts';
import { ecrireXsd } from '../domain/lheo/xsd.ts';
import { catalogueAvenir } from './avenir.ts';
import { genererCatalogue, PREMIERE_SESSION, sessionsDuProfil } from './catalogue.ts';
import { genererPopulation } from './population.ts';

const reference = new Date('2026-11-23T10:00:00Z');
const formations = genererCatalogue({ graine: 1, reference });
const offres = formations.map(offreDeFiche);

const valider = (xml: string, version: VersionLheo): void => {
  const schema = XsdValidator.fromDoc(XmlDocument.fromString(ecrireXsd(DEFINITIONS[version])));
  const doc = XmlDocument.fromString(xml);
  try {
    schema.validate(doc);
  } finally {
    doc.dispose();
    schema.dispose();
  }
};

describe('the regional catalogue', () => {
  it('is the same for the same seed and reference, and another for another', () => {
    expect(genererCatalogue({ graine: 1, reference })).toEqual(formations);
    expect(genererCatalogue({ graine: 2, reference })).not.toEqual(formations);
  });

  it('holds at least 40 formations, 120 sessions, 30 organismes, each number once', () => {
    expect(formations.length).toBeGreaterThanOrEqual(40);
    const sessions = offres.flatMap((o) => o.sessions.map((s) => s.numero));
    expect(sessions.length).toBeGreaterThanOrEqual(120);
    expect(new Set(sessions).size).toBe(sessions.length);
    const organismes = new Map(offres.flatMap((o) => o.organismes).map((o) => [o.siret, o]));
    expect(organismes.size).toBeGreaterThanOrEqual(30);
    for (const { siret, courriel, numeroActivite } of organismes.values()) {
      expect(siret).toMatch(/^999/);
      expect(estSiret(siret)).toBe(true);
      expect(courriel).toMatch(/\.example$/);
      if (numeroActivite !== null) expect(lireNda(numeroActivite)?.nonNumerique).toBe(false);
    }
    const creneaux = offres.flatMap((o) => o.creneaux.map((c) => c.id));
    expect(new Set(creneaux).size).toBe(creneaux.length);
    expect(organismes.has(SIRET_DEMO)).toBe(true);
    expect(sessions[0]).toBe(PREMIERE_SESSION);
  });

  it.each(['2.3', '2.2'] as const)('is valid against the schema of LHEO %s, and every formation is accepted without a remark on its data', async (version) => {
    const xml = ecrireLheo(formations, version);
    valider(xml, version);
    for await (const coupe of decouper(octets(xml))) {
      const lu = lireFormation(coupe.formation, version);
      expect(lu, JSON.stringify(lu)).toMatchObject({ ok: true });
      if (version === '2.3') expect(lu.avertissements.filter((a) => a.regle !== 'R10')).toEqual([]);
    }
  });

  it('comes out of the hub as it came in, as long as nobody has touched it', () => {
    for (const [i, f] of formations.entries()) {
      const actuelles = (offres[i]?.sessions ?? []).map((s) => ({
        numero: s.numero,
        etatRecrutement: s.etatRecrutement,
        offre: s,
        creneaux: (offres[i]?.creneaux ?? [])
          .filter((c) => c.session === s.numero)
          .map((c) => ({ ...c, debut: Date.parse(c.debut), fin: Date.parse(c.fin) }))
          .toSorted((a, b) => a.debut - b.debut),
      }));
      expect(actualiser(f, actuelles)).toEqual(f);
    }
  });

  it('shows every situation: slots past, near and far, of the three kinds; states open, closed, suspended, unsaid', () => {
    const creneaux = offres.flatMap((o) => o.creneaux);
    const ecarts = creneaux.map((c) => (Date.parse(c.debut) - reference.getTime()) / 86_400_000);
    expect(ecarts.some((e) => e < 0 && e > -7)).toBe(true);
    expect(ecarts.some((e) => e > 0 && e < 1.5)).toBe(true);
    expect(ecarts.some((e) => e > 14)).toBe(true);
    expect(new Set(creneaux.map((c) => c.modalite))).toEqual(new Set(['ICO', 'RDV', 'CANDIDATURE']));
    expect(new Set(offres.flatMap((o) => o.sessions.map((s) => s.etatRecrutement)))).toEqual(new Set(['OUVERT', 'FERME', 'SUSPENDU', 'NON_RENSEIGNE']));
    const avecCreneau = new Set(creneaux.map((c) => c.session));
    for (const s of sessionsDuProfil('sansCreneau')) expect(avecCreneau.has(s)).toBe(false);
    for (const s of sessionsDuProfil('proche'))
      expect(creneaux.filter((c) => c.id === `ICO-${s}-1` && Date.parse(c.debut) > reference.getTime())).toHaveLength(1);
  });
});

it.each(['2.3', '2.2'] as const)('the small #Avenir catalogue is valid in LHEO %s and accepted', async (version) => {
  const xml = catalogueAvenir(reference, version);
  valider(xml, version);
  for await (const coupe of decouper(octets(xml))) {
    const lu = lireFormation(coupe.formation, version);
    expect(lu.ok).toBe(true);
    if (lu.ok)
      expect(offreDeFiche(lu.formation).creneaux.map((c) => c.modalite)).toEqual(version === '2.3' ? ['ICO', 'ICO', 'RDV', 'CANDIDATURE'] : ['ICO', 'ICO']);
  }
});

describe('the population', () => {
  const gens = genererPopulation({ graine: 1, n: 200 });
  it('is the same for the same seed, of people who do not exist', () => {
    expect(genererPopulation({ graine: 1, n: 200 })).toEqual(gens);
    expect(new Set(gens.map((p) => p.courriel)).size).toBe(200);
    for (const p of gens) {
      expect(p.courriel).toMatch(/@personne\.example$/);
      if (p.idDE !== null) expect(lireIdDE(p.idDE)).not.toBeNull();
    }
    const ids = gens.flatMap((p) => (p.idDE === null ? [] : [p.idDE]));
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('R25, R31, R35: holds chercheurs d’emploi without idDE, dossiers synchronised or not, radiés', () => {
    expect(gens.some((p) => p.idDE === null)).toBe(true);
    expect(new Set(gens.flatMap((p) => (p.dossierImilo ? [p.dossierImilo.synchronise] : [])))).toEqual(new Set([true, false]));
    expect(gens.some((p) => p.statutDe === 'RADIE')).toBe(true);
    expect(gens.every((p) => (p.dossierImilo !== null) === (p.reseau === 'ML'))).toBe(true);
  });
});
