import { describe, expect, it } from 'vitest';
import type { Presence, Suite } from './codes.ts';
import { FAUTES } from './fautes.ts';
import { DIT_CANDIDATURE, DIT_FENETRE, DIT_RDV, etatCandidature, etatFenetre, etatRdv } from './recrutement-vu.ts';

const [AVANT, DEBUT, PENDANT, FIN, APRES] = [0, 10, 15, 20, 30];
const creneau = (annule = false) => ({ debut: DEBUT, fin: FIN, annule });
const place = (presence: Presence | null = null, suite: Suite | null = null, annule = false) => ({ presence, suite, annule });

describe('as Kairos shows them', () => {
  it('§d.4, R16: an appointment is proposed, taken, given up or withdrawn, then waits for what is said of who had it', () => {
    expect(etatRdv(creneau(), null, AVANT)).toBe('PROPOSE');
    expect(etatRdv(creneau(), place(), AVANT)).toBe('RESERVE');
    expect(etatRdv(creneau(), place(null, null, true), AVANT)).toBe('ANNULE_CANDIDAT');
    expect(etatRdv(creneau(true), place(null, null, true), AVANT)).toBe('ANNULE_OF');
    expect(etatRdv(creneau(true), null, AVANT)).toBe('ANNULE_OF');
    expect(etatRdv(creneau(), place(), PENDANT)).toBe('A_RENSEIGNER');
    expect(etatRdv(creneau(), place('ABSENT'), APRES)).toBe('ABSENT');
    expect(etatRdv(creneau(), place('ABSENT_EXCUSE'), APRES)).toBe('ABSENT');
    expect(etatRdv(creneau(), place('PRESENT'), APRES)).toBe('PRESENT');
    for (const suite of ['RETENU', 'NON_RETENU', 'LISTE_ATTENTE'] as const) expect(etatRdv(creneau(), place('PRESENT', suite), APRES)).toBe(suite);
  });

  it('§d.5, R17: a window is planned, open, closed; a candidature is received, studied, called, answered, or without sequel', () => {
    expect([AVANT, PENDANT, APRES].map((t) => etatFenetre(creneau(), t))).toEqual(['PLANIFIEE', 'OUVERTE', 'FERMEE']);
    expect(etatFenetre(creneau(true), PENDANT)).toBe('ANNULEE');
    const etat = (p: ReturnType<typeof place>, quand: number, convoquee = false, annule = false) =>
      etatCandidature(creneau(annule), { ...p, convoquee }, quand);
    expect(etat(place(), PENDANT)).toBe('RECUE');
    expect(etat(place(), APRES)).toBe('A_L_ETUDE');
    expect(etat(place(), APRES, true)).toBe('CONVOQUEE');
    expect(etat(place('PRESENT', 'RETENU'), APRES, true)).toBe('RETENUE');
    expect(etat(place(null, 'NON_RETENU'), APRES)).toBe('NON_RETENUE');
    expect(etat(place(null, 'LISTE_ATTENTE'), APRES)).toBe('LISTE_ATTENTE');
    expect(etat(place(null, null, true), PENDANT)).toBe('SANS_SUITE');
    expect(etat(place(null, null, true), PENDANT, false, true)).toBe('ANNULEE');
  });

  it('each state has its word, in good French', () => {
    for (const mot of [DIT_RDV, DIT_FENETRE, DIT_CANDIDATURE].flatMap((d) => Object.values(d))) expect(mot).not.toMatch(FAUTES);
  });
});
