/** The ladder: one line per step, each field labelled with its step. */
import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import { Box, Button, IconButton, MenuItem, TextField } from '@mui/material';
import type { Delai } from '../../../domain/ouvres.ts';
import { Canal, Destinataire } from '../../../domain/politiques.ts';
import { politiques as t } from '../textes/politiques.ts';
import type { Niveau } from './formes.ts';

type Unite = keyof typeof t.unites;
const UNITES: readonly Unite[] = ['heures', 'joursOuvres', 'jours'];
const uniteDe = (d: Delai): Unite => ('heures' in d ? 'heures' : 'joursOuvres' in d ? 'joursOuvres' : 'jours');
const valeurDe = (d: Delai): number => ('heures' in d ? d.heures : 'joursOuvres' in d ? d.joursOuvres : d.jours);
const delai = (unite: Unite, valeur: number): Delai =>
  unite === 'heures' ? { heures: valeur } : unite === 'joursOuvres' ? { joursOuvres: valeur } : { jours: valeur };

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

const Etape = ({ n, rang, modifiable, changer, retirer }: EtapeProps) => {
  const unite = uniteDe(n.apres);
  return (
    <Box role="group" aria-label={t.etape(rang)} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, alignItems: 'center' }}>
      <Liste
        libelle={t.niveau}
        valeur={String(n.niveau)}
        choix={t.niveaux.map((mot, i) => [String(i), mot] as const)}
        choisir={(v) => changer({ niveau: Number(v) })}
        inactif={!modifiable}
      />
      <TextField
        type="number"
        size="small"
        label={t.apres}
        value={valeurDe(n.apres)}
        disabled={!modifiable}
        onChange={(e) => changer({ apres: delai(unite, Number(e.target.value)) })}
        sx={{ width: 100 }}
        slotProps={{ htmlInput: { min: 0 } }}
      />
      <Liste
        libelle={t.unite}
        valeur={unite}
        choix={UNITES.map((u) => [u, t.unites[u]] as const)}
        choisir={(v) => changer({ apres: delai(UNITES.find((u) => u === v) ?? 'heures', valeurDe(n.apres)) })}
        inactif={!modifiable}
      />
      <Liste
        libelle={t.destinataire}
        valeur={n.destinataire}
        choix={Destinataire.options.map((d) => [d, t.destinataires[d]] as const)}
        choisir={(v) => changer({ destinataire: Destinataire.parse(v) })}
        inactif={!modifiable}
      />
      <Liste
        libelle={t.canal}
        valeur={n.canal}
        choix={Canal.options.map((c) => [c, t.canaux[c]] as const)}
        choisir={(v) => changer({ canal: Canal.parse(v) })}
        inactif={!modifiable}
      />
      {modifiable && retirer ? (
        <IconButton aria-label={t.retirer(rang)} onClick={retirer}>
          <DeleteOutlined />
        </IconButton>
      ) : null}
    </Box>
  );
};

type ListeProps = { libelle: string; valeur: string; choix: readonly (readonly [string, string])[]; choisir: (v: string) => void; inactif: boolean };

const Liste = ({ libelle, valeur, choix, choisir, inactif }: ListeProps) => (
  <TextField
    select
    size="small"
    label={libelle}
    value={valeur}
    disabled={inactif}
    onChange={(e) => choisir(e.target.value)}
    sx={{ width: { xs: '100%', sm: 200 } }}
  >
    {choix.map(([code, mot]) => (
      <MenuItem key={code} value={code}>
        {mot}
      </MenuItem>
    ))}
  </TextField>
);
