/** What the checker says of effects done twice or heard out of order, and what it rightly lets pass. */
import { describe, expect, it } from 'vitest';
import { avec, honnete, ligne, P1, PARCOURS, POS } from './honnete.ts';
import type { Ligne, Lu, Systeme } from './lu.ts';

const auLedger = (systeme: Systeme, lignes: Ligne[]): Partial<Lu> => ({ ledgers: { ...honnete().ledgers, [systeme]: lignes } });

describe('twice, or out of order', () => {
  it('notices an effect done twice: under one key, under two', () => {
    const [une, ...reste] = honnete().ledgers.ouiform as [Ligne, ...Ligne[]];
    expect(avec(auLedger('ouiform', [une, { ...une, rang: 9 }, ...reste]))).not.toEqual([]);
    const autre = { ...une, rang: 9, cle: une.cle.replace(POS, `${POS}:bis`) };
    expect(avec(auLedger('ouiform', [une, ...reste, autre]))).toEqual([
      `double : ouiform parcours:${PARCOURS} /positionnements positionnement dit deux fois (1, 9)`,
    ]);
    expect(avec(auLedger('ouiform', [une, ...reste, { ...une, rang: 9, rejeu: true }]))).toEqual([]);
    expect(avec(auLedger('ouiform', [une, ...reste, { ...une, rang: 9, statut: 409 }]))).toEqual([]);
  });

  it('does not take a correction back and forth for a double', () => {
    const l = honnete().ledgers.ouiform as Ligne[];
    const dit = (rang: number, empreinte: string) => ({ ...ligne(rang, '/suivis', 'ouiform.suivre', `presence:${POS}:8.${rang}`), empreinte });
    const corrige = [...l.filter((x) => x.rang !== 2), dit(2, 'A'), dit(6, 'P'), dit(7, 'A'), dit(8, 'P')];
    expect(avec(auLedger('ouiform', corrige))).toEqual([]);
    expect(avec(auLedger('ouiform', [...corrige, dit(9, 'P')]))).toHaveLength(1);
  });

  it('does not take a decision given again after an absence for a double: it had fallen with the presence', () => {
    const l = honnete().ledgers.ouiform as Ligne[];
    const dit = (rang: number, quoi: string, empreinte: string) => ({ ...ligne(rang, '/suivis', 'ouiform.suivre', `${quoi}:${POS}:8.${rang}`), empreinte });
    const redonnee = [...l, dit(6, 'suite', 'R'), dit(7, 'presence', 'A'), dit(8, 'presence', 'P'), dit(9, 'suite', 'R')];
    expect(avec(auLedger('ouiform', redonnee))).toEqual([]);
    expect(avec(auLedger('ouiform', [...redonnee, dit(10, 'suite', 'R')]))).toHaveLength(1);
  });

  it('lets a word be told again where something else was typed meanwhile, and only there', () => {
    const l = honnete().ledgers.kairos as Ligne[];
    const redit = { ...ligne(9, '/presences', 'kairos.saisirPresences', `presence:${POS}:8.9`), empreinte: l[1]?.empreinte ?? '' };
    const aLaMain = { ...ligne(8, '/actes/presence.saisie', '', ''), cle: 'vie-28-12-presences' };
    expect(avec(auLedger('kairos', [...l, redit]))).toHaveLength(1);
    expect(avec(auLedger('kairos', [...l, aLaMain, redit]))).toEqual([]);
    expect(avec(auLedger('kairos', [...l, { ...aLaMain, statut: 409 }, redit]))).toHaveLength(1);
    const redite = (rang: number) => ({ ...ligne(rang, '/presences', 'kairos.saisirPresences', `redite:${POS}:${rang}`), empreinte: 'P' });
    const deux = [aLaMain, { ...aLaMain, rang: 9, cle: 'vie-28-13-suites', route: '/actes/suite.saisie' }];
    expect(avec(auLedger('kairos', [...l, ...deux, redite(10), redite(11)]))).toEqual([]);
    expect(avec(auLedger('kairos', [...l, ...deux, redite(10), redite(11), redite(12)]))).toHaveLength(1);
  });

  it('R36: notices what AUDE is told at the réinscription out of its order, or twice', () => {
    const rejeu = (rang: number, n: number, route: string): Ligne => ({
      ...{ rang, route, empreinte: `${rang}`, statut: 200, rejeu: false },
      ...{ cle: `demandeur:${P1}:rejouer:${n}`, reference: `7100001C:${PARCOURS}` },
    });
    expect(avec(auLedger('aude', [rejeu(1, 1, '/prescriptions'), rejeu(2, 2, '/ais'), rejeu(3, 3, '/entrees')]))).toEqual([]);
    expect(avec(auLedger('aude', [rejeu(1, 2, '/prescriptions'), rejeu(2, 1, '/ais')]))).toEqual([`désordre : aude demandeur:${P1} rejoue 1 après 2`]);
    expect(avec(auLedger('aude', [rejeu(1, 1, '/entrees'), rejeu(2, 2, '/ais')]))).toEqual([`désordre : aude ${PARCOURS} inscription après entree`]);
    expect(avec(auLedger('aude', [rejeu(1, 1, '/ais'), rejeu(2, 1, '/ais')])).filter((f) => /double|rejoue/.test(f))).toHaveLength(2);
    // The path itself goes on before what was kept has been told.
    const [, , entree] = honnete().ledgers.aude as [Ligne, Ligne, Ligne];
    expect(avec(auLedger('aude', [entree, rejeu(8, 1, '/prescriptions'), rejeu(9, 2, '/ais')])).filter((f) => f.startsWith('désordre'))).toHaveLength(1);
  });

  it('notices a step that the journal says twice, or not at all', () => {
    const dites = (combien: number) =>
      new Map([[PARCOURS, new Map([...honnete().parcours.flatMap((p) => p.etapes.map((e) => [e.etape, 1] as const)), ['INSCRIT', combien]])]]);
    expect(avec({ etapesDites: dites(1) })).toEqual([]);
    expect(avec({ etapesDites: dites(2) })).toEqual([`double : journal INSCRIT ${PARCOURS} (2 pour 1)`]);
    expect(avec({ etapesDites: dites(0) })).toEqual([`perdu : journal INSCRIT ${PARCOURS} (0 pour 1)`]);
  });

  it('positioned again, she lives anew: each life has its order', () => {
    const autre = (l: Ligne): Ligne => ({
      ...l,
      rang: l.rang + 20,
      empreinte: `${l.empreinte}2`,
      cle: l.cle.replaceAll(POS, '99999999-9999-4999-8999-999999999999'),
    });
    const { ouiform, kairos } = honnete().ledgers;
    expect(avec(auLedger('kairos', [...kairos, ...kairos.map(autre)])).filter((f) => f.startsWith('désordre'))).toEqual([]);
    const [positionner, ...suite] = ouiform.map(autre) as [Ligne, ...Ligne[]];
    const inverse = [...ouiform, positionner, ...suite.map((l) => ({ ...l, rang: 60 - l.rang }))].toSorted((a, b) => a.rang - b.rang);
    expect(avec(auLedger('ouiform', inverse)).filter((f) => f.startsWith('désordre'))).not.toEqual([]);
  });

  it('R36: AUDEF counts the AIS once AUDE has it, however late, and otherwise in its turn', () => {
    const tard = [ligne(49, '/suivis', 'audef.suivre', `entree:${POS}`), ligne(50, '/ais', 'audef.enregistrerAis', `ais:${POS}`)];
    const audef = [...honnete().ledgers.audef, ...tard];
    const desordres = (lu: Partial<Lu>) => avec(lu).filter((f) => f.startsWith('désordre : audef'));
    expect(desordres(auLedger('audef', audef))).toHaveLength(1);
    const rejeu: Ligne = { ...ligne(9, '/ais', '', ''), cle: `demandeur:${P1}:rejouer:1`, reference: `7100001C:${PARCOURS}` };
    expect(desordres({ ledgers: { ...honnete().ledgers, audef, aude: [rejeu] } })).toEqual([]);
  });

  it('takes a word of the hub that corrects what was typed in Kairos for the correction that it is', () => {
    const [positionner, presence, suite, inscrire] = honnete().ledgers.kairos as [Ligne, Ligne, Ligne, Ligne];
    const aLaMain = { ...ligne(3, '/actes/suite.saisie', '', ''), cle: 'vie-28-12-suites' };
    const corrigee = [positionner, presence, inscrire, { ...suite, rang: 6 }];
    const desordre = `désordre : kairos ${PARCOURS} suite après inscrire`;
    const reprise = ligne(8, '/inscriptions/annulations', 'kairos.annulerInscription', `inscription-annulee:${POS}`);
    expect(avec(auLedger('kairos', corrigee))).toContain(desordre);
    expect(avec(auLedger('kairos', [...corrigee, aLaMain]))).toContain(desordre);
    expect(avec(auLedger('kairos', [...corrigee, reprise]))).toContain(desordre);
    expect(avec(auLedger('kairos', [...corrigee, aLaMain, reprise]))).not.toContain(desordre);
    expect(avec(auLedger('kairos', [...corrigee, { ...aLaMain, rang: 5 }, reprise]))).toContain(desordre);
  });

  it('notices what one system heard out of order', () => {
    const inverse = honnete().ledgers.ouiform.map((l) => (l.rang === 2 ? { ...l, rang: 4 } : l));
    expect(avec(auLedger('ouiform', inverse))).toEqual([`désordre : ouiform ${PARCOURS} presence après suite`]);
    const entree = honnete().ledgers.aude.map((l) => (l.route === '/entrees' ? { ...l, rang: 0 } : l));
    expect(avec(auLedger('aude', entree))).toEqual([`désordre : aude ${PARCOURS} positionnement après entree`]);
  });
});
