import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAUTES } from '../fautes.ts';
import { typo } from '../francais.ts';
import { CHAMPS_FICHE, CHAMPS_ICO, CHAMPS_SESSION } from './champs.ts';
import { controlerFiche } from './controle.ts';
import { avec, dites, fautes, recue, type Saisie } from './essais/saisies.ts';
import { ficheExemple, MANDATAIRE } from './exemples.ts';
import { direFaute } from './faute.ts';
import type { FicheSmf } from './fiche.ts';

describe('the screens', () => {
  it('R4: each star is demanded, with its screen, and nothing else is', () => {
    expect(fautes(ficheExemple())).toEqual([]);
    const etoiles = [
      ...CHAMPS_FICHE.map((c) => ({ c, ou: c.chemin })),
      ...CHAMPS_SESSION.map((c) => ({ c, ou: `sessions.0.${c.chemin}` })),
      ...CHAMPS_ICO.map((c) => ({ c, ou: `sessions.0.icos.0.${c.chemin}` })),
    ];
    const ecrit = (ou: string): string => ou.replace(/\.(\d+)\b/g, '[$1]');
    for (const { c, ou } of etoiles) {
      const lues = fautes(avec(ou, undefined)).filter((f) => f.chemin === ecrit(ou) && f.message.includes('obligatoire'));
      expect(lues, ou).toHaveLength(c.obligatoire ? 1 : 0);
    }
    expect(etoiles.filter(({ c }) => c.obligatoire).map(({ c }) => c.libelle)).toEqual(
      expect.arrayContaining([
        'Intitulé de l’action',
        'Objectif général de la formation',
        'Contenu de la formation',
        'Formacode principal',
        'Modalité d’entrée / sortie',
        'Session en centre et / ou à distance',
        'Dispositifs de formation',
        'Financement de la session',
        'Places conventionnées (Conseil Régional, Pôle emploi)',
        'Disponibilité',
      ]),
    );
  });

  it('R5, R19: 255 characters of intitulé and mots clés, 500 of comment, and not one more', () => {
    for (const [chemin, max] of [
      ['intitule', 255],
      ['motsCles', 255],
      ['sessions.0.icos.0.commentaire', 500],
    ] as const) {
      expect(dites(chemin, 'é'.repeat(max))).toEqual([]);
      expect(fautes(avec(chemin, 'é'.repeat(max + 1)))).toMatchObject([{ message: typo(`${max} caractères au plus, ${max + 1} saisis.`) }]);
    }
    expect(dites('intitule', 'x'.repeat(256))).toEqual([['intitule', 'R5']]);
    expect(dites('sessions.0.icos.0.commentaire', 'x'.repeat(501))).toEqual([['sessions[0].icos[0].commentaire', 'R19']]);
  });

  it('R20, R21: an information collective has a seat, and ends after it begins', () => {
    expect(dites('sessions.0.icos.0.places', 0)).toEqual([['sessions[0].icos[0].places', 'R20']]);
    expect(dites('sessions.0.icos.0.fin', '09:00')).toEqual([['sessions[0].icos[0].fin', 'R21']]);
  });

  it('every fault is listed at once, each with path, value, rule and a good French sentence', () => {
    const saisie = avec('intitule', 'x'.repeat(256));
    Object.assign(saisie, { contenu: '', objectifGeneral: '42', formacodePrincipal: '1506', metiers: 'appeler le 1 85 05 78 006 084 36' });
    Object.assign((saisie['sessions'] as Saisie[])[0] ?? {}, {
      enseignement: '7',
      debut: '2027-02-30',
      financements: ['41', '40'],
      dureeTotale: { h: 3, mn: 75 },
    });
    const lues = fautes(saisie);
    expect(lues.map((f) => f.chemin).sort()).toEqual(
      [
        'intitule',
        'contenu',
        'objectifGeneral',
        'formacodePrincipal',
        'metiers',
        'sessions[0].enseignement',
        'sessions[0].debut',
        'sessions[0].financements',
        'sessions[0].dureeTotale',
      ].sort(),
    );
    expect(lues.find((f) => f.chemin === 'metiers')).toMatchObject({ regle: 'NIR', valeur: '' });
    expect(JSON.stringify(lues)).not.toContain('85 05 78');
    for (const f of lues) {
      expect(f.message).not.toMatch(FAUTES);
      expect(direFaute(f)).toContain(`(${f.regle})`);
    }
  });

  it('R4, R10, R21: what is missing hides nothing of what is wrong elsewhere, and what is begun is to be finished', () => {
    const saisie = avec('intitule', undefined);
    const [s] = saisie['sessions'] as [Saisie];
    Object.assign(s, { enseignement: undefined, fin: '2026-01-01', placesTotales: 3, contact: { telephone: '02 00 00 00 00' }, lieu: { nom: 'Salle A' } });
    Object.assign((s['icos'] as Saisie[])[0] ?? {}, { fin: '08:00', voie: '  ' });
    saisie['sessions'] = [s, { ...s, numero: '103726', debut: undefined, dispensateur: { raisonSociale: 'Sans SIRET' } }];
    expect(fautes(saisie).map((f) => [f.chemin, f.regle])).toEqual(
      expect.arrayContaining([
        ['intitule', 'R4'],
        ['sessions[0].enseignement', 'R4'],
        ['sessions[0].fin', 'R4'],
        ['sessions[0].placesConventionnees', 'R4'],
        ['sessions[0].contact.nom', 'R4'],
        ['sessions[0].lieu.voie', 'R4'],
        ['sessions[0].lieu.cpVille', 'R4'],
        ['sessions[0].icos[0].voie', 'R4'],
        ['sessions[0].icos[0].fin', 'R21'],
        ['sessions[1].debut', 'R4'],
        ['sessions[1].dispensateur', 'R10'],
      ]),
    );
    for (const f of fautes(saisie)) expect(f.message).not.toMatch(FAUTES);
  });

  it('R4: stars that depend on another answer: places under convention call for their number; a place, unless it is all at a distance', () => {
    expect(dites('sessions.0.placesConventionnees', undefined)).toEqual([['sessions[0].placesConventionnees', 'R4']]);
    expect(dites('sessions.0.lieu', undefined)).toEqual([['sessions[0].lieu', 'R10']]);
    expect(fautes(ficheExemple({}, { lieu: undefined, enseignement: '3' }))).toEqual([]);
    expect(fautes(ficheExemple({}, { conventionnees: false, placesConventionnees: undefined }))).toEqual([]);
  });

  it('what SMF accepts, the hub’s reading of LHEO accepts: nothing is typed for nothing', () => {
    const etrange = fc.constantFrom<unknown>(
      '',
      ' ',
      'x',
      'é'.repeat(256),
      '1506',
      ['15061', '15062', '15063', '15064', '15065'],
      ['abc'],
      null,
      0,
      -1,
      {},
      [],
    );
    const adresses = ['responsable.adresse', 'sessions.0.lieu', 'sessions.0.inscription', 'sessions.0.icos.0'];
    const cles = ['nom', 'voie', 'complement', 'complement2', 'cpVille'].flatMap((c) => adresses.map((a) => `${a}.${c}`));
    const chemins = [...CHAMPS_FICHE.map((c) => c.chemin), ...CHAMPS_SESSION.map((c) => `sessions.0.${c.chemin}`), ...cles];
    fc.assert(
      fc.property(fc.constantFrom(...chemins), etrange, (ou, v) => {
        const lu = controlerFiche(avec(ou, v));
        if (lu.ok) recue(lu.fiche);
      }),
      { numRuns: 150 },
    );
    // Each text as long as its screen allows.
    const prefixes: [readonly { chemin: string; sorte: string; max?: number }[], string][] = [
      [CHAMPS_FICHE, ''],
      [CHAMPS_SESSION, 'sessions.0.'],
      [CHAMPS_ICO, 'sessions.0.icos.0.'],
    ];
    for (const [champs, prefixe] of prefixes)
      for (const { chemin, sorte, max } of champs) {
        if (sorte !== 'texte' || max === undefined) continue;
        const lu = controlerFiche(avec(`${prefixe}${chemin}`, 'é'.repeat(max)));
        expect(lu.ok, chemin).toBe(true);
        if (lu.ok) recue(lu.fiche);
      }
  });

  it('what is not a fiche is refused without a crash, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (v) => !controlerFiche(v).ok));
    fc.assert(
      fc.property(fc.constantFrom(...CHAMPS_FICHE, ...CHAMPS_SESSION), fc.jsonValue(), (c, v) => {
        const chemin = CHAMPS_FICHE.includes(c) ? c.chemin : `sessions.0.${c.chemin}`;
        controlerFiche(avec(chemin, v));
      }),
    );
  });

  it('R10: sessions that do not share place, dispensateur and organisation are not one fiche', () => {
    const [s] = ficheExemple().sessions as [FicheSmf['sessions'][number]];
    const autre = { ...s, numero: '103726', dispensateur: { siret: MANDATAIRE, raisonSociale: 'OF Mandataire' } };
    expect(fautes({ ...ficheExemple(), sessions: [s, { ...s, numero: '103726' }] })).toEqual([]);
    expect(fautes({ ...ficheExemple(), sessions: [s, autre] })).toMatchObject([{ chemin: 'sessions[1].dispensateur', regle: 'R10' }]);
  });
});
