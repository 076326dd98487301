import { describe, expect, it } from 'vitest';
import { SIRET } from '../../e2e/outils/exemples.ts';
import { lu, posee } from '../socle/pieces.ts';
import { refusDuCompte } from './acces.ts';
import { Compte, Session } from './store.ts';

const S = '103725';
const session = Session.schema.parse({ numero: S, debut: '2026-12-07', siretDispensateur: SIRET, etatRecrutement: 'OUVERT' });
const convention = { debut: '2026-11-24', fin: '2026-11-30' };
const compte = Compte.schema.parse({ siret: SIRET, actif: true, courriel: 'of@organisme.example', convention });
const lignes = [posee(Session, S, session), posee(Compte, SIRET, compte)].map((p) => ({ ...p, demande: p.cle }));
const a = (instant: string) => refusDuCompte(lu(lignes), S, Date.parse(instant))?.code;

describe('the account of an OF in Kairos', () => {
  it('R44: a convention is valid from the first to the last of its days, in Paris', () => {
    expect(a('2026-11-23T22:59:59Z')).toBe('CONVENTION_NON_VALIDE');
    expect(a('2026-11-23T23:00:00Z')).toBeUndefined();
    expect(a('2026-11-30T22:59:59Z')).toBeUndefined();
    expect(a('2026-11-30T23:00:00Z')).toBe('CONVENTION_NON_VALIDE');
  });
});
