/** The reads and the acts of the screens. Acts are pessimistic: nothing changes on screen before the flow has answered. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useListContext, useNotify } from 'react-admin';
import { z } from 'zod';
import type { CodeAction, DemandeAction, DemandeOperation } from '../../../api/contract/admin.ts';
import type { Donnees } from '../fournisseurs/donnees.ts';
import { textes } from '../textes.ts';
import { operationLancee } from './OperationLancee.tsx';

export const RYTHME = 15_000;
export const useDonnees = (): Donnees => useDataProvider<Donnees>();

/** Who is signed in; whether this is a demonstration. */
export const useMoi = () => {
  const donnees = useDonnees();
  return useQuery({ queryKey: ['moi'], queryFn: () => donnees.moi(), staleTime: Number.POSITIVE_INFINITY });
};

export const useATraiter = () => {
  const donnees = useDonnees();
  return useQuery({ queryKey: ['aTraiter'], queryFn: ({ signal }) => donnees.aTraiter(signal) });
};

/** How many blocages are newer than the screen: asked on its own, so that no row moves under the cursor. */
export const useNouveaux = (depuis: string | undefined) => {
  const donnees = useDonnees();
  const requete = useQuery({
    queryKey: ['compteurs', depuis],
    queryFn: ({ signal }) => donnees.compteurs(depuis ?? '', signal),
    enabled: depuis !== undefined,
    refetchInterval: RYTHME,
  });
  return requete.data?.nouveaux ?? 0;
};

export const useParcoursDetail = (id: string) => {
  const donnees = useDonnees();
  return useQuery({ queryKey: ['parcoursDetail', id], queryFn: ({ signal }) => donnees.parcours(id, signal), refetchInterval: RYTHME });
};

export const useSystemes = () => {
  const donnees = useDonnees();
  return useQuery({ queryKey: ['systemes'], queryFn: ({ signal }) => donnees.systemes(signal), refetchInterval: RYTHME });
};

const Dates = z.object({ maintenant: z.string() });
/** The business instant that came with the list being shown. */
export const useMaintenant = (): string => {
  const lu = Dates.safeParse(useListContext().meta);
  return lu.success ? lu.data.maintenant : new Date(0).toISOString();
};

/** After an act, everything shown is read again. */
export const useRelire = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries();
};

/** Says a sentence that is already French: `_` keeps it from being looked up as a translation key. */
export const useDire = () => {
  const notifier = useNotify();
  return (texte: string, type: 'success' | 'warning' | 'error'): void => notifier(texte, { type, messageArgs: { _: texte } });
};

const message = (erreur: unknown): string => (erreur instanceof Error ? erreur.message : textes.erreurs.reponseInattendue);

export const useActionBlocage = () => {
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  return useMutation({
    mutationFn: (a: { blocage: string; code: CodeAction; demande?: DemandeAction }) => donnees.agir(a.blocage, a.code, a.demande),
    onSuccess: (resultat) => dire(resultat.phrase, resultat.fait ? 'success' : 'warning'),
    onError: (erreur) => dire(message(erreur), 'error'),
    onSettled: relire,
  });
};

/** A bulk act goes on by itself: the screen is told that it has begun, and how many it is about. */
export const useLancerOperation = () => {
  const donnees = useDonnees();
  const notifier = useNotify();
  const dire = useDire();
  const relire = useRelire();
  return useMutation({
    mutationFn: (demande: DemandeOperation) => donnees.lancerOperation(demande),
    onSuccess: (o) => notifier(operationLancee(o), { type: 'success', autoHideDuration: 10_000 }),
    onError: (erreur) => dire(message(erreur), 'error'),
    onSettled: relire,
  });
};
