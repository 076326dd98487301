import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offreDeFiche } from '../lheo/offre.ts';
import { lireCpVille } from './adresses.ts';
import { presserBoutons } from './boutons.ts';
import { CHAMPS_FICHE, CHAMPS_ICO, CHAMPS_SESSION } from './champs.ts';
import { depuisLheo } from './depuis-lheo.ts';
import { controlerRegion, controlerSaisie } from './droits.ts';
import { type Duree, enHeures, enMinutes } from './durees.ts';
import { avec, dites, fautes, recue } from './essais/saisies.ts';
import { DISPENSATEUR, ficheExemple, MANDATAIRE } from './exemples.ts';
import type { FicheSmf } from './fiche.ts';
import { codeDeLheo, lireCode, type NomTable, TABLES_SMF } from './tables.ts';
import { versLheo } from './vers-lheo.ts';

describe('who types', () => {
  it('R13: in SMF the mandataire types for all; a dispensateur who types is refused, and told why', () => {
    expect(controlerSaisie(ficheExemple(), MANDATAIRE)).toEqual([]);
    expect(controlerSaisie(ficheExemple(), DISPENSATEUR)).toMatchObject([
      { regle: 'R13', message: expect.stringContaining('le dispensateur saisit dans Kairos') },
    ]);
    expect(controlerSaisie(ficheExemple(), '99900003700014')).toMatchObject([
      { regle: 'R13', message: expect.stringContaining('seul l’organisme mandataire') },
    ]);
  });

  it('R2: declared in Normandie, or delivering there', () => {
    const ailleurs = { ...ficheExemple().responsable, numeroActivite: '11750000175' };
    const loin = { nom: 'Ailleurs', voie: '1 rue', cpVille: '75011 PARIS' };
    expect(controlerRegion(ficheExemple({ responsable: ailleurs }))).toEqual([]);
    expect(controlerRegion(ficheExemple({}, { lieu: loin }))).toEqual([]);
    expect(controlerRegion(ficheExemple({ responsable: ailleurs }, { lieu: loin }))).toMatchObject([{ regle: 'R2' }]);
    expect(dites('responsable.numeroActivite', '2876')).toEqual([['responsable.numeroActivite', 'R2']]);
  });

  it('R4b: an address is fetched from the organisme formateur, searched, emptied; the ville may be a Cedex', () => {
    expect(lireCpVille('76059 LE HAVRE CEDEX 2')).toEqual({ codePostal: '76059', ville: 'LE HAVRE CEDEX 2' });
    for (const non of ['LE HAVRE', '76 LE HAVRE', '76600', `76600 ${'X'.repeat(51)}`]) expect(lireCpVille(non)).toBeNull();
    const presser = (bouton: object) => presserBoutons(avec('sessions.0.inscription', bouton)) as FicheSmf;
    const inscrite = (f: FicheSmf) => f.sessions[0]?.inscription;
    expect(inscrite(presser({ bouton: 'RECUPERER' }))).toEqual({ nom: 'Dispensateur A', voie: '1 rue de l’Exemple', cpVille: '76600 LE HAVRE' });
    for (const of of ['mandat', '999 000 011 00018']) {
      const trouvee = presser({ bouton: 'RECHERCHER', of });
      expect(fautes(trouvee)).toEqual([]);
      expect(recue(trouvee).actions[0]?.sessions[0]?.adresseInscription).toMatchObject({ denomination: 'OF Mandataire', ville: 'LE HAVRE CEDEX 2' });
    }
    for (const bouton of [{ bouton: 'VIDER' }, { bouton: 'RECHERCHER', of: 'inconnu' }])
      expect(fautes(presser(bouton)).map((f) => f.regle)).toEqual(['R4', 'R4', 'R4']);
    expect(presserBoutons(ficheExemple())).toEqual(ficheExemple());
    expect(presserBoutons(null)).toBeNull();
  });
});

