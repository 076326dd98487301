/** One candidate's path: the verdict first, then the steps, what each system knows, the story, and the technical panel folded. */
import { Box, Typography } from '@mui/material';
import { Title, useParams } from 'react-admin';
import type { ParcoursDetail } from '../../../api/contract/admin.ts';
import { Bloc } from '../commun/Bloc.tsx';
import { jour } from '../commun/dates.ts';
import { Etats } from '../commun/Etats.tsx';
import { Lien } from '../commun/Lien.tsx';
import { useParcoursDetail } from '../commun/requetes.ts';
import { VuesSysteme } from '../systemes/VuesSysteme.tsx';
import { textes } from '../textes.ts';
import { Chronologie } from './Chronologie.tsx';
import { Etapes } from './Etapes.tsx';
import { Matrice } from './Matrice.tsx';
import { Notes } from './Notes.tsx';
import { Relances } from './Relances.tsx';
import { Technique } from './Technique.tsx';
import { Verdict } from './Verdict.tsx';

const t = textes.parcours;

const FicheParcours = () => {
  const { id = '' } = useParams();
  const requete = useParcoursDetail(id);
  return (
    <>
      <Title title={t.titre} />
      <Box sx={{ mb: 2 }}>
        <Lien vers="/parcours">← {t.titre}</Lien>
      </Box>
      <Etats requete={requete}>{(p) => <Contenu p={p} />}</Etats>
    </>
  );
};
export default FicheParcours;

const Contenu = ({ p }: { p: ParcoursDetail }) => (
  <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 300px' }, alignItems: 'start' }}>
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5, minWidth: 0 }}>
      <Identite p={p} />
      <Verdict p={p} />
      <Relances situation={p.situation} />
      <Bloc niveau="h3" titre={t.chronologie}>
        <Chronologie faits={p.chronologie} />
      </Bloc>
    </Box>
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
      <Bloc niveau="h3" titre={t.etapes}>
        <Etapes etapes={p.etapes} />
      </Bloc>
      <Notes parcours={p.id} notes={p.notes} />
    </Box>
    <Box sx={{ gridColumn: '1 / -1', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
      <Bloc niveau="h3" titre={t.matrice} aide={t.matriceAide}>
        <Matrice matrice={p.matrice} />
      </Bloc>
      <Bloc niveau="h3" titre={t.vues}>
        <VuesSysteme sujet={{ parcours: p.id }} />
      </Bloc>
      <Technique p={p} />
    </Box>
  </Box>
);

const Identite = ({ p }: { p: ParcoursDetail }) => (
  <Box>
    <Typography variant="h1" component="h2" sx={{ fontSize: '1.5rem' }}>
      {p.personne ? `${p.personne.prenom} ${p.personne.nom}` : t.candidat(p.id)}
    </Typography>
    <Typography color="text.secondary">
      {[`${p.session.intitule} (${p.session.numero})`, p.organisme.nom, p.session.debut ? `${t.depart}\u00a0: ${jour(p.session.debut)}` : null, p.outil]
        .filter(Boolean)
        .join(' · ')}
    </Typography>
  </Box>
);
