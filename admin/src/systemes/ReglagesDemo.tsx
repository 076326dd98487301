/** Demonstration only: break a partner (outage, slowness, refusals) and repair it. The partner itself keeps the setting. */
import { Box, FormControlLabel, Switch, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useCanAccess } from 'react-admin';
import type { DemandeReglages, Reglages, SystemeDetail } from '../../../api/contract/admin.ts';
import { useDire, useDonnees, useRelire } from '../commun/requetes.ts';
import { textes } from '../textes.ts';

const t = textes.systemes;
const LENT_MS = 3000;

export const ReglagesDemo = ({ systeme, reglages }: { systeme: SystemeDetail; reglages: Reglages }) => {
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  const { canAccess } = useCanAccess({ resource: 'reglages', action: 'changer' });
  const regler = useMutation({
    mutationFn: (demande: DemandeReglages) => donnees.reglerSysteme(systeme.code, demande),
    onSuccess: (s) => dire(t.regle(s.nom), 'success'),
    onError: (erreur) => dire(erreur.message, 'error'),
    onSettled: relire,
  });
  if (!canAccess) return null;
  const bascule = (libelle: string, actif: boolean, demande: (oui: boolean) => DemandeReglages) => (
    <FormControlLabel
      sx={{ justifyContent: 'space-between', mx: 0 }}
      labelPlacement="start"
      control={<Switch size="small" checked={actif} disabled={regler.isPending} onChange={(_, oui) => regler.mutate(demande(oui))} />}
      label={libelle}
    />
  );
  return (
    <Box component="fieldset" sx={{ border: 0, borderTop: 1, borderColor: 'divider', m: 0, mt: 0.5, p: 0, pt: 1.25, display: 'grid' }}>
      <Typography component="legend" variant="caption" color="text.secondary" sx={{ p: 0, float: 'left', mb: 0.5 }}>
        {t.demonstration}
      </Typography>
      {bascule(t.panne, reglages.indisponibleJusqua !== null, (oui) => ({ enPanne: oui }))}
      {bascule(t.lenteur, reglages.latenceMs >= LENT_MS, (oui) => ({ latenceMs: oui ? LENT_MS : 0 }))}
      {bascule(t.refus, reglages.tauxRefus > 0, (oui) => ({ tauxRefus: oui ? 0.5 : 0 }))}
    </Box>
  );
};
