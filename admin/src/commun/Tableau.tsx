/** The table over react-admin's list context: loading, error and empty are said in words; rows by pages. */
import type { ReactNode } from 'react';
import { Pagination, type RaRecord, useListContext } from 'react-admin';
import type { Ton } from '../gabarit/theme.ts';
import { Chargement, Echec } from './Etats.tsx';
import { type Choix, type Colonnes, Lignes } from './Lignes.tsx';

export type { Colonne } from './Lignes.tsx';

type Props<L extends RaRecord> = {
  legende: string;
  colonnes: Colonnes<L>;
  vide: ReactNode;
  ton?: (ligne: L) => Ton | null;
  choix?: Choix<L>;
};

export const Tableau = <L extends RaRecord>({ legende, colonnes, vide, ton, choix }: Props<L>) => {
  const { data, error, isPending, total, refetch } = useListContext<L>();
  if (data === undefined && error) return <Echec erreur={error} reessayer={refetch} />;
  if (isPending || data === undefined) return <Chargement lignes={6} hauteur={52} />;
  if (data.length === 0) return vide;
  return (
    <>
      <Lignes legende={legende} colonnes={colonnes} lignes={data} cle={(l) => String(l.id)} ton={ton} choix={choix} />
      {(total ?? 0) > data.length ? <Pagination rowsPerPageOptions={[25, 50, 100]} /> : null}
    </>
  );
};
