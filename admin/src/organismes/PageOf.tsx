/** The page of an organisme: seen as it sees it, or given again by mail to the known address. */
import { Button, Stack } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCanAccess } from 'react-admin';
import { LienOfCree } from '../../../api/contract/admin.ts';
import { Confirmation } from '../commun/Confirmation.tsx';
import { useDire, useDonnees } from '../commun/requetes.ts';
import { suivi } from '../textes/suivi.ts';

const t = suivi.organismes;
type Pour = 'voir' | 'regenerer';
const ACTES = { voir: { libelle: t.voir, effet: t.voirEffet }, regenerer: { libelle: t.regenerer, effet: t.regenererEffet } } satisfies Record<Pour, object>;

export const PageOf = ({ siret }: { siret: string }) => {
  const donnees = useDonnees();
  const dire = useDire();
  const [pour, demander] = useState<Pour | null>(null);
  const { canAccess } = useCanAccess({ resource: 'blocages', action: 'agir' });
  const agir = useMutation({
    mutationFn: (choix: Pour) => donnees.appeler(`/api/admin/organismes/${siret}/lien`, LienOfCree, { methode: 'POST', corps: { pour: choix } }),
    onSuccess: ({ url, phrase }) => {
      if (url !== null) window.open(url, '_blank', 'noopener,noreferrer');
      dire(phrase, 'success');
    },
    onError: (erreur) => dire(erreur.message, 'error'),
    onSettled: () => demander(null),
  });
  if (!canAccess) return null;
  return (
    <Stack spacing={1} sx={{ alignItems: 'start' }}>
      <Button variant="outlined" onClick={() => demander('voir')}>
        {t.voir}
      </Button>
      <Button onClick={() => demander('regenerer')}>{t.regenerer}</Button>
      {pour === null ? null : (
        <Confirmation ouvert {...ACTES[pour]} enCours={agir.isPending} confirmer={() => agir.mutate(pour)} fermer={() => demander(null)} />
      )}
    </Stack>
  );
};
