/** What an import did, as the API answers it and as a terminal shows it. */
import { z } from 'zod';
import { type Faute, phraseFaute } from '../../domain/lheo/faute.ts';

export const EtatCatalogue = z.enum(['EN_RECEPTION', 'RECU', 'EN_COURS', 'TERMINE', 'REFUSE']);
export type EtatCatalogue = z.infer<typeof EtatCatalogue>;

export const ErreurImport = z.object({
  formation: z.string().nullable().meta({ description: 'Numéro de la formation ; nul quand le fichier entier est en cause.' }),
  ligne: z.number().int(),
  chemin: z.string().nullable().meta({ description: 'Chemin de l’élément en cause.', example: 'formation/action/session[2]/periode' }),
  message: z.string().meta({ description: 'Ce qui ne va pas, la valeur et la règle.' }),
});
export type ErreurImport = z.infer<typeof ErreurImport>;

export const Rapport = z
  .object({
    id: z.string(),
    etat: EtatCatalogue,
    octets: z.number().int(),
    lus: z.number().int().meta({ description: 'Formations lues.' }),
    acceptes: z.number().int(),
    inchanges: z.number().int(),
    refuses: z.number().int(),
    erreurs: z.array(ErreurImport),
  })
  .meta({ id: 'RapportCatalogue', description: 'Compte rendu d’un import LHEO.' });
export type Rapport = z.infer<typeof Rapport>;

/** What the import had to repair or assume; a remark that changed nothing is not in the report. */
const REPARATIONS = ['SIRET', 'R1', 'R4', 'R20'];

export const erreursDe = (formation: string | null, fautes: readonly Faute[], avertissements: readonly Faute[]): ErreurImport[] => [
  ...fautes.map((f) => ({ formation, ligne: f.ligne, chemin: f.chemin, message: phraseFaute(f) })),
  ...avertissements
    .filter((f) => fautes.length === 0 && REPARATIONS.includes(f.regle))
    .map((f) => ({ formation, ligne: f.ligne, chemin: f.chemin, message: `Avertissement : ${phraseFaute(f)}` })),
];

/** 0: all accepted or unchanged; 2: some refused; 1: unreadable. */
export const codeSortie = (rapport: Rapport): 0 | 1 | 2 => (rapport.etat === 'REFUSE' ? 1 : rapport.refuses > 0 ? 2 : 0);

const nombre = (n: number, un: string, plusieurs = `${un}s`): string => `${n.toLocaleString('fr-FR')} ${n > 1 ? plusieurs : un}`;

export const rapportTexte = (r: Rapport): string => {
  // The sentence about a whole file already says its line and column.
  if (r.etat === 'REFUSE') return ['Catalogue illisible, rien n’a été importé.', ...r.erreurs.map((e) => `  ${e.message}`)].join('\n');
  const lignes = r.erreurs.map((e) => `  ligne ${e.ligne}${e.formation ? `, formation ${e.formation}` : ''}${e.chemin ? `, ${e.chemin}` : ''} : ${e.message}`);
  const bilan = [
    nombre(r.lus, 'formation lue', 'formations lues'),
    nombre(r.acceptes, 'acceptée'),
    nombre(r.inchanges, 'inchangée'),
    nombre(r.refuses, 'refusée'),
  ];
  return [`Catalogue ${r.id} : ${bilan.join(', ')}.`, ...lignes].join('\n');
};
