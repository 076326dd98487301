/** A delay: so many hours, working days or days. And the short list that such forms are made of. */
import { MenuItem, TextField } from '@mui/material';
import type { Delai } from '../../../domain/ouvres.ts';
import { politiques as t } from '../textes/politiques.ts';

type Unite = keyof typeof t.unites;
const UNITES: readonly Unite[] = ['heures', 'joursOuvres', 'jours'];
const uniteDe = (d: Delai): Unite => ('heures' in d ? 'heures' : 'joursOuvres' in d ? 'joursOuvres' : 'jours');
const valeurDe = (d: Delai): number => ('heures' in d ? d.heures : 'joursOuvres' in d ? d.joursOuvres : d.jours);
const delai = (unite: Unite, valeur: number): Delai =>
  unite === 'heures' ? { heures: valeur } : unite === 'joursOuvres' ? { joursOuvres: valeur } : { jours: valeur };

type Props = { libelle: string; valeur: Delai; changer: (d: Delai) => void; inactif: boolean };

export const ChampDelai = ({ libelle, valeur, changer, inactif }: Props) => {
  const unite = uniteDe(valeur);
  return (
    <>
      <TextField
        type="number"
        size="small"
        label={libelle}
        value={valeurDe(valeur)}
        disabled={inactif}
        onChange={(e) => changer(delai(unite, Number(e.target.value)))}
        sx={{ width: 100 }}
        slotProps={{ htmlInput: { min: 0 } }}
      />
      <Liste
        libelle={t.unite}
        valeur={unite}
        choix={UNITES.map((u) => [u, t.unites[u]] as const)}
        choisir={(v) => changer(delai(UNITES.find((u) => u === v) ?? 'heures', valeurDe(valeur)))}
        inactif={inactif}
        largeur={150}
      />
    </>
  );
};

type ListeProps = {
  libelle: string;
  valeur: string;
  choix: readonly (readonly [string, string])[];
  choisir: (v: string) => void;
  inactif: boolean;
  largeur?: number;
};

export const Liste = ({ libelle, valeur, choix, choisir, inactif, largeur = 200 }: ListeProps) => (
  <TextField
    select
    size="small"
    label={libelle}
    value={valeur}
    disabled={inactif}
    onChange={(e) => choisir(e.target.value)}
    sx={{ width: { xs: '100%', sm: largeur } }}
  >
    {choix.map(([code, mot]) => (
      <MenuItem key={code} value={code}>
        {mot}
      </MenuItem>
    ))}
  </TextField>
);