describe('the vocabulary', () => {
  it('R14, golden scenario 9: présentiel et à distance is 2 in SMF and arrives as 1 in LHEO', () => {
    expect(recue(ficheExemple()).actions[0]?.enseignement).toBe('1');
    expect(recue(ficheExemple({}, { enseignement: '2 - Formation en présentielle et à distance' })).actions[0]?.enseignement).toBe('1');
    expect(recue(ficheExemple({}, { enseignement: '3' })).actions[0]?.enseignement).toBe('2');
  });

  it('R14: what LHEO has no table for leaves under its label, never under SMF’s code', () => {
    const xml = JSON.stringify(versLheo(ficheExemple({}, { disponibilite: '2 - Liste d’attente' })));
    expect(xml).toContain('{"nom":"extra","attributs":{"info":"disponibilite"},"texte":"Liste d’attente"}');
    expect(depuisLheo(recue(ficheExemple({}, { disponibilite: '2' }))).sessions[0]?.disponibilite).toBe('2');
  });

  it('R14: financement 41 is 2 in LHEO and 41N in Kairos', () => {
    expect(recue(ficheExemple()).actions[0]?.financeurs).toMatchObject([{ code: '2', places: 442 }]);
    expect(lireCode('financement', '41 - Conseil Régional')).toMatchObject({ ok: true, entree: { lheo: '2', kairos: '41N' } });
  });

  it('R14: the modalités of table 01-09 are translated, or said in words, and none of them becomes a slot', () => {
    const formation = recue(ficheExemple({ modalitesRecrutement: Object.keys(TABLES_SMF.modalitesRecrutement.codes).sort() }, { icos: [] }));
    const recrutements = formation.actions[0]?.sessions[0]?.recrutements ?? [];
    expect(recrutements.map((r) => r.modalite)).toEqual(['3', '8', '4', '2', '5', '1', '0']);
    expect(recrutements.at(-1)?.commentaire).toBe('Lettre de motivation ; Curriculum Vitae ; Parcoursup');
    // « sur entretien » is no appointment of Kairos, although LHEO has one code for both.
    expect(offreDeFiche(formation).creneaux).toEqual([]);
  });

  it('R14: an unknown code, or the label of another version, is refused in one sentence', () => {
    const lu = lireCode('enseignement', '4');
    expect(lu).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /^Ce code n’est pas dans la table «\u202f.+\u202f» de Saisir ma formation\. Codes admis\u202f: 1 \(.+\), 2 \(.+\), 3 \(.+\)\.$/,
      ),
    });
    expect(lireCode('enseignement', '2 - Formation entièrement à distance')).toMatchObject({
      ok: false,
      message: expect.stringContaining('une autre version'),
    });
    expect(dites('modalitesRecrutement', ['10'])).toEqual([['modalitesRecrutement', 'R14']]);
    for (const code of ['constructor', '__proto__', '']) expect(lireCode('financement', code).ok).toBe(false);
  });

  it('each code comes back from LHEO as itself', () => {
    for (const nom of Object.keys(TABLES_SMF) as NomTable[])
      for (const [code, { lheo }] of Object.entries(TABLES_SMF[nom].codes)) if (lheo !== null) expect(codeDeLheo(nom, lheo), `${nom} ${code}`).toBe(code);
  });
});

describe('from SMF to LHEO and back', () => {
  it('R3, R9: what SMF pushes to Kairos is in the LHEO that leaves it', () => {
    const offre = offreDeFiche(recue(ficheExemple()));
    expect(offre.sessions[0]).toMatchObject({
      numero: '103725',
      intitule: 'Construire son projet professionnel',
      formacode: '15062',
      debut: '2027-01-02',
      fin: '2027-12-31',
      modaliteEntreeSortie: 'PERMANENTE',
      placesConventionnees: 442,
      ofResponsable: MANDATAIRE,
      ofDispensateur: DISPENSATEUR,
      offre: { objectif: 'Choisir un métier et le chemin qui y mène.', lieu: { ville: 'LE HAVRE' }, financeurs: [{ code: '2' }] },
    });
    expect(offre.creneaux).toMatchObject([{ modalite: 'ICO', places: 10, debut: '2027-02-27T08:00:00.000Z', fin: '2027-02-27T11:00:00.000Z' }]);
    expect(offre.organismes[0]).toMatchObject({ siret: MANDATAIRE, numeroActivite: '28760000176' });
    for (const c of [...CHAMPS_FICHE, ...CHAMPS_SESSION, ...CHAMPS_ICO])
      if (c.kairos !== null && c.chemin !== 'dispositifs') expect(c.lheo, c.chemin).not.toBeNull();
  });

  it('R6: the organisme and its contact are told the same; R7: the contact of the session is another, and stays so', () => {
    const formation = recue(ficheExemple());
    expect(formation.organisme.contacts).toEqual(formation.contacts);
    expect(formation.contacts[0]?.coordonnees).toMatchObject({ nom: 'OF Mandataire', courriel: 'accueil@of-mandataire.example' });
    expect(formation.actions[0]?.sessions[0]?.contacts[0]?.coordonnees).toMatchObject({
      nom: 'Secrétariat de la session',
      courriel: 'session@dispensateur-a.example',
    });
  });

  it('what was known and is on none of the seven screens stays', () => {
    const connue = { ...versLheo(ficheExemple()), resultats: 'Titre professionnel', niveauEntree: '3' };
    expect(versLheo(ficheExemple({ intitule: 'Autre' }), connue)).toMatchObject({ intitule: 'Autre', resultats: 'Titre professionnel', niveauEntree: '3' });
  });

  it('whatever is typed comes back as it was typed, through LHEO', () => {
    fc.assert(
      fc.property(fiches, (fiche) => {
        expect(fautes(fiche)).toEqual([]);
        expect(depuisLheo(recue(fiche))).toEqual(fiche);
      }),
      { numRuns: 60 },
    );
  });

  it('hours: rounded to the nearest, never to nothing, and a sum that held still holds', () => {
    expect(enHeures({ total: { h: 600, mn: 30 }, entreprise: { h: 140, mn: 30 }, centre: { h: 460, mn: 0 } })).toEqual({
      total: 601,
      entreprise: 141,
      centre: 460,
    });
    expect(enHeures({ total: { h: 0, mn: 10 } })).toEqual({ total: 1 });
    fc.assert(
      fc.property(duree, duree, (centre, entreprise) => {
        const minutes = enMinutes(centre) + enMinutes(entreprise);
        const h = enHeures({ centre, entreprise, total: { h: Math.floor(minutes / 60), mn: minutes % 60 } });
        if ((h.entreprise ?? 0) <= (h.total ?? 0)) expect((h.centre ?? 0) + (h.entreprise ?? 0)).toBe(h.total);
        expect(Math.abs((h.total ?? 0) * 60 - minutes)).toBeLessThan(60);
      }),
    );
  });
});

