/** One candidate's path: the verdict first, then the steps, what each system knows, the story, and the technical panel folded. */
import { Box, Link, Paper, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { Title, useParams } from 'react-admin';
import type { ParcoursDetail } from '../../../api/contract/admin.ts';
import { jour } from '../commun/dates.ts';
import { Etats } from '../commun/Etats.tsx';
import { Lien } from '../commun/Lien.tsx';
import { useParcoursDetail } from '../commun/requetes.ts';
import { VuesSysteme } from '../systemes/VuesSysteme.tsx';
import { textes } from '../textes.ts';
import { Chronologie } from './Chronologie.tsx';
import { Etapes } from './Etapes.tsx';
import { Matrice } from './Matrice.tsx';
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
      <Bloc titre={t.chronologie}>
        <Chronologie faits={p.chronologie} />
      </Bloc>
    </Box>
    <Bloc titre={t.etapes}>
      <Etapes etapes={p.etapes} />
    </Bloc>
    <Box sx={{ gridColumn: '1 / -1', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
      <Bloc titre={t.matrice} aide={t.matriceAide}>
        <Matrice matrice={p.matrice} />
      </Bloc>
      <Bloc titre={t.vues}>
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

const Bloc = ({ titre, aide, children }: { titre: string; aide?: string; children: ReactNode }) => {
  const id = useId();
  return (
    <Paper component="section" variant="outlined" aria-labelledby={id} sx={{ p: 2.25, minWidth: 0 }}>
      <Typography id={id} variant="h2" component="h3" sx={{ mb: aide ? 0.25 : 1.5 }}>
        {titre}
      </Typography>
      {aide ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
          {aide}
        </Typography>
      ) : null}
      {children}
    </Paper>
  );
};

const Technique = ({ p }: { p: ParcoursDetail }) => (
  <Paper component="details" variant="outlined" sx={{ p: 2, '& summary': { cursor: 'pointer', fontWeight: 600 } }}>
    <summary>{t.technique}</summary>
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content 1fr',
        gap: 1,
        columnGap: 3,
        mt: 1.5,
        mb: 0,
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, overflowWrap: 'anywhere' },
      }}
    >
      <dt>{t.workflow}</dt>
      <dd>
        <code>{p.technique.workflow}</code>
      </dd>
      <dt>{t.etatProcessus}</dt>
      <dd>{p.technique.etat}</dd>
      {p.technique.lienTemporal ? (
        <>
          <dt>Temporal</dt>
          <dd>
            <Link href={p.technique.lienTemporal} target="_blank" rel="noreferrer">
              {t.temporal}
            </Link>
          </dd>
        </>
      ) : null}
    </Box>
  </Paper>
);
