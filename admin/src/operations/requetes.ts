/** The reads and the acts of the bulk operations. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { OperationDetail } from '../../../api/contract/admin.ts';
import { useDire, useDonnees, useRelire } from '../commun/requetes.ts';

export const CHEMIN = '/api/admin/operations';
const VITE = 2_000;

/** Read again quickly while it runs. */
export const useOperation = (id: string, recherche: Record<string, string>) => {
  const donnees = useDonnees();
  return useQuery({
    queryKey: ['operation', id, recherche],
    queryFn: ({ signal }) => donnees.appeler(`${CHEMIN}/${id}`, OperationDetail, { signal, recherche: { ...recherche, taille: 200 } }),
    refetchInterval: ({ state }) => (state.data?.etat === 'EN_COURS' ? VITE : false),
    placeholderData: (avant) => avant,
  });
};

export const useActeOperation = (id: string, acte: 'arret' | 'reprise', dit: string) => {
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  return useMutation({
    mutationFn: () => donnees.appeler(`${CHEMIN}/${id}/${acte}`, OperationDetail, { methode: 'POST' }),
    onSuccess: () => dire(dit, 'success'),
    onError: (erreur) => dire(erreur.message, 'error'),
    onSettled: relire,
  });
};
