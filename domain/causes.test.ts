import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Sujet } from './causes/sujet.ts';
import { CAUSES, CodeCause, refusDit } from './causes.ts';
import { Systeme } from './codes.ts';
import { FAUTES } from './fautes.ts';
import { POLITIQUES_PAR_DEFAUT } from './politiques.ts';
import { suiteDeCause } from './situations/suite.ts';

const complet: Sujet = Sujet.parse({
  session: '103725',
  intitule: 'Soudeur',
  creneau: 'ICO-103725-1',
  modalite: 'ICO',
  date: '2026-11-12',
  fiche: 'A825286',
  systeme: 'kairos',
  operation: 'kairos.positionner',
  refus: 'COMPLET',
  organisme: 'AFPA Le Havre',
});
const sujets: Sujet[] = [
  {},
  complet,
  ...Systeme.options.map((systeme) => ({ ...complet, systeme })),
  ...[0, 1, 2, 6].map((nombre) => ({ ...complet, nombre })),
  { ...complet, modalite: 'RDV', date: '2026-11-12T23:30:00Z' },
];

describe('causes', () => {
  it.each(CodeCause.options)('%s says everything, in good French, with or without each piece of its subject', (code) => {
    const cause = CAUSES[code];
    expect(cause.code).toBe(code);
    const suites = [
      suiteDeCause(code, POLITIQUES_PAR_DEFAUT[code]),
      cause.suite({ escalade: "l'organisme mandataire est prévenu", conservation: 'trois ans' }),
    ];
    for (const texte of [cause.intitule, cause.explication, ...suites, ...cause.remedes.flatMap((r) => [r.libelle, r.effet])]) {
      expect(texte.length).toBeGreaterThan(5);
      expect(texte).not.toMatch(FAUTES);
    }
    for (const suite of suites) expect(suite).toMatch(/^\p{Ll}.*[^.]$/u);
    expect(cause.bouton).toMatch(/^\p{Lu}[^.]*$/u);
    expect(cause.bouton).not.toMatch(FAUTES);
    if (cause.dite !== undefined) {
      expect(cause.dite).toMatch(/^\p{Lu}.*\.$/u);
      expect(cause.dite).not.toMatch(FAUTES);
    }
    for (const s of sujets) {
      // Of a mail: on one line, without full stop, short enough to be read in a list.
      expect(cause.objet(s)).toMatch(/^[\p{Lu}\d].{7,99}[^.]$/u);
      expect(cause.objet(s)).not.toMatch(FAUTES);
      expect(cause.objet(s)).not.toMatch(/\b0\u00a0|\b1\u00a0\p{L}+s /u);
      for (const texte of [cause.phrase(s), cause.demande(s)]) {
        expect(texte).toMatch(/^(pe\.fr|i-Milo|[\p{Lu}\d]).*\.$/u);
        expect(texte).not.toMatch(FAUTES);
        // 0 is never counted aloud; 1 is singular.
        expect(texte).not.toMatch(/\b0\u00a0/);
        expect(texte).not.toMatch(/\b1\u00a0\p{L}+s /u);
      }
    }
  });

  it('is the only place of these words: no other module says them again, nor has its own by cause', () => {
    const titre = (code: CodeCause): string => CAUSES[code].intitule;
    const parCode = new RegExp(`\\b(${CodeCause.options.join('|')})'?:\\s+(\\([^)]*\\)\\s*=>\\s*)?['"\`]`);
    const memes = (ligne: string): boolean =>
      parCode.test(ligne) || CodeCause.options.some((c) => new RegExp(`['">\`]${titre(c).replace(/[()]/g, '.').replaceAll('’', '.')}['"<\`]`).test(ligne));
    // It sees what it looks for.
    expect(readFileSync('domain/causes/recrutement.ts', 'utf8').split('\n').filter(memes).length).toBeGreaterThan(5);
    expect(memes('  SORTIE_NON_SAISIE: (s) => `Sortie à saisir`,')).toBe(true);
    // Partners (systems) speak in their own words; a code of the journal may have the name of a cause, and says what happened.
    const dossiers = ['activities', 'admin/src', 'api', 'cli', 'domain', 'seeds', 'workflows'];
    const ailleurs = dossiers
      .flatMap((d) => readdirSync(d, { recursive: true, encoding: 'utf8' }).map((f) => `${d}/${f}`))
      .filter((f) => /\.tsx?$/.test(f) && !/^domain\/(causes\/|journal\.ts)|\.test\.tsx?$|\/(essais|generated|node_modules)\//.test(f));
    expect(ailleurs.length).toBeGreaterThan(300);
    const trouves = ailleurs.flatMap((f) =>
      readFileSync(f, 'utf8')
        .split('\n')
        .filter(memes)
        .map((l) => `${f}: ${l.trim()}`),
    );
    expect(trouves).toEqual([]);
  });

  it('numbers each stuck case of the table once: S1 to S22 and S8b', () => {
    const numeros = CodeCause.options.map((c) => CAUSES[c].numero).filter((n) => n !== null);
    expect(new Set(numeros).size).toBe(numeros.length);
    expect([...numeros].sort()).toEqual([...Array.from({ length: 22 }, (_, i) => `S${i + 1}`), 'S8b'].sort());
  });

  it('S4 PRESENCE_NON_SAISIE: the sentence of the product', () => {
    expect(CAUSES.PRESENCE_NON_SAISIE.phrase(complet)).toBe('AFPA Le Havre n’a pas saisi les présences de l’information collective du 12/11.');
    expect(CAUSES.PRESENCE_NON_SAISIE.phrase({ ...complet, nombre: 6 })).toBe(
      'AFPA Le Havre n’a pas saisi les présences de l’information collective du 12/11 (6\u00a0personnes attendues).',
    );
    expect(CAUSES.PRESENCE_NON_SAISIE.phrase({ ...complet, nombre: 1 })).toBe(
      'AFPA Le Havre n’a pas saisi la présence de la personne attendue à l’information collective du 12/11.',
    );
    // An instant is said in the day of Paris.
    expect(CAUSES.PRESENCE_NON_SAISIE.phrase({ modalite: 'RDV', date: '2026-11-12T23:30:00Z' })).toContain('du rendez-vous individuel du 13/11');
  });

  it('REJET_FONCTIONNEL says what was refused and why', () => {
    expect(CAUSES.REJET_FONCTIONNEL.phrase(complet)).toBe('Kairos refuse le positionnement\u202f: il ne reste plus de place sur ce créneau.');
    expect(refusDit('INEDIT')).toBe('code INEDIT');
  });

  it('R29: no sentence names Cap emploi', () => {
    for (const code of CodeCause.options) for (const s of sujets) expect(`${CAUSES[code].phrase(s)} ${CAUSES[code].demande(s)}`).not.toMatch(/cap emploi/i);
  });
});
