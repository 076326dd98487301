import { describe, expect, it } from 'vitest';
import { CODE_ETAT_FICHE, EtatFiche } from '../codes.ts';
import { FAUTES } from '../fautes.ts';
import { typo } from '../francais.ts';
import { type Machine, permet } from '../machine.ts';
import { MACHINE_CANDIDATURE, MACHINE_CRENEAU } from './creneau.ts';
import { MACHINE_DEMANDEUR } from './demandeur.ts';
import { MACHINE_FICHE } from './fiche.ts';
import { MACHINE_PARCOURS } from './parcours.ts';
import { MACHINE_PUBLICATION, MACHINE_RECRUTEMENT } from './session.ts';

const MACHINES = [MACHINE_FICHE, MACHINE_PUBLICATION, MACHINE_RECRUTEMENT, MACHINE_CRENEAU, MACHINE_CANDIDATURE, MACHINE_PARCOURS, MACHINE_DEMANDEUR].map(
  (m) => [m.nom, m as Machine<string>] as const, // only names are read here
);

describe('each machine', () => {
  it.each(MACHINES)('%s: every state is reached, is said in good French, and lets go unless it is final', (_nom, m) => {
    const etats = Object.keys(m.etats);
    const atteints = new Set([m.initial]);
    for (let avant = 0; avant < atteints.size; ) {
      avant = atteints.size;
      for (const t of m.transitions) if (atteints.has(t.de)) atteints.add(t.vers);
    }
    expect([...atteints].sort()).toEqual(etats.sort());
    for (const t of m.transitions) expect(etats).toEqual(expect.arrayContaining([t.de, t.vers]));
    for (const etat of etats)
      if (!m.finaux.includes(etat))
        expect(
          m.transitions.some((t) => t.de === etat),
          etat,
        ).toBe(true);
    expect(new Set(m.transitions.map((t) => `${t.de} ${t.vers}`)).size).toBe(m.transitions.length);
    for (const texte of [...Object.values(m.etats), ...m.transitions.flatMap((t) => [t.qui, t.quand])]) expect(typo(texte)).not.toMatch(FAUTES);
  });
});

describe('the fiche', () => {
  it('R1: only the Carif makes it valid, from what it has before it', () => {
    const versValidee = MACHINE_FICHE.transitions.filter((t) => t.vers === 'VALIDEE');
    expect(versValidee.map((t) => t.qui)).toEqual(['Carif-Oref', 'Carif-Oref']);
    for (const etat of EtatFiche.options) expect(permet(MACHINE_FICHE, etat, 'VALIDEE')).toBe(['SOUMISE', 'MODIFIEE_A_REVALIDER'].includes(etat));
    expect(CODE_ETAT_FICHE).toEqual({ EN_SAISIE: '01', SOUMISE: '03', A_CORRIGER: '04', MODIFIEE_A_REVALIDER: '05', VALIDEE: '06', ARCHIVEE: '09' });
  });
});
