/** Folded: what the engine says of the flow, each call under way, and the way to Temporal UI. */
import { Box, Link, Paper } from '@mui/material';
import type { ParcoursDetail } from '../../../api/contract/admin.ts';
import { Definitions } from '../commun/Bloc.tsx';
import { jourHeure } from '../commun/dates.ts';
import { textes } from '../textes.ts';

const t = textes.parcours;

export const Technique = ({ p: { technique } }: { p: ParcoursDetail }) => (
  <Paper component="details" variant="outlined" sx={{ p: 2, '& summary': { cursor: 'pointer', fontWeight: 600 } }}>
    <summary>{t.technique}</summary>
    <Box sx={{ mt: 1.5 }}>
      <Definitions
        lignes={[
          [t.workflow, <code key="w">{technique.workflow}</code>],
          [t.etatProcessus, technique.moteur ? `${technique.etat} (${technique.moteur.etat})` : `${technique.etat} — ${t.moteurMuet}`],
          [t.version, technique.version],
          [t.appels, <Appels key="a" moteur={technique.moteur} />],
          ...(technique.lienTemporal ? ([['Temporal', <Temporal key="t" lien={technique.lienTemporal} />]] as const) : []),
        ]}
      />
    </Box>
  </Paper>
);

const Temporal = ({ lien }: { lien: string }) => (
  <Link href={lien} target="_blank" rel="noreferrer">
    {t.temporal}
  </Link>
);

const Appels = ({ moteur }: { moteur: ParcoursDetail['technique']['moteur'] }) => {
  if (!moteur || moteur.enAttente.length === 0) return t.rienEnAttente;
  return (
    <Box component="ul" sx={{ m: 0, pl: 2 }}>
      {moteur.enAttente.map((a) => (
        <li key={`${a.activite}-${a.essai}`}>
          <code>{a.activite}</code>
          {` — ${[t.essai(a.essai), a.erreur, a.prochainReel ? t.prochain(jourHeure(a.prochainReel)) : null].filter(Boolean).join(', ')}`}
        </li>
      ))}
    </Box>
  );
};
