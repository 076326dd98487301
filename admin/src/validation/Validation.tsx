/** The Carif's queue: new fiches, and modified ones, the longest waiting first. */
import { Box, Tab, Tabs } from '@mui/material';
import { Title } from 'react-admin';
import { useFiltrageAdresse } from '../commun/filtrage.ts';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { ListeParCle } from '../commun/ListeParCle.tsx';
import { Gravite, Quand } from '../commun/Pastille.tsx';
import { RYTHME } from '../commun/requetes.ts';
import { validation as t } from '../textes/validation.ts';
import { CHEMIN, type FicheResumee, PageFichesV1 } from './formes.ts';

type Vue = keyof typeof t.onglets;
const VUES: readonly Vue[] = ['SOUMISE', 'MODIFIEE_A_REVALIDER'];

const COLONNES: Colonnes<FicheResumee> = [
  {
    cle: 'intitule',
    titre: t.colonnes.intitule,
    rendu: (f) => <Lien vers={`/validation/${encodeURIComponent(f.numero)}`}>{`${f.intitule} (${f.numero})`}</Lien>,
  },
  { cle: 'organisme', titre: t.colonnes.organisme, rendu: (f) => f.organisme.nom },
  {
    cle: 'attend',
    titre: t.colonnes.attend,
    rendu: (f) => (
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <Quand instant={f.depuis}>{t.age(f.ageJours)}</Quand>
        <Gravite gravite={f.situation.gravite} />
      </Box>
    ),
  },
  { cle: 'suite', titre: t.colonnes.suite, rendu: (f) => f.situation.suite.quoi },
];

const Validation = () => {
  const { valeurs, changer } = useFiltrageAdresse();
  const vue = VUES.find((v) => v === valeurs['vue']) ?? 'SOUMISE';
  return (
    <>
      <Title title={t.titre} />
      <Tabs value={vue} onChange={(_, v: Vue) => changer({ vue: v })} aria-label={t.vues} sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}>
        {VUES.map((v) => (
          <Tab key={v} value={v} id={`vue-${v}`} aria-controls="panneau-validation" label={t.onglets[v]} />
        ))}
      </Tabs>
      <Box role="tabpanel" id="panneau-validation" aria-labelledby={`vue-${vue}`}>
        <ListeParCle
          chemin={CHEMIN}
          forme={PageFichesV1}
          fixe={{ etat: vue }}
          masques={['vue']}
          rythme={RYTHME}
          vide={{ titre: t.vide, detail: t.videDetail, filtree: t.vide }}
        >
          {(lignes) => (
            <Lignes
              legende={t.legende}
              colonnes={COLONNES}
              lignes={lignes}
              cle={(f) => f.numero}
              ton={(f) => (f.situation.gravite === 'en_retard' ? 'alerte' : null)}
            />
          )}
        </ListeParCle>
      </Box>
    </>
  );
};
export default Validation;
