/** The two delays that some causes have besides their ladder: when an absence is presumed, how long what waits is kept. */
import { Box, FormControlLabel, Switch } from '@mui/material';
import type { ReactNode } from 'react';
import type { CodeCause } from '../../../domain/causes.ts';
import type { Delai } from '../../../domain/ouvres.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../../domain/politiques.ts';
import { politiques as t } from '../textes/politiques.ts';
import { ChampDelai } from './ChampDelai.tsx';

export type Delais = { absenceProvisoire?: Delai | undefined; conservation?: Delai | undefined };
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
    </>
  );
};

const Groupe = ({ titre, children }: { titre: string; children: ReactNode }) => (
  <Box role="group" aria-label={titre} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, alignItems: 'center', mt: 2.5 }}>
    {children}
  </Box>
);
