/**
 * The accessible list: a real table (caption, scoped headers), a real link in each row's header cell, no clickable row.
 * Reads the list context; loading, error and empty are said in words.
 */
import { Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import type { ReactNode } from 'react';
import { Pagination, type RaRecord, useListContext } from 'react-admin';
import type { Ton } from '../gabarit/theme.ts';
import { Chargement, Echec } from './Etats.tsx';

export type Colonne<L> = { cle: string; titre: string; rendu: (ligne: L) => ReactNode; droite?: boolean; largeur?: string | number };
type Props<L extends RaRecord> = {
  legende: string;
  /** The first one heads the row and holds its link. */
  colonnes: readonly [Colonne<L>, ...Colonne<L>[]];
  vide: ReactNode;
  /** Echo, as a left border, of what the row already says in words. */
  ton?: (ligne: L) => Ton | null;
};

export const Tableau = <L extends RaRecord>({ legende, colonnes, vide, ton }: Props<L>) => {
  const { data, error, isPending, total, refetch } = useListContext<L>();
  if (data === undefined && error) return <Echec erreur={error} reessayer={refetch} />;
  if (isPending || data === undefined) return <Chargement lignes={6} hauteur={52} />;
  if (data.length === 0) return vide;
  const [tete, ...autres] = colonnes;
  return (
    <>
      <TableContainer component={Paper} variant="outlined" tabIndex={0} role="region" aria-label={legende}>
        <Table>
          <caption style={visuallyHidden as object}>{legende}</caption>
          <TableHead>
            <TableRow>
              {colonnes.map((c) => (
                <TableCell key={c.cle} scope="col" align={c.droite ? 'right' : 'left'} sx={{ width: c.largeur }}>
                  {c.titre}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {data.map((ligne) => (
              <TableRow
                key={String(ligne.id)}
                data-ligne={String(ligne.id)}
                hover
                sx={{ '&:focus-within': { bgcolor: 'action.hover' }, '&:last-child > *': { border: 0 } }}
              >
                <TableCell
                  component="th"
                  scope="row"
                  sx={(t) => ({ fontWeight: 'inherit', boxShadow: filet(ton?.(ligne), (x) => t.palette.jetons.tons[x].texte) })}
                >
                  {tete.rendu(ligne)}
                </TableCell>
                {autres.map((c) => (
                  <TableCell key={c.cle} align={c.droite ? 'right' : 'left'}>
                    {c.rendu(ligne)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {(total ?? 0) > data.length ? <Pagination rowsPerPageOptions={[25, 50, 100]} /> : null}
    </>
  );
};

const filet = (ton: Ton | null | undefined, couleur: (ton: Ton) => string): string => (ton ? `inset 4px 0 0 ${couleur(ton)}` : 'none');
