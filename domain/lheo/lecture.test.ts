import { describe, expect, it } from 'vitest';
import type { Noeud } from './arbre.ts';
import { changer, formationExemple, ico, noeudFormation } from './exemples.ts';
import { phraseFaute } from './faute.ts';
import { lireFormation } from './lecture.ts';

const erreurs = (noeud: Noeud, version: '2.2' | '2.3' = '2.3') => {
  const lu = lireFormation(noeud, version);
  return lu.ok ? [] : lu.erreurs;
};
const avec = (nom: string, texte: string): Noeud => changer(noeudFormation(formationExemple()), nom, () => ({ texte }));
const sans = (nom: string): Noeud => changer(noeudFormation(formationExemple()), nom, () => null);

describe('lireFormation', () => {
  it('accepts a formation that breaks nothing, and keeps every field', () => {
    const formation = formationExemple();
    const lu = lireFormation(noeudFormation(formation), '2.3');
    expect(lu).toMatchObject({ ok: true, avertissements: [] });
    expect(lu.ok && lu.formation).toEqual(formation);
  });

  it.each([
    [
      'R5: an intitulé of 256 characters',
      avec('intitule-formation', 'x'.repeat(256)),
      'formation/intitule-formation',
      'R5',
      'compte 256 caractères : 255 au plus',
    ],
    [
      'R19: a comment of 501 characters',
      noeudFormation(formationExemple([ico({ commentaire: 'é'.repeat(501) })])),
      'formation/action/session/recrutement/commentaire',
      'R19',
      'compte 501 caractères : 500 au plus',
    ],
    [
      'R20: a slot without a seat',
      noeudFormation(formationExemple([ico({ places: 0 })])),
      'formation/action/session/recrutement/nb-places',
      'R20',
      'au moins une place',
    ],
    [
      'R21: hours that go backwards',
      noeudFormation(formationExemple([ico({ heureFin: '08h30' })])),
      'formation/action/session/recrutement/heure-fin',
      'R21',
      'doit suivre',
    ],
    [
      'R4: no formacode',
      changer(noeudFormation(formationExemple()), 'domaine-formation', (n) => ({ enfants: n.enfants.slice(1) })),
      'formation/domaine-formation/code-FORMACODE',
      'R4',
      'obligatoire',
    ],
    [
      'a hour that is none',
      noeudFormation(formationExemple([ico({ heureDebut: '25h00' })])),
      'formation/action/session/recrutement/heure-debut',
      'LHEO : heure',
      '14h15',
    ],
    ['an element missing', sans('objectif-formation'), 'formation/objectif-formation', 'LHEO : cardinalité', 'objectif-formation manque'],
    [
      'an element that does not exist',
      changer(noeudFormation(formationExemple()), 'certifiante', (n) => ({ nom: `${n.nom}s` })),
      'formation/certifiantes',
      'LHEO : élément',
      'ne peut pas contenir',
    ],
    ['a code of no table', avec('etat-recrutement', '4'), 'formation/action/session/etat-recrutement', 'LHEO : dict-etat-recrutement', 'pas dans la table'],
    ['a code that is a property of every object', avec('certifiante', 'toString'), 'formation/certifiante', 'LHEO : dict-boolean', 'pas dans la table'],
    ['a number with letters', avec('nombre-heures-total', '600 h'), 'formation/action/nombre-heures-total', 'LHEO : nombre', 'de 0 à 99999'],
    ['a day that is not in the calendar', avec('debut', '20270230'), 'formation/action/session/periode/debut', 'LHEO : date', 'AAAAMMJJ'],
    ['a period that goes backwards', avec('debut', '20280101'), 'formation/action/session/periode', 'LHEO : période', 'précède'],
    ['a SIRET with a wrong key', avec('SIRET', '99900002900011'), 'formation/action/lieu-de-formation/SIRET-lieu-formation/SIRET', 'SIRET', '14 chiffres'],
    ['R2: a NDA of ten characters', avec('numero-activite', '2876000017'), 'formation/organisme-formation-responsable/numero-activite', 'R2', '11 caractères'],
    [
      'a postal code with a letter',
      avec('codepostal', '7660A'),
      'formation/action/lieu-de-formation/coordonnees/adresse/codepostal',
      'Code postal',
      '5 chiffres',
    ],
    ['a ROME code badly written', avec('code-ROME', '1801K'), 'formation/domaine-formation/code-ROME', 'ROME', 'une lettre puis 4 chiffres'],
    [
      'a formacode without the version of its thesaurus',
      changer(noeudFormation(formationExemple()), 'code-FORMACODE', () => ({ attributs: {} })),
      'formation/domaine-formation/code-FORMACODE/@ref',
      'LHEO : attribut',
      'version du thésaurus',
    ],
    [
      'an action without a number',
      changer(noeudFormation(formationExemple()), 'action', () => ({ attributs: {} })),
      'formation/action/@numero',
      'R1',
      'numéro de fiche',
    ],
    [
      'a NIR in a free text',
      avec('conditions-specifiques', 'Dossier de 1 85 05 78 006 084 91, à rappeler'),
      'formation/action/conditions-specifiques',
      'NIR',
      'sécurité sociale',
    ],
    [
      'text between elements',
      changer(noeudFormation(formationExemple()), 'periode', () => ({ texte: 'du 2' })),
      'formation/action/session/periode',
      'LHEO : contenu',
      'pas de texte',
    ],
  ])('refuses %s, with path, value and rule', (_cas, noeud, chemin, regle, message) => {
    const trouvees = erreurs(noeud);
    const faute = trouvees.find((f) => f.chemin === chemin && f.regle === regle);
    expect(faute, JSON.stringify(trouvees)).toBeDefined();
    expect(faute?.message).toContain(message);
    expect(faute?.ligne).toBeGreaterThan(0);
    expect(phraseFaute(faute ?? trouvees[0] ?? expect.fail())).toContain(regle);
  });

  it('accepts a comment of 500 characters and an intitulé of 255, counted as people count', () => {
    expect(erreurs(noeudFormation(formationExemple([ico({ commentaire: '🙂'.repeat(500) })])))).toEqual([]);
    expect(erreurs(avec('intitule-formation', 'x'.repeat(255)))).toEqual([]);
  });

  it('lists every fault, not the first, and never repeats a NIR', () => {
    let noeud = avec('intitule-formation', 'x'.repeat(256));
    for (const [nom, texte] of [
      ['codepostal', '1'],
      ['etat-recrutement', '9'],
      ['contenu-formation', 'NIR 2 69 05 49 588 157 80'],
    ] as const)
      noeud = changer(noeud, nom, () => ({ texte }));
    const trouvees = erreurs(noeud);
    expect(new Set(trouvees.map((f) => f.regle))).toEqual(new Set(['R5', 'LHEO : longueur', 'Code postal', 'LHEO : dict-etat-recrutement', 'NIR']));
    expect(JSON.stringify(trouvees.filter((f) => f.regle === 'NIR'))).not.toContain('588');
    expect(trouvees.map((f) => f.ligne)).toEqual(trouvees.map((f) => f.ligne).toSorted((a, b) => a - b));
  });

  it('refuses a wrong order once, where it begins', () => {
    const noeud = noeudFormation(formationExemple());
    const [premier, second, ...reste] = noeud.enfants;
    const trouvees = erreurs({ ...noeud, enfants: [second ?? expect.fail(), premier ?? expect.fail(), ...reste] });
    expect(trouvees).toHaveLength(1);
    expect(trouvees[0]).toMatchObject({ regle: 'LHEO : ordre', chemin: 'formation/domaine-formation' });
  });

  it('repairs a SIRET of 15 characters beginning with 0, and flags it (golden scenario 15)', () => {
    const noeud = changer(noeudFormation(formationExemple()), 'SIRET-formateur', (n) => ({
      enfants: n.enfants.map((e) => ({ ...e, texte: '099900002900010' })),
    }));
    const lu = lireFormation(noeud, '2.3');
    expect(lu.ok && lu.formation.actions[0]?.formateurs[0]?.siret).toBe('99900002900010');
    expect(lu.avertissements.map(phraseFaute).join()).toContain('zéro de tête');
  });

  it('reads 2.2 with its own cardinalities: no recrutement there', () => {
    expect(erreurs(noeudFormation(formationExemple()), '2.2').some((f) => f.chemin.endsWith('/recrutement') && f.regle === 'LHEO : élément')).toBe(true);
    expect(erreurs(noeudFormation(formationExemple(), '2.2'), '2.2')).toEqual([]);
  });

  it('leaves what is under extras alone, save a NIR', () => {
    const extras = (texte: string): Noeud => ({
      nom: 'extras',
      attributs: {},
      texte: '',
      ligne: 9,
      enfants: [{ nom: 'extra', attributs: { info: 'plus' }, texte, ligne: 9, enfants: [{ nom: 'SIRET', attributs: {}, texte: '1', ligne: 9, enfants: [] }] }],
    });
    const base = noeudFormation(formationExemple());
    expect(erreurs({ ...base, enfants: [...base.enfants, extras('Les plus')] })).toEqual([]);
    expect(erreurs({ ...base, enfants: [...base.enfants, extras('1850578006084 91')] })).toMatchObject([{ regle: 'NIR', chemin: 'formation/extras/extra' }]);
  });

  it('R10: several dispensateurs are refused, with what to do; R11: but at the single window of #Avenir', () => {
    const formation = formationExemple();
    const action = formation.actions[0] ?? expect.fail();
    const second = { attributs: {}, autres: [], siret: '99900002900028', raisonSociale: 'Dispensateur B', contacts: [] };
    const a = { ...formation, actions: [{ ...action, formateurs: [...action.formateurs, second] }] };
    const lu = lireFormation(noeudFormation(a), '2.3');
    expect(lu.ok ? [] : lu.erreurs).toMatchObject([
      { regle: 'R10', chemin: 'formation/action/organisme-formateur', message: expect.stringMatching(/autant d’actions que de dispensateurs/) },
    ]);
    expect(lireFormation(noeudFormation({ ...a, intitule: '#Avenir : construction de projet' }), '2.3').ok).toBe(true);
  });
});
