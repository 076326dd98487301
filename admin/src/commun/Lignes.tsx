/** The accessible table: caption, scoped headers, a real link in each row's header cell, a labelled box to check when rows are to be chosen. */
import { Checkbox, Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import type { Theme } from '@mui/material/styles';
import { visuallyHidden } from '@mui/utils';
import type { ReactNode } from 'react';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';
import { empiler, ROLES, TETE } from './empiler.ts';

export type Colonne<L> = {
  cle: string;
  titre: string;
  rendu: (ligne: L) => ReactNode;
  droite?: boolean;
  largeur?: string | number /** On a phone it takes the whole width, without its title. */;
  pleine?: boolean;
};
export type Colonnes<L> = readonly [Colonne<L>, ...Colonne<L>[]];
export type Choix<L> = { coches: ReadonlySet<string>; cocher: (cles: ReadonlySet<string>) => void; nom: (ligne: L) => string };
type Props<L> = {
  legende: string;
  /** The first one heads the row and holds its link. */
  colonnes: Colonnes<L>;
  lignes: readonly L[];
  cle: (ligne: L) => string;
  /** Echo, as a left border, of what the row already says in words. */
  ton?: ((ligne: L) => Ton | null) | undefined;
  choix?: Choix<L> | undefined;
  /** Inside a panel: no border of its own. */
  nu?: boolean;
};

export const Lignes = <L,>({ legende, colonnes, lignes, cle, ton, choix, nu = false }: Props<L>) => {
  const [tete, ...autres] = colonnes;
  return (
    <TableContainer
      {...(nu ? {} : { component: Paper, variant: 'outlined' as const })}
      tabIndex={0}
      role="region"
      aria-label={nu ? textes.actions.tableau(legende) : legende}
    >
      <Table size={nu ? 'small' : 'medium'} role="table" sx={empiler}>
        <caption style={visuallyHidden as object}>{legende}</caption>
        <TableHead {...ROLES.groupe}>
          <TableRow {...ROLES.rang}>
            {choix ? <Entete lignes={lignes} cle={cle} choix={choix} /> : null}
            {colonnes.map((c) => (
              <TableCell key={c.cle} {...ROLES.colonne} align={c.droite ? 'right' : 'left'} sx={{ width: c.largeur }}>
                {c.titre}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody {...ROLES.groupe}>
          {lignes.map((ligne) => (
            <TableRow key={cle(ligne)} {...ROLES.rang} data-ligne={cle(ligne)} data-nu={nu ? '' : undefined} hover sx={rangee(ton?.(ligne))}>
              {choix ? (
                <TableCell padding="checkbox" {...ROLES.cellule} data-coche="">
                  <Case ligne={ligne} cle={cle(ligne)} choix={choix} />
                </TableCell>
              ) : null}
              <TableCell {...TETE} sx={{ fontWeight: 'inherit' }}>
                {tete.rendu(ligne)}
              </TableCell>
              {autres.map((c) => (
                <TableCell key={c.cle} {...ROLES.cellule} data-titre={c.pleine ? undefined : c.titre} align={c.droite ? 'right' : 'left'}>
                  {c.rendu(ligne)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};

/** The tone of a row is a line along it: beside what heads it, or along the whole card on a phone. */
const rangee = (ton: Ton | null | undefined) => (theme: Theme) => {
  const filet = ton ? { boxShadow: `inset 4px 0 0 ${theme.palette.jetons.tons[ton].texte}` } : {};
  return {
    '&:focus-within': { bgcolor: 'action.hover' },
    '&:last-child > *': { border: 0 },
    '& > th': filet,
    [theme.breakpoints.down('sm')]: filet,
  };
};

const Case = <L,>({ ligne, cle, choix }: { ligne: L; cle: string; choix: Choix<L> }) => {
  const basculer = (oui: boolean): void => choix.cocher(oui ? new Set([...choix.coches, cle]) : new Set([...choix.coches].filter((c) => c !== cle)));
  return (
    <Checkbox
      size="small"
      checked={choix.coches.has(cle)}
      onChange={(_, oui) => basculer(oui)}
      slotProps={{ input: { 'aria-label': `${textes.actions.cocher} ${choix.nom(ligne)}`, ...DATA_CHOIX } }}
    />
  );
};
/** The key x presses it. */
const DATA_CHOIX = { 'data-choix': '' };

const Entete = <L,>({ lignes, cle, choix }: { lignes: readonly L[]; cle: (l: L) => string; choix: Choix<L> }) => {
  const toutes = lignes.every((l) => choix.coches.has(cle(l)));
  return (
    <TableCell padding="checkbox" {...ROLES.colonne} data-coche="">
      <Checkbox
        size="small"
        checked={toutes}
        indeterminate={!toutes && choix.coches.size > 0}
        onChange={(_, oui) => choix.cocher(new Set(oui ? lignes.map(cle) : []))}
        slotProps={{ input: { 'aria-label': textes.actions.cocherTout } }}
      />
    </TableCell>
  );
};
