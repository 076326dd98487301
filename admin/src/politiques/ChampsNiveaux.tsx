/** The ladder: one line per step, each field labelled with its step. */
import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import { Box, Button, IconButton, Typography } from '@mui/material';
import { Canal, Destinataire } from '../../../domain/politiques.ts';
import { politiques as t } from '../textes/politiques.ts';
import { ChampDelai, Liste } from './ChampDelai.tsx';
import type { Niveau } from './formes.ts';

const NOUVEAU: Niveau = { niveau: 4, apres: { joursOuvres: 10 }, destinataire: 'REGION', canal: 'TABLEAU' };

type Props = { niveaux: Niveau[]; changer: (niveaux: Niveau[]) => void; modifiable: boolean };

export const ChampsNiveaux = ({ niveaux, changer, modifiable }: Props) => (
  <>
    <Box sx={{ display: 'grid', gap: 2 }}>
      {niveaux.map((n, rang) => (
        <Etape
          key={String(rang)}
          n={n}
          rang={rang + 1}
          modifiable={modifiable}
          changer={(morceau) => changer(niveaux.map((x, i) => (i === rang ? { ...x, ...morceau } : x)))}
          retirer={niveaux.length > 1 ? () => changer(niveaux.filter((_, i) => i !== rang)) : null}
        />
      ))}
    </Box>
    {modifiable && niveaux.length < 12 ? (
      <Button variant="outlined" sx={{ mt: 2 }} onClick={() => changer([...niveaux, NOUVEAU])}>
        {t.ajouter}
      </Button>
    ) : null}
  </>
);

type EtapeProps = { n: Niveau; rang: number; modifiable: boolean; changer: (morceau: Partial<Niveau>) => void; retirer: (() => void) | null };

const Etape = ({ n, rang, modifiable, changer, retirer }: EtapeProps) => (
  <Box role="group" aria-label={t.etape(rang)} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, alignItems: 'center' }}>
    <Liste
      libelle={t.niveau}
      valeur={String(n.niveau)}
      choix={t.niveaux.map((mot, i) => [String(i), mot] as const)}
      choisir={(v) => changer({ niveau: Number(v) })}
      inactif={!modifiable}
    />
    <ChampDelai libelle={t.apres} valeur={n.apres} changer={(apres) => changer({ apres })} inactif={!modifiable} />
    <Liste
      libelle={t.destinataire}
      valeur={n.destinataire}
      choix={Destinataire.options.map((d) => [d, t.destinataires[d]] as const)}
      choisir={(v) => changer({ destinataire: Destinataire.parse(v) })}
      largeur={240}
      inactif={!modifiable}
    />
    <Liste
      libelle={t.canal}
      valeur={n.canal}
      choix={Canal.options.map((c) => [c, t.canaux[c]] as const)}
      choisir={(v) => changer({ canal: Canal.parse(v) })}
      inactif={!modifiable}
    />
    {n.acteur ? (
      <Typography variant="body2" color="text.secondary">
        {t.seulementSi(t.acteurs[n.acteur])}
      </Typography>
    ) : null}
    {modifiable && retirer ? (
      <IconButton aria-label={t.retirer(rang)} onClick={retirer}>
        <DeleteOutlined />
      </IconButton>
    ) : null}
  </Box>
);
