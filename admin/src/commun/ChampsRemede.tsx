/** The form of a remedy: the motif, the slot to propose, the value that holds, how many were not retained. */
import { FormControl, FormControlLabel, FormLabel, MenuItem, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type CodeAction, PageCreneaux } from '../../../api/contract/admin.ts';
import { textes } from '../textes.ts';
import { jourHeure } from './dates.ts';
import { champsDe, type Saisie } from './remede.ts';
import { useDonnees } from './requetes.ts';

const t = textes.actions;
type Props = { code: CodeAction; session: string | null; maintenant: string; saisie: Saisie; saisir: (s: Saisie) => void; groupe?: boolean };

export const ChampsRemede = ({ code, session, maintenant, saisie, saisir, groupe = false }: Props) => {
  const champs = champsDe(code, groupe);
  const changer = (morceau: Partial<Saisie>): void => saisir({ ...saisie, ...morceau });
  if (champs.length === 0) return null;
  return (
    <Stack spacing={2} sx={{ mt: 2 }}>
      {champs.includes('creneau') ? (
        <ChoixCreneau session={session} maintenant={maintenant} valeur={saisie.creneau} choisir={(creneau) => changer({ creneau })} />
      ) : null}
      {champs.includes('valeur') ? (
        <FormControl>
          <FormLabel id="valeur-juste" sx={{ color: 'text.primary' }}>
            {t.valeur}
          </FormLabel>
          <RadioGroup aria-labelledby="valeur-juste" value={saisie.valeur} onChange={(_, v) => changer({ valeur: v === 'smf' ? 'smf' : 'kairos' })}>
            <FormControlLabel value="smf" control={<Radio />} label={t.valeurs.smf} />
            <FormControlLabel value="kairos" control={<Radio />} label={t.valeurs.kairos} />
          </RadioGroup>
        </FormControl>
      ) : null}
      {champs.includes('nonRetenus') ? (
        <TextField
          type="number"
          label={t.nonRetenus}
          helperText={t.nonRetenusAide}
          value={saisie.nonRetenus}
          onChange={(e) => changer({ nonRetenus: e.target.value })}
          slotProps={{ htmlInput: { min: 0, max: 500 } }}
        />
      ) : null}
      {champs.includes('motif') ? (
        <TextField
          label={t.motif}
          helperText={t.motifAide}
          required
          autoFocus
          multiline
          minRows={2}
          value={saisie.motif}
          onChange={(e) => changer({ motif: e.target.value })}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      ) : null}
    </Stack>
  );
};

type CreneauProps = { session: string | null; maintenant: string; valeur: string; choisir: (creneau: string) => void };

const ChoixCreneau = ({ session, maintenant, valeur, choisir }: CreneauProps) => {
  const donnees = useDonnees();
  const lu = useQuery({
    queryKey: ['creneauxDe', session],
    queryFn: ({ signal }) => donnees.appeler('/api/admin/creneaux', PageCreneaux, { signal, recherche: { session, statut: 'PUBLIE', taille: 100 } }),
    enabled: session !== null,
  });
  const libres = (lu.data?.elements ?? []).filter((c) => c.placesLibres > 0 && c.debut > maintenant);
  if (lu.data && libres.length === 0) return <Typography role="status">{t.creneauVide}</Typography>;
  return (
    <TextField select required label={t.creneau} value={valeur} onChange={(e) => choisir(e.target.value)} disabled={!lu.data}>
      {libres.map((c) => (
        <MenuItem key={c.id} value={c.id}>
          {t.creneauPlaces(jourHeure(c.debut), c.placesLibres)}
        </MenuItem>
      ))}
    </TextField>
  );
};
