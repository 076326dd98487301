import { Command, CommanderError, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { parlerFrancais } from './francais.ts';

/** A command of every kind, its help and its errors heard. */
const essayer = (args: string[]): string => {
  const dits: string[] = [];
  const ecrire = (texte: string): void => void dits.push(texte);
  const racine = parlerFrancais(new Command('maillon')).exitOverride().helpOption('-h, --help', 'affiche cette aide').helpCommand('help [commande]', 'aide');
  const sous = racine.command('export').argument('<fichier>', 'fichier XML').option('--nom <nom>', 'nom').requiredOption('--courriel <adresse>', 'adresse');
  sous.addOption(new Option('--version <version>', 'version de LHEO').choices(['2.2', '2.3']).default('2.3')).action(() => undefined);
  for (const c of [racine, sous]) c.configureOutput({ ...c.configureOutput(), writeOut: ecrire, writeErr: ecrire });
  try {
    racine.parse(args, { from: 'user' });
  } catch (erreur) {
    if (!(erreur instanceof CommanderError)) throw erreur;
  }
  return dits
    .join('')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .trim();
};

describe('the command line', () => {
  it.each([
    [['exporte'], 'La commande « exporte » n’existe pas. Vouliez-vous dire « export » ?'],
    [['truc'], 'La commande « truc » n’existe pas.'],
    [['export', 'f', '--courriel', 'a', '--non'], 'L’option « --non » n’existe pas. Vouliez-vous dire « --nom » ?'],
    [['export', '--courriel', 'a'], 'Il manque « fichier ».'],
    [['export', 'f'], 'L’option « --courriel <adresse> » est obligatoire.'],
    [['export', 'f', '--courriel'], 'L’option « --courriel <adresse> » attend une valeur.'],
    [['export', 'f', '--courriel', 'a', '--version', '9'], 'L’option « --version <version> » n’accepte pas « 9 ». Choix possibles : 2.2, 2.3.'],
    [['export', 'f', 'g', '--courriel', 'a'], 'Trop de mots : 2 au lieu de 1.'],
  ])('says in French what is wrong with %j', (args, phrase) => {
    expect(essayer(args)).toBe(phrase);
  });

  it('explains itself in French, choices and defaults included', () => {
    const aide = essayer(['export', '--help']);
    expect(aide).toContain('version de LHEO (choix : 2.2, 2.3 ; sans');
    expect(`${aide}${essayer(['--help'])}`).not.toMatch(/choices|default|\[command\]|Usage:|Commands:|display/);
  });
});
