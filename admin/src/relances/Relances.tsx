/** Reminders: sent, to come, and the effect of each step of each ladder. */
import { Box, Tab, Tabs } from '@mui/material';
import { Title } from 'react-admin';
import { useFiltrageAdresse } from '../commun/filtrage.ts';
import { relances as t } from '../textes/relances.ts';
import { Effet } from './Effet.tsx';
import { ListeRelances } from './ListeRelances.tsx';

type Vue = keyof typeof t.onglets;
const VUES: readonly Vue[] = ['envoyees', 'a_venir', 'effet'];

const Relances = () => {
  const { valeurs, changer } = useFiltrageAdresse();
  const vue = VUES.find((v) => v === valeurs['vue']) ?? 'envoyees';
  // What both views understand is kept from one to the other.
  const gardes = Object.fromEntries(Object.entries(valeurs).filter(([cle]) => cle === 'cause' || cle === 'organisme'));
  return (
    <>
      <Title title={t.titre} />
      <Tabs
        value={vue}
        onChange={(_, v: Vue) => changer({ ...gardes, vue: v })}
        aria-label={t.vues}
        variant="scrollable"
        sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
      >
        {VUES.map((v) => (
          <Tab key={v} value={v} id={`vue-${v}`} aria-controls="panneau-relances" label={t.onglets[v]} />
        ))}
      </Tabs>
      <Box role="tabpanel" id="panneau-relances" aria-labelledby={`vue-${vue}`}>
        {vue === 'effet' ? <Effet /> : <ListeRelances key={vue} sens={vue} />}
      </Box>
    </>
  );
};
export default Relances;
