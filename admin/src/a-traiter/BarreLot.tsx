/** The same act on what is ticked, or on all that the filters hold: announced, then done by a durable operation. Refused (409) if the number moved. */
import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { Apercu, CodeAction, type FiltreOperation } from '../../../api/contract/admin.ts';
import type { Action } from '../../../domain/situation.ts';
import { ChampsRemede } from '../commun/ChampsRemede.tsx';
import { Confirmation } from '../commun/Confirmation.tsx';
import { type DemandeVeille, DialogueVeille } from '../commun/DialogueVeille.tsx';
import { complete, VIERGE } from '../commun/remede.ts';
import { useDonnees, useLancerOperation } from '../commun/requetes.ts';
import { causeTextes as t } from '../textes/cause.ts';
import { textes } from '../textes.ts';

export type Portee = { filtre: z.infer<typeof FiltreOperation>; nombre: number; coches: number };
type Props = { actions: readonly Action[]; portee: Portee; maintenant: string; fini: () => void };

export const BarreLot = ({ actions, portee, maintenant, fini }: Props) => {
  if (portee.nombre === 0 || actions.length === 0) return null;
  return (
    <Box role="group" aria-label={t.lot} data-lot="" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.5, minHeight: 40 }}>
      <Typography role="status" sx={{ fontWeight: 600, mr: 1 }}>
        {portee.coches > 0 ? t.coches(portee.coches) : t.tout(portee.nombre)}
      </Typography>
      {actions.map((a) => (
        <ActeLot key={a.code} action={a} portee={portee} maintenant={maintenant} fini={fini} />
      ))}
      {portee.coches > 0 ? <Button onClick={fini}>{t.toutDecocher}</Button> : null}
    </Box>
  );
};

/** `libelle`: what its button says, when it is not the act and its number. */
export const ActeLot = ({ action, portee, maintenant, fini, libelle }: Omit<Props, 'actions'> & { action: Action; libelle?: string }) => {
  const [ouvert, ouvrir] = useState(false);
  const [saisie, saisir] = useState(VIERGE);
  const donnees = useDonnees();
  const lancer = useLancerOperation();
  const code = CodeAction.parse(action.code);
  const { filtre } = portee;
  const apercu = useQuery({
    queryKey: ['apercu', code, filtre],
    queryFn: ({ signal }) => donnees.appeler('/api/admin/operations/apercu', Apercu, { methode: 'POST', corps: { code, filtre }, signal }),
    enabled: ouvert,
    gcTime: 0,
  });
  const nombreAttendu = apercu.data?.nombre ?? portee.nombre;
  const fermer = (): void => {
    ouvrir(false);
    saisir(VIERGE);
  };
  const suite = {
    onSuccess: () => {
      fermer();
      fini();
    },
    onError: fermer,
  };
  const bouton = (
    <Button variant="outlined" onClick={() => ouvrir(true)}>
      {libelle ?? t.acte(action.libelle, portee.nombre)}
    </Button>
  );
  if (code === 'mettreEnVeille')
    return (
      <>
        {bouton}
        <DialogueVeille
          ouvert={ouvert}
          maintenant={maintenant}
          enCours={lancer.isPending}
          fermer={fermer}
          dormir={(veille: DemandeVeille) => lancer.mutate({ code, filtre, nombreAttendu, ...veille }, suite)}
        />
      </>
    );
  return (
    <>
      {bouton}
      <Confirmation
        ouvert={ouvert}
        libelle={action.libelle}
        effet={apercu.data?.phrase ?? apercu.error?.message ?? textes.etats.chargement}
        precision={action.effet}
        enCours={lancer.isPending}
        incomplet={!apercu.data || apercu.data.possibles === 0 || !complete(code, saisie, true)}
        confirmer={() => lancer.mutate({ code, filtre, nombreAttendu, ...(saisie.motif.trim() !== '' && { motif: saisie.motif.trim() }) }, suite)}
        fermer={fermer}
      >
        <ChampsRemede code={code} blocage={null} maintenant={maintenant} saisie={saisie} saisir={saisir} />
      </Confirmation>
    </>
  );
};
