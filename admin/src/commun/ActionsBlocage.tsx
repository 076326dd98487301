/** What an operator can do about one blocage: its remedy first, then sleep, then « je m’en occupe ». The keys r, v and a press these buttons. */
import { Box, Button, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { type BlocageLigne, CodeAction } from '../../../api/contract/admin.ts';
import type { Action } from '../../../domain/situation.ts';
import { textes } from '../textes.ts';
import { ChampsRemede } from './ChampsRemede.tsx';
import { Confirmation } from './Confirmation.tsx';
import { DialogueVeille } from './DialogueVeille.tsx';
import { jourHeure } from './dates.ts';
import { champsDe, complete, demandeDe, VIERGE } from './remede.ts';
import { useActionBlocage } from './requetes.ts';

type Props = { blocage: BlocageLigne; maintenant: string };

export const ActionsBlocage = ({ blocage, maintenant }: Props) => {
  const { actions } = blocage.situation;
  const remedes = actions.filter((a) => a.code !== 'mettreEnVeille' && a.code !== 'prendreEnCharge');
  const offre = (code: CodeAction): boolean => actions.some((a) => a.code === code);
  const racine = useId();
  if (actions.length === 0) return blocage.priseEnCharge ? <Charge blocage={blocage} /> : null;
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          '& .MuiButton-root': { whiteSpace: 'nowrap', px: 1.25 },
          columnGap: 0.5,
          rowGap: 0.5,
          alignItems: 'center',
        }}
      >
        {remedes.map((action, rang) => (
          <Remede key={action.code} blocage={blocage} maintenant={maintenant} action={action} principal={rang === 0} motif={`${racine}${action.code}`} />
        ))}
        {offre('mettreEnVeille') ? <Veille blocage={blocage} maintenant={maintenant} /> : null}
        {offre('prendreEnCharge') ? <Charge blocage={blocage} /> : null}
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

type RemedeProps = Props & { action: Action; principal: boolean; motif: string };

const Remede = ({ blocage, maintenant, action, principal, motif }: RemedeProps) => {
  const [ouvert, ouvrir] = useState(false);
  const [saisie, saisir] = useState(VIERGE);
  const agir = useActionBlocage();
  const code = CodeAction.safeParse(action.code);
  if (!code.success) return null;
  const formulaire = champsDe(code.data).length > 0;
  const fermer = (): void => {
    ouvrir(false);
    saisir(VIERGE);
    agir.reset();
  };
  // What was typed is kept when it is refused; without a form there is nothing to correct.
  const confirmer = (): void =>
    agir.mutate(
      { blocage: blocage.id, code: code.data, demande: demandeDe(code.data, saisie) },
      { onSuccess: fermer, ...(formulaire ? {} : { onError: fermer }) },
    );
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
      <Confirmation
        ouvert={ouvert}
        libelle={action.libelle}
        effet={action.effet}
        enCours={agir.isPending}
        incomplet={!complete(code.data, saisie)}
        erreur={formulaire ? (agir.error?.message ?? null) : null}
        confirmer={confirmer}
        fermer={fermer}
      >
        <ChampsRemede code={code.data} blocage={blocage} maintenant={maintenant} saisie={saisie} saisir={saisir} />
      </Confirmation>
    </>
  );
};

const Veille = ({ blocage, maintenant }: Props) => {
  const [ouvert, ouvrir] = useState(false);
  const agir = useActionBlocage();
  return (
    <>
      <Button data-veille="" onClick={() => ouvrir(true)}>
        {textes.actions.veille}
      </Button>
      <DialogueVeille
        ouvert={ouvert}
        maintenant={maintenant}
        enCours={agir.isPending}
        fermer={() => ouvrir(false)}
        dormir={(demande) => agir.mutate({ blocage: blocage.id, code: 'mettreEnVeille', demande }, { onSettled: () => ouvrir(false) })}
      />
    </>
  );
};

const Charge = ({ blocage }: { blocage: BlocageLigne }) => {
  const agir = useActionBlocage();
  if (blocage.priseEnCharge) {
    const { par, jusqua } = blocage.priseEnCharge;
    return (
      <Typography variant="caption" component="p" color="text.secondary" sx={{ alignSelf: 'center' }}>
        {textes.actions.chargePar(par, jusqua && jourHeure(jusqua))}
      </Typography>
    );
  }
  return (
    <Button data-charge="" loading={agir.isPending} onClick={() => agir.mutate({ blocage: blocage.id, code: 'prendreEnCharge' })}>
      {textes.actions.charge}
    </Button>
  );
};
