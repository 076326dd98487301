/** The form of a remedy: the motif, whom to propose which slot, the value that holds, how many were not retained. */
import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, Stack, TextField } from '@mui/material';
import type { BlocageLigne, CodeAction } from '../../../api/contract/admin.ts';
import { textes } from '../textes.ts';
import { AutreCreneau } from './AutreCreneau.tsx';
import { champsDe, type Saisie } from './remede.ts';

const t = textes.actions;
/** `blocage`: null for an act on many. */
type Props = { code: CodeAction; blocage: BlocageLigne | null; maintenant: string; saisie: Saisie; saisir: (s: Saisie) => void };

export const ChampsRemede = ({ code, blocage, maintenant, saisie, saisir }: Props) => {
  const champs = champsDe(code, blocage === null);
  const changer = (morceau: Partial<Saisie>): void => saisir({ ...saisie, ...morceau });
  if (champs.length === 0) return null;
  return (
    <Stack spacing={2} sx={{ mt: 2 }}>
      {champs.includes('creneau') && blocage ? <AutreCreneau blocage={blocage} maintenant={maintenant} saisie={saisie} changer={changer} /> : null}
      {champs.includes('valeur') && blocage?.valeurs ? (
        <FormControl>
          <FormLabel id="valeur-juste" sx={{ color: 'text.primary' }}>
            {blocage.valeurs.champ}
          </FormLabel>
          <RadioGroup aria-labelledby="valeur-juste" value={saisie.valeur} onChange={(_, v) => changer({ valeur: v === 'smf' ? 'smf' : 'kairos' })}>
            <FormControlLabel value="smf" control={<Radio />} label={t.valeurDite(t.valeurs.smf, blocage.valeurs.smf)} />
            <FormControlLabel value="kairos" control={<Radio />} label={t.valeurDite(t.valeurs.kairos, blocage.valeurs.kairos)} />
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
