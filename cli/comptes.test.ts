import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { motDePasseCorrect } from '../api/acces/secrets.ts';
import { hubDeTest } from '../e2e/outils/base.ts';

const { hub, url, close } = await hubDeTest(2);
afterAll(close);

describe('maillon compte creer', () => {
  const maillon = async (args: string[], entree = ''): Promise<{ code: number | null; dit: string }> => {
    const enfant = spawn(process.execPath, [path.join(import.meta.dirname, 'maillon.mjs'), 'compte', 'creer', ...args], {
      env: { ...process.env, DATABASE_URL: url },
    });
    enfant.stdin.end(entree);
    const fin = new Promise<number | null>((resolve) => enfant.once('close', resolve));
    const [sortie, erreurs, code] = await Promise.all([text(enfant.stdout), text(enfant.stderr), fin]);
    return { code, dit: `${sortie}${erreurs}` };
  };

  it('creates the first administrator, whose password is kept hashed, once', async () => {
    const args = ['--courriel', 'Chef@Maillon.example', '--nom', 'Camille Chef'];
    expect(await maillon(args, 'un mot de passe long\n')).toEqual({ code: 0, dit: 'Compte ADMIN créé pour chef@maillon.example.\n' });
    const compte = await hub.compte.findUniqueOrThrow({ where: { courriel: 'chef@maillon.example' } });
    expect(compte).toMatchObject({ role: 'ADMIN', nom: 'Camille Chef', actif: true });
    expect(compte.motDePasse).not.toContain('mot de passe');
    expect(await motDePasseCorrect('un mot de passe long', compte.motDePasse)).toBe(true);
    expect(await maillon(args, 'un autre mot de passe\n')).toEqual({ code: 1, dit: 'Un compte existe déjà pour chef@maillon.example.\n' });
  }, 60_000);

  it('refuses in one sentence what is not an account', async () => {
    expect(await maillon(['--courriel', 'chef', '--role', 'ROI'])).toEqual({
      code: 1,
      dit: 'Le compte n’est pas créé : l’adresse n’est pas une adresse de courriel ; le rôle est ADMIN, CARIF, REGION, OF ou PRESCRIPTEUR.\n',
    });
    expect(await maillon(['--courriel', 'autre@maillon.example'], 'court\n')).toEqual({ code: 1, dit: 'Le mot de passe doit avoir au moins 12 caractères.\n' });
    expect(await hub.compte.count({ where: { courriel: 'autre@maillon.example' } })).toBe(0);
  }, 60_000);
});
