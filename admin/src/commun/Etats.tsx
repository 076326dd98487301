/** The three states that every screen shares besides « full »: loading, error, empty. */
import { Box, Button, Skeleton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { textes } from '../textes.ts';

export const Chargement = ({ lignes = 4, hauteur = 84 }: { lignes?: number; hauteur?: number }) => (
  <Box role="status" aria-label={textes.etats.chargement} sx={{ display: 'grid', gap: 1.5 }}>
    {Array.from({ length: lignes }, (_, i) => (
      <Skeleton key={String(i)} variant="rounded" height={hauteur} />
    ))}
  </Box>
);

export const Echec = ({ erreur, reessayer }: { erreur: Error; reessayer: () => unknown }) => (
  <Message role="alert" titre={textes.etats.echec} detail={erreur.message}>
    <Button variant="outlined" onClick={() => void reessayer()}>
      {textes.etats.reessayer}
    </Button>
  </Message>
);

export const Vide = ({ titre, detail, children }: { titre: string; detail?: string; children?: ReactNode }) => (
  <Message titre={titre} detail={detail}>
    {children}
  </Message>
);

const Message = ({ titre, detail, children, role }: { titre: string; detail?: string | undefined; children?: ReactNode; role?: 'alert' }) => (
  <Box role={role} sx={{ textAlign: 'center', py: 8, px: 3, bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1.5 }}>
    <Typography component="p" variant="h2" sx={{ mb: 0.5 }}>
      {titre}
    </Typography>
    {detail ? (
      <Typography color="text.secondary" sx={{ mb: children ? 2 : 0, maxWidth: '60ch', mx: 'auto' }}>
        {detail}
      </Typography>
    ) : null}
    {children}
  </Box>
);

type Requete<T> = { data: T | undefined; error: Error | null; refetch: () => unknown };

/** Shows what `requete` has come to; an error never hides data already shown. */
export const Etats = <T,>({ requete, children, lignes }: { requete: Requete<T>; children: (lu: T) => ReactNode; lignes?: number }) => {
  if (requete.data !== undefined) return children(requete.data);
  if (requete.error) return <Echec erreur={requete.error} reessayer={requete.refetch} />;
  return <Chargement {...(lignes ? { lignes } : {})} />;
};
