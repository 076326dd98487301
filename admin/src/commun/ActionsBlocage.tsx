/** What an operator can do about one blocage: its remedy first, then sleep, then « je m’en occupe ». The keys r, v and a press these buttons. */
import { Box, Button, Dialog, DialogContent, DialogContentText, DialogTitle, Stack, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { type BlocageLigne, CodeAction } from '../../../api/contract/admin.ts';
import type { Action } from '../../../domain/situation.ts';
import { textes } from '../textes.ts';
import { Confirmation } from './Confirmation.tsx';
import { jourHeure } from './dates.ts';
import { useActionBlocage } from './requetes.ts';

type Props = { blocage: BlocageLigne; maintenant: string };

export const ActionsBlocage = ({ blocage, maintenant }: Props) => {
  const remedes = blocage.situation.actions.filter((a) => a.code !== 'mettreEnVeille' && a.code !== 'prendreEnCharge');
  const racine = useId();
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: { xs: 'wrap', md: 'nowrap' },
          '& .MuiButton-root': { whiteSpace: 'nowrap', px: 1.25 },
          columnGap: 0.5,
          rowGap: 0.5,
          alignItems: 'center',
        }}
      >
        {remedes.map((action, rang) => (
          <Remede key={action.code} blocage={blocage} action={action} principal={rang === 0} motif={`${racine}${action.code}`} />
        ))}
        <Veille blocage={blocage} maintenant={maintenant} />
        <Charge blocage={blocage} />
      </Box>
      {remedes.map(({ code, indisponible }) =>
        indisponible ? (
          <Typography key={code} id={`${racine}${code}`} variant="caption" component="p" color="text.secondary" sx={{ mt: 0.5 }}>
            {indisponible.jusqua ? textes.aTraiter.indisponible(jourHeure(indisponible.jusqua)) : indisponible.motif}
          </Typography>
        ) : null,
      )}
    </>
  );
};

type RemedeProps = { blocage: BlocageLigne; action: Action; principal: boolean; motif: string };

const Remede = ({ blocage, action, principal, motif }: RemedeProps) => {
  const [ouvert, ouvrir] = useState(false);
  const agir = useActionBlocage();
  const code = CodeAction.safeParse(action.code);
  if (!code.success) return null;
  const confirmer = () => agir.mutate({ blocage: blocage.id, code: code.data }, { onSettled: () => ouvrir(false) });
  return (
    <>
      <Button
        variant={principal ? 'contained' : 'outlined'}
        disabled={action.indisponible !== undefined}
        aria-describedby={action.indisponible ? motif : undefined}
        data-remede={principal ? '' : undefined}
        onClick={() => ouvrir(true)}
      >
        {action.libelle}
      </Button>
      <Confirmation ouvert={ouvert} libelle={action.libelle} effet={action.effet} enCours={agir.isPending} confirmer={confirmer} fermer={() => ouvrir(false)} />
    </>
  );
};

const DUREES = { P1D: 1, P3D: 3, P7D: 7 } as const;
const JOUR_MS = 86_400_000;

const Veille = ({ blocage, maintenant }: Props) => {
  const [ouvert, ouvrir] = useState(false);
  const agir = useActionBlocage();
  const titre = useId();
  const dormir = (jours: number) => {
    const jusqua = new Date(Date.parse(maintenant) + jours * JOUR_MS).toISOString();
    agir.mutate({ blocage: blocage.id, code: 'mettreEnVeille', demande: { jusqua } }, { onSettled: () => ouvrir(false) });
  };
  return (
    <>
      <Button data-veille="" onClick={() => ouvrir(true)}>
        {textes.actions.veille}
      </Button>
      <Dialog open={ouvert} onClose={() => ouvrir(false)} aria-labelledby={titre} maxWidth="xs" fullWidth>
        <DialogTitle id={titre}>{textes.actions.veilleTitre}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>{textes.actions.veilleAide}</DialogContentText>
          <Stack spacing={1}>
            {Object.entries(DUREES).map(([cle, jours], rang) => (
              <Button key={cle} variant="outlined" autoFocus={rang === 0} disabled={agir.isPending} onClick={() => dormir(jours)}>
                {textes.actions.veilles[cle as keyof typeof DUREES]}
              </Button>
            ))}
            <Button onClick={() => ouvrir(false)}>{textes.actions.annuler}</Button>
          </Stack>
        </DialogContent>
      </Dialog>
    </>
  );
};

const Charge = ({ blocage }: { blocage: BlocageLigne }) => {
  const agir = useActionBlocage();
  if (blocage.priseEnCharge) {
    return (
      <Typography variant="caption" component="p" color="text.secondary" sx={{ alignSelf: 'center' }}>
        {textes.actions.chargePar(blocage.priseEnCharge.par)}
      </Typography>
    );
  }
  return (
    <Button data-charge="" loading={agir.isPending} onClick={() => agir.mutate({ blocage: blocage.id, code: 'prendreEnCharge' })}>
      {textes.actions.charge}
    </Button>
  );
};
