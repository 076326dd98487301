/** The names behind ids, read in one query per kind for a whole page. */
import { NOM_SYSTEME, Systeme } from '../../domain/codes.ts';
import type { Hub, HubTx } from '../../prisma/hub.ts';
import { organismesDe } from '../lecture/organismes.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uniques = (valeurs: Iterable<string | null | undefined>): string[] => [...new Set([...valeurs].filter((v) => v !== null && v !== undefined))];

/** « Camille R. »: enough to recognise a file on a shared screen. */
export const nomCourt = (p: { nom: string; prenom: string }): string => `${p.prenom} ${p.nom.slice(0, 1).toUpperCase()}.`;

export const nomsPersonnes = async (
  hub: Hub,
  ids: Iterable<string | null>,
): Promise<Map<string, { nom: string; prenom: string; idDE: string | null; dossierImilo: string | null }>> => {
  const lignes = await hub.personne.findMany({
    where: { id: { in: uniques(ids).filter((id) => UUID.test(id)) } },
    select: { id: true, nom: true, prenom: true, idDE: true, dossierImilo: true },
  });
  return new Map(lignes.map((p) => [p.id, p]));
};

/** Who acted, as the journal writes it (`of:<siret>`, `compte:<uuid>`, `cle:<id>`, `systeme:<code>`, `hub`), in words. */
export const nomsActeurs = async (hub: HubTx, codes: Iterable<string | null>): Promise<(code: string) => string> => {
  const parts = uniques(codes).map((c) => c.split(':'));
  const de = (genre: string): string[] => parts.filter(([g]) => g === genre).map(([, id]) => id ?? '');
  const [organismes, comptes, cles] = await Promise.all([
    organismesDe(hub, de('of')),
    hub.compte.findMany({ where: { id: { in: de('compte').filter((id) => UUID.test(id)) } }, select: { id: true, nom: true } }),
    hub.cleApi.findMany({ where: { id: { in: de('cle') } }, select: { id: true, libelle: true } }),
  ]);
  const noms = new Map<string, string>([
    ...[...organismes].map(([siret, { nom }]): [string, string] => [`of:${siret}`, nom]),
    ...comptes.map(({ id, nom }): [string, string] => [`compte:${id}`, nom]),
    ...cles.map(({ id, libelle }): [string, string] => [`cle:${id}`, libelle]),
  ]);
  return (code) => noms.get(code) ?? nomConnu(code);
};

const nomConnu = (code: string): string => {
  const [genre, id] = code.split(':');
  const systeme = Systeme.safeParse(id);
  if (genre === 'systeme' && systeme.success) return NOM_SYSTEME[systeme.data];
  if (code === 'hub' || code === 'maillon') return 'Maillon';
  return genre === 'compte' ? 'Un compte fermé' : genre === 'of' ? 'Un organisme' : genre === 'cle' ? 'Un logiciel client' : code;
};
