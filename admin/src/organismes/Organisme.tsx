/** One organisme: what it has stuck, how reliable its data are and whom that holds up, its slots and its page. */
import { Box, Typography } from '@mui/material';
import { useParams } from 'react-admin';
import { OrganismeDetail, type Qualite } from '../../../api/contract/admin.ts';
import { Bloc, Definitions } from '../commun/Bloc.tsx';
import { Bloquees } from '../commun/Bloquees.tsx';
import { Detail, useInstant } from '../commun/Detail.tsx';
import { jourHeure } from '../commun/dates.ts';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { Pastille } from '../commun/Pastille.tsx';
import { suivi } from '../textes/suivi.ts';
import { PageOf } from './PageOf.tsx';

const t = suivi.organismes;

const Organisme = () => {
  const { siret = '' } = useParams();
  return (
    <Detail titre={t.titre} retour={t.retour} vers="/organismes" chemin={`/api/admin/organismes/${encodeURIComponent(siret)}`} forme={OrganismeDetail}>
      {(o) => <Contenu o={o} />}
    </Detail>
  );
};
export default Organisme;

const Contenu = ({ o }: { o: OrganismeDetail }) => (
  <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' }, alignItems: 'start' }}>
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
      <Typography variant="h1" component="h2" sx={{ fontSize: '1.5rem' }}>
        {o.nom}
      </Typography>
      <Bloquees blocages={o.bloquees} maintenant={useInstant()} />
      <Bloc titre={t.qualite} aide={t.qualiteAide} cote={<Score score={o.qualite.score} />}>
        <Lignes legende={t.qualite} colonnes={QUALITE} lignes={o.qualite.criteres} cle={(c) => c.critere} nu />
      </Bloc>
    </Box>
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
      <Bloc titre={t.contact}>
        <Definitions
          lignes={[
            [t.siret, o.siret],
            [t.activite, o.numeroActivite ?? suivi.aucun],
            [t.courriel, o.courriel ?? suivi.aucun],
            [t.telephone, o.telephone ?? suivi.aucun],
          ]}
        />
        <Box sx={{ my: 2 }}>
          <Lien vers={`/relances?organisme=${o.siret}`}>{t.relances}</Lien>
        </Box>
        <PageOf siret={o.siret} />
      </Bloc>
      <Bloc titre={t.creneaux}>
        {o.creneaux.length === 0 ? <Typography color="text.secondary">{t.creneauxVide}</Typography> : null}
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.25 }}>
          {o.creneaux.slice(0, 12).map((c) => (
            <li key={c.id}>
              <Typography sx={{ fontWeight: 600 }}>{jourHeure(c.debut)}</Typography>
              <Typography variant="body2" color="text.secondary">
                {`${c.session} · ${t.liens(c.liens)}`}
              </Typography>
            </li>
          ))}
        </Box>
      </Bloc>
    </Box>
  </Box>
);

const Score = ({ score }: { score: number | null }) => (
  <Pastille ton={score === null ? 'neutre' : score >= 80 ? 'succes' : score >= 50 ? 'attention' : 'alerte'}>{t.score(score)}</Pastille>
);

const QUALITE: Colonnes<Qualite['criteres'][number]> = [
  { cle: 'critere', titre: t.colonnesQualite.critere, rendu: (c) => c.libelle },
  { cle: 'note', titre: t.colonnesQualite.note, droite: true, rendu: (c) => `${c.note}` },
  { cle: 'manque', titre: t.colonnesQualite.manque, rendu: (c) => t.manque(c.manque, c.total) },
  { cle: 'effet', titre: t.colonnesQualite.effet, rendu: (c) => c.effet ?? suivi.aucun },
];
