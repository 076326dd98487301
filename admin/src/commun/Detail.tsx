/** A page about one thing: the way back, then the four states of what was read. */
import { Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Title } from 'react-admin';
import type { z } from 'zod';
import { Etats } from './Etats.tsx';
import { Lien } from './Lien.tsx';
import { RYTHME, useDonnees } from './requetes.ts';

type Props<T> = { titre: string; retour: string; vers: string; chemin: string; forme: z.ZodType<T>; children: (lu: T) => ReactNode };

export const Detail = <T,>({ titre, retour, vers, chemin, forme, children }: Props<T>) => {
  const donnees = useDonnees();
  const requete = useQuery({ queryKey: [chemin], queryFn: ({ signal }) => donnees.appeler(chemin, forme, { signal }), refetchInterval: RYTHME });
  return (
    <>
      <Title title={titre} />
      <Box sx={{ mb: 2 }}>
        <Lien vers={vers}>← {retour}</Lien>
      </Box>
      <Etats requete={requete}>{children}</Etats>
    </>
  );
};

/** The business instant of this page: its own answer carries none. */
export const useInstant = (): string => {
  const donnees = useDonnees();
  const lu = useQuery({ queryKey: ['compteurs'], queryFn: ({ signal }) => donnees.compteurs('', signal), refetchInterval: RYTHME });
  return lu.data?.maintenant ?? new Date().toISOString();
};
