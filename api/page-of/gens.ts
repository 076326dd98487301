/** The people of a page: their name for who must answer about them, and the tool they came by (R29: never the network). */
import { OUTIL_DU_RESEAU, Outil } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';

const NOM_OUTIL: Record<Outil, string> = { AUDEF: 'AUDEF', OUIFORM: 'OUIFORM', KAIROS: 'Kairos', PE_FR: 'pe.fr' };
export const direOutil = (outil: string): string => NOM_OUTIL[Outil.catch(OUTIL_DU_RESEAU.OF).parse(outil)];

export const nomsDe = async (hub: Hub, personnes: readonly string[]): Promise<(personne: string) => string> => {
  const lues = await hub.personne.findMany({ where: { id: { in: [...personnes] } }, select: { id: true, nom: true, prenom: true } });
  const noms = new Map(lues.map((p) => [p.id, `${p.prenom} ${p.nom}`]));
  return (personne) => noms.get(personne) ?? 'Personne';
};

/** Who acted, as the organisme may read it. */
export const direAuteur = (par: string): string => {
  const [genre, code] = par.split(':');
  if (genre === 'of') return 'votre organisme';
  if (genre === 'cle') return 'votre logiciel';
  if (genre === 'systeme') return code === 'smf' ? 'Saisir ma formation' : direOutil((code ?? '').toUpperCase());
  return 'l’équipe d’animation';
};
