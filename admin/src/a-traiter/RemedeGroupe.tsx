/** The main remedy of a cause, on all of it at once: the number announced is the number sent, or nothing is (409). */
import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { CodeAction, type Groupe } from '../../../api/contract/admin.ts';
import { REMEDES } from '../../../domain/remedes.ts';
import { Confirmation } from '../commun/Confirmation.tsx';
import { jourHeure } from '../commun/dates.ts';
import { useActionBlocage, useLancerOperation } from '../commun/requetes.ts';
import { textes } from '../textes.ts';

export const RemedeGroupe = ({ groupe }: { groupe: Groupe }) => {
  const [ouvert, ouvrir] = useState(false);
  const tous = useLancerOperation();
  const un = useActionBlocage();
  const { remede } = groupe;
  const code = CodeAction.safeParse(remede?.code);
  if (!remede || !code.success) return null;
  if (remede.possibles === 0) {
    return remede.jusqua ? (
      <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '24ch', textAlign: { sm: 'right' } }}>
        {textes.aTraiter.indisponible(jourHeure(remede.jusqua))}
      </Typography>
    ) : null;
  }
  const seul = remede.blocage;
  // What must be told something is done on the cause's own screen.
  if (REMEDES[code.data].exige.length > 0) return null;
  if (!seul && !(remede.groupable && code.data === 'relancer')) return null;
  const fermer = (): void => ouvrir(false);
  const confirmer = (): void => {
    if (seul) un.mutate({ blocage: seul, code: code.data }, { onSettled: fermer });
    else tous.mutate({ code: code.data, filtre: { cause: groupe.cause, onglet: groupe.onglet }, nombreAttendu: groupe.nombre }, { onSettled: fermer });
  };
  const ignores = groupe.nombre - remede.possibles;
  return (
    <>
      <Button variant="contained" data-remede="" onClick={() => ouvrir(true)}>
        {remede.libelle}
      </Button>
      <Confirmation
        ouvert={ouvert}
        libelle={remede.libelle}
        effet={seul ? remede.effet : `${remede.effet} ${textes.actions.groupe(remede.possibles)}`}
        precision={ignores > 0 ? textes.actions.ignores(ignores) : null}
        enCours={tous.isPending || un.isPending}
        confirmer={confirmer}
        fermer={fermer}
      />
    </>
  );
};
