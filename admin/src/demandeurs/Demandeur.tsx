/** One jobseeker: status, what is kept for the réinscription, parcours, what is stuck. */
import { Box, Link, Typography } from '@mui/material';
import { useParams } from 'react-admin';
import { DemandeurDetail } from '../../../api/contract/admin.ts';
import { Bloc } from '../commun/Bloc.tsx';
import { Bloquees } from '../commun/Bloquees.tsx';
import { Detail, useInstant } from '../commun/Detail.tsx';
import { jour, jourHeure } from '../commun/dates.ts';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { EtatSituation, Pastille } from '../commun/Pastille.tsx';
import { suivi } from '../textes/suivi.ts';
import { textes } from '../textes.ts';

const t = suivi.demandeurs;

const Demandeur = () => {
  const { id = '' } = useParams();
  return (
    <Detail titre={t.titre} retour={t.retour} vers="/demandeurs" chemin={`/api/admin/demandeurs/${encodeURIComponent(id)}`} forme={DemandeurDetail}>
      {(d) => <Contenu d={d} />}
    </Detail>
  );
};
export default Demandeur;

const Contenu = ({ d }: { d: DemandeurDetail }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      <Typography variant="h1" component="h2" sx={{ fontSize: '1.5rem' }}>
        {d.personne ?? t.anonyme(d.id)}
      </Typography>
      <Pastille ton={d.statut === 'RADIE' || d.statut === 'CESSATION' ? 'attention' : 'neutre'}>{suivi.statuts[d.statut]}</Pastille>
      <Typography color="text.secondary">{t.depuis(jour(d.depuis))}</Typography>
    </Box>
    {d.bloquees.length === 0 ? <Typography>{`${d.situation.phrase} ${d.situation.suite.quoi}`}</Typography> : null}
    <Bloquees blocages={d.bloquees} maintenant={useInstant()} />
    <Bloc titre={t.gardees} aide={t.gardeesAide}>
      {d.differeesListees.length === 0 ? <Typography color="text.secondary">{t.gardeesVide}</Typography> : null}
      <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
        {d.differeesListees.map((m) => (
          <li key={m.rang}>
            {`${fait(m.fait)} — ${jourHeure(m.depuis)} `}
            <Lien vers={`/parcours/${encodeURIComponent(m.parcours)}/show`}>{textes.parcours.candidat(m.parcours)}</Lien>
          </li>
        ))}
      </Box>
    </Bloc>
    <Bloc titre={textes.parcours.titre}>
      <Lignes legende={textes.parcours.titre} colonnes={PARCOURS} lignes={d.parcoursListes} cle={(p) => p.id} nu />
    </Bloc>
    {d.lienTemporal ? (
      <Link href={d.lienTemporal} target="_blank" rel="noreferrer">
        {suivi.temporal}
      </Link>
    ) : null}
  </Box>
);

const FAITS: Record<string, string> = textes.faits;
const fait = (code: string): string => FAITS[code] ?? code;

const PARCOURS: Colonnes<DemandeurDetail['parcoursListes'][number]> = [
  {
    cle: 'session',
    titre: t.colonnesParcours.session,
    rendu: (p) => <Lien vers={`/parcours/${encodeURIComponent(p.id)}/show`}>{`${p.intitule} (${p.session})`}</Lien>,
  },
  { cle: 'etape', titre: t.colonnesParcours.etape, rendu: (p) => ETAPES[p.etape] ?? p.etape },
  { cle: 'situation', titre: t.colonnesParcours.situation, rendu: (p) => <EtatSituation etat={p.situation.etat} /> },
];
const ETAPES: Record<string, string> = textes.etapes;
