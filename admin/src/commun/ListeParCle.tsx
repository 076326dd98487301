/** A list read by key, its filters in the address: « Voir la suite » adds what follows, nothing moves above. The four states in words. */
import { Box, Button } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { cadre } from '../textes/cadre.ts';
import { Chargement, Echec } from './Etats.tsx';
import { ContexteFiltrage, enTextes, useFiltrageAdresse } from './filtrage.ts';
import { ListeVide } from './ListeVide.tsx';
import { useDonnees } from './requetes.ts';

type Page = { elements: unknown[]; suivant: string | null };
type Element<P extends Page> = P['elements'][number];
type Props<P extends Page> = {
  chemin: string;
  forme: z.ZodType<P>;
  /** Added to the filters of the address. */
  fixe?: Record<string, string>;
  /** Parameters of the address that the API does not know. */
  masques?: readonly string[];
  filtres?: ReactNode;
  vide: { titre: string; detail?: string; filtree: string };
  rythme?: number;
  children: (elements: Element<P>[], premiere: P) => ReactNode;
};

export const ListeParCle = <P extends Page>({ chemin, forme, fixe = {}, masques = [], filtres, vide, rythme, children }: Props<P>) => {
  const donnees = useDonnees();
  const filtrage = useFiltrageAdresse(masques);
  const requete = useInfiniteQuery({
    queryKey: [chemin, fixe, filtrage.valeurs],
    queryFn: ({ pageParam, signal }) =>
      donnees.appeler(chemin, forme, { signal, recherche: { ...enTextes(filtrage.valeurs), ...fixe, ...(pageParam === '' ? {} : { apres: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page: P) => page.suivant,
    ...(rythme === undefined ? {} : { refetchInterval: rythme }),
  });
  const [premiere] = requete.data?.pages ?? [];
  const elements: Element<P>[] = requete.data?.pages.flatMap((p): P['elements'] => p.elements) ?? [];
  return (
    <ContexteFiltrage value={filtrage}>
      {filtres}
      {premiere === undefined ? (
        requete.error ? (
          <Echec erreur={requete.error} reessayer={requete.refetch} />
        ) : (
          <Chargement lignes={6} hauteur={52} />
        )
      ) : elements.length === 0 ? (
        <ListeVide {...(vide.detail ? { detail: vide.detail } : {})} titre={vide.titre} filtree={vide.filtree} />
      ) : (
        children(elements, premiere)
      )}
      {requete.hasNextPage ? (
        <Box sx={{ textAlign: 'center', mt: 2 }}>
          <Button variant="outlined" loading={requete.isFetchingNextPage} onClick={() => void requete.fetchNextPage()}>
            {cadre.etats.suite}
          </Button>
        </Box>
      ) : null}
    </ContexteFiltrage>
  );
};
