/** What some causes have besides their ladder: when an absence is presumed, how long what waits is kept, the thresholds of their detection. */
import { Box, FormControlLabel, Switch, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import type { CodeCause } from '../../../domain/causes.ts';
import type { Delai } from '../../../domain/ouvres.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../../domain/politiques.ts';
import { MAXIMUM, SEUILS, type Seuils, seuilDe, seuilsDe } from '../../../domain/seuils.ts';
import { politiques as t } from '../textes/politiques.ts';
import { ChampDelai } from './ChampDelai.tsx';

export type Delais = { absenceProvisoire?: Delai | undefined; conservation?: Delai | undefined; seuils?: Seuils | undefined };
type Props = { cause: CodeCause; delais: Delais; changer: (d: Delais) => void; modifiable: boolean };

export const ChampsDelais = ({ cause, delais, changer, modifiable }: Props) => {
  const { absenceProvisoire, conservation } = POLITIQUES_PAR_DEFAUT[cause];
  return (
    <>
      {absenceProvisoire ? (
        <Groupe titre={t.absence}>
          <FormControlLabel
            label={t.absence}
            control={
              <Switch
                checked={delais.absenceProvisoire !== undefined}
                disabled={!modifiable}
                onChange={(_, oui) => changer({ ...delais, absenceProvisoire: oui ? absenceProvisoire : undefined })}
              />
            }
          />
          {delais.absenceProvisoire ? (
            <ChampDelai
              libelle={t.apres}
              valeur={delais.absenceProvisoire}
              changer={(d) => changer({ ...delais, absenceProvisoire: d })}
              inactif={!modifiable}
            />
          ) : null}
        </Groupe>
      ) : null}
      {conservation ? (
        <Groupe titre={t.conservation}>
          <Box component="span">{t.conservation}</Box>
          <ChampDelai
            libelle={t.pendant}
            valeur={delais.conservation ?? conservation}
            changer={(d) => changer({ ...delais, conservation: d })}
            inactif={!modifiable}
          />
        </Groupe>
      ) : null}
      {seuilsDe(cause).map((code) => (
        <Groupe key={code} titre={SEUILS[code].libelle}>
          <Box component="span">{SEUILS[code].libelle}</Box>
          <TextField
            type="number"
            size="small"
            label={t.seuils[SEUILS[code].unite]}
            value={seuilDe(delais.seuils, code)}
            disabled={!modifiable}
            onChange={(e) => changer({ ...delais, seuils: { ...delais.seuils, [code]: Number(e.target.value) } })}
            sx={{ width: 100 }}
            slotProps={{ htmlInput: { min: 0, max: MAXIMUM[SEUILS[code].unite] } }}
          />
        </Groupe>
      ))}
    </>
  );
};

const Groupe = ({ titre, children }: { titre: string; children: ReactNode }) => (
  <Box role="group" aria-label={titre} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, alignItems: 'center', mt: 2.5 }}>
    {children}
  </Box>
);
