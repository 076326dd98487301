/** From a blocage to what it is about: the parcours, the fiche, else the organisme. */
import { Typography } from '@mui/material';
import type { BlocageLigne } from '../../../api/contract/admin.ts';
import { Lien } from './Lien.tsx';

export const LienBlocage = ({ blocage: b }: { blocage: BlocageLigne }) => {
  const vers = versBlocage(b);
  return vers === null ? <Typography sx={{ fontWeight: 600 }}>{b.objet}</Typography> : <Lien vers={vers}>{b.objet}</Lien>;
};

const versBlocage = ({ parcours, processus, organisme, type }: BlocageLigne): string | null => {
  if (parcours !== null) return `/parcours/${encodeURIComponent(parcours)}/show`;
  if (type === 'fiche' || type === 'demandeur') return `/${type}s/${encodeURIComponent(processus.slice(processus.indexOf(':') + 1))}`;
  if (type === 'systeme') return '/systemes';
  return organisme === null ? null : `/organismes/${organisme.siret}`;
};