const duree = fc.record<Duree>({ h: fc.integer({ min: 0, max: 2000 }), mn: fc.integer({ min: 0, max: 59 }) });
const mots = fc
  .array(fc.constantFrom('atelier', 'métier', 'l’emploi', 'déjà', 'cœur', 'A & B', '<bilan>', 'à', 'n°'), { minLength: 1, maxLength: 5 })
  .map((m) => m.join(' '));
const cpVille = fc.constantFrom('76600 LE HAVRE', '76059 LE HAVRE CEDEX 2', '61000 ALENÇON', '27200 VERNON');
const lieu = fc.record({ nom: mots, voie: mots, cpVille });
const facultatif = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: undefined });
const code = (nom: NomTable) => fc.constantFrom(...Object.keys(TABLES_SMF[nom].codes));
const ico = fc.record({
  places: fc.integer({ min: 1, max: 50 }),
  date: fc.constantFrom('2027-02-27', '2027-03-28'),
  debut: fc.constantFrom('08:15', '09:00'),
  fin: fc.constantFrom('11:45', '18:00'),
  commentaire: facultatif(mots),
});
const commun = fc
  .record({
    entreesSorties: code('entreesSorties'),
    enseignement: code('enseignement'),
    lieu,
    dispensateur: facultatif(fc.record({ siret: fc.constant(DISPENSATEUR), raisonSociale: mots })),
    financements: fc.uniqueArray(code('financement'), { minLength: 1, maxLength: 4 }),
    dureeTotale: facultatif(duree),
    dureeEntreprise: facultatif(duree),
    places: facultatif(fc.integer({ min: 0, max: 500 })),
  })
  .map(({ places, ...c }) => ({ ...c, conventionnees: places !== undefined, placesConventionnees: places }));
const session = fc.record({
  debut: fc.constantFrom('2027-01-02', '2027-06-01'),
  fin: fc.constantFrom('2027-06-30', '2028-12-31'),
  hebdoCentre: facultatif(duree),
  contact: facultatif(fc.record({ nom: mots, telephone: facultatif(fc.constant('02 22 22 22 22')) })),
  inscription: lieu,
  dispositifs: fc.array(mots, { minLength: 1, maxLength: 3 }),
  placesTotales: facultatif(fc.integer({ min: 500, max: 900 })),
  disponibilite: code('disponibilite'),
  parcoursIndicatif: facultatif(fc.integer({ min: 0, max: 900 })),
  commentairePlaces: facultatif(mots),
  icos: fc.array(
    fc.tuple(lieu, ico).map(([l, i]) => ({ ...l, ...i })),
    { maxLength: 2 },
  ),
});
const fiches = fc
  .record({
    intitule: mots,
    motsCles: facultatif(mots),
    metiers: facultatif(mots),
    certifiante: fc.boolean(),
    objectifGeneral: code('objectifGeneral'),
    objectifsPedagogiques: facultatif(mots),
    modalitesPedagogiques: facultatif(mots),
    contenu: mots,
    modalitesRecrutement: fc.uniqueArray(code('modalitesRecrutement')).map((c) => c.sort()),
    commun,
    sessions: fc.array(session, { minLength: 1, maxLength: 3 }),
  })
  .map(
    ({ commun: c, sessions, ...f }): FicheSmf =>
      JSON.parse(
        JSON.stringify({ ...ficheExemple(), ...f, motsCles: f.motsCles, sessions: sessions.map((s, i) => ({ ...s, ...c, numero: `S${i}` })) }),
      ) as FicheSmf,
  );
