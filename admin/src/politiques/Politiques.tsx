/** Every reminder policy: its ladder in a line, its version. */
import { Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title } from 'react-admin';
import { delaiDit } from '../../../domain/delai-dit.ts';
import { Etats } from '../commun/Etats.tsx';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { useDonnees } from '../commun/requetes.ts';
import { politiques as t } from '../textes/politiques.ts';
import { CHEMIN, intituleDe, ListePolitiques, type PolitiqueVue } from './formes.ts';

const COLONNES: Colonnes<PolitiqueVue> = [
  {
    cle: 'cause',
    titre: t.colonnes.cause,
    rendu: (p) => <Lien vers={`/politiques/${p.cause}`}>{intituleDe(p)}</Lien>,
  },
  {
    cle: 'echelle',
    titre: t.colonnes.echelle,
    rendu: (p) => (
      <Box
        component="ol"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1,
          '& li + li::before': { content: '"→ " / ""', color: 'text.secondary' },
        }}
      >
        {p.niveaux.map((n) => (
          <li
            key={`${n.niveau}-${n.destinataire}-${n.canal}-${n.acteur ?? ''}-${delaiDit(n.apres)}`}
          >{`${delaiDit(n.apres)}\u00a0: ${t.destinataires[n.destinataire]}${n.acteur ? ` (${t.seulementSi(t.acteurs[n.acteur])})` : ''}`}</li>
        ))}
      </Box>
    ),
  },
  { cle: 'repos', titre: t.colonnes.repos, droite: true, rendu: (p) => t.repos(p.reposHeures) },
  { cle: 'version', titre: t.colonnes.version, rendu: (p) => (p.version === 0 ? t.defaut : t.version(p.version)) },
];

const Politiques = () => {
  const donnees = useDonnees();
  const requete = useQuery({ queryKey: [CHEMIN], queryFn: ({ signal }) => donnees.appeler(CHEMIN, ListePolitiques, { signal }) });
  return (
    <>
      <Title title={t.titre} />
      <Etats requete={requete} lignes={8}>
        {({ elements }) => <Lignes legende={t.legende} colonnes={COLONNES} lignes={elements} cle={(p) => p.cause} />}
      </Etats>
    </>
  );
};
export default Politiques;
