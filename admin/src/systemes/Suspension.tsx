/** Speak to a partner no more, or speak to it again: asked with a reason, and done once the partner's own flow says so. */
import { Button, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCanAccess } from 'react-admin';
import { z } from 'zod';
import type { SystemeDetail } from '../../../api/contract/admin.ts';
import { Confirmation } from '../commun/Confirmation.tsx';
import { useDire, useDonnees, useRelire } from '../commun/requetes.ts';
import type { Donnees } from '../fournisseurs/donnees.ts';
import { textes } from '../textes.ts';

const t = textes.systemes;
const PAS_MS = 500;
const ESSAIS = 20;

export const Suspension = ({ systeme }: { systeme: SystemeDetail }) => {
  const { code, nom, etat } = systeme;
  const suspendu = etat === 'SUSPENDU';
  const verbe = suspendu ? t.reprise : t.suspension;
  const [ouvert, ouvrir] = useState(false);
  const [motif, motiver] = useState('');
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  const { canAccess } = useCanAccess({ resource: 'reglages', action: 'changer' });
  const decider = useMutation({
    mutationFn: async () => {
      const chemin = `/api/admin/systemes/${code}/${suspendu ? 'reprise' : 'suspension'}`;
      await donnees.appeler(chemin, z.unknown(), { methode: 'POST', corps: { motif: motif.trim() } });
      return attendre(donnees, code, (e) => (e === 'SUSPENDU') !== suspendu);
    },
    onSuccess: (fait) => {
      dire(fait ? verbe.fait(nom) : t.suspensionLente(nom), fait ? 'success' : 'warning');
      fermer();
    },
    onSettled: relire,
  });
  const fermer = (): void => {
    ouvrir(false);
    motiver('');
    decider.reset();
  };
  if (!canAccess) return null;
  return (
    <>
      <Button variant="outlined" onClick={() => ouvrir(true)} aria-label={verbe.nomme(nom)} sx={{ justifySelf: 'start' }}>
        {verbe.bouton}
      </Button>
      <Confirmation
        ouvert={ouvert}
        libelle={verbe.nomme(nom)}
        effet={verbe.effet}
        enCours={decider.isPending}
        incomplet={motif.trim() === ''}
        erreur={decider.error?.message ?? null}
        confirmer={() => decider.mutate()}
        fermer={fermer}
      >
        <TextField
          label={textes.actions.motif}
          helperText={textes.actions.motifAide}
          required
          autoFocus
          fullWidth
          multiline
          minRows={2}
          value={motif}
          onChange={(e) => motiver(e.target.value)}
          sx={{ mt: 2 }}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      </Confirmation>
    </>
  );
};

/** Its flow answers within a second or so; true once the state is the one that was asked for. */
const attendre = async (donnees: Donnees, code: SystemeDetail['code'], voulu: (etat?: SystemeDetail['etat']) => boolean) => {
  for (let essai = 0; essai < ESSAIS; essai++) {
    if (voulu((await donnees.systemes()).systemes.find((s) => s.code === code)?.etat)) return true;
    await new Promise((suite) => setTimeout(suite, PAS_MS));
  }
  return false;
};
