/** The sessions followed: dates, recruitment, seats, slots, what is stuck. */
import { Box, Typography } from '@mui/material';
import { ListBase, type RaRecord, Title } from 'react-admin';
import type { SessionLigne } from '../../../api/contract/admin.ts';
import { jour } from '../commun/dates.ts';
import { FiltreChoix, Filtres, FiltreTexte } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { ListeVide } from '../commun/ListeVide.tsx';
import { Pastille } from '../commun/Pastille.tsx';
import { type Colonne, Tableau } from '../commun/Tableau.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';

const t = textes.sessions;
type Ligne = SessionLigne & RaRecord;
type Recrutement = keyof typeof t.recrutement;
const estRecrutement = (code: string): code is Recrutement => code in t.recrutement;
const TON: Record<Recrutement, Ton> = { OUVERT: 'succes', FERME: 'neutre', SUSPENDU: 'attention', NON_RENSEIGNE: 'attention' };

const versCreneaux = (session: string): string => `/creneaux?filter=${encodeURIComponent(JSON.stringify({ session }))}`;

const COLONNES: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
  {
    cle: 'intitule',
    titre: t.colonnes.intitule,
    rendu: (s) => (
      <>
        <Lien vers={versCreneaux(s.numero)}>{s.intitule}</Lien>
        <Typography variant="body2" color="text.secondary">
          {[s.numero, s.ville].filter(Boolean).join(' · ')}
        </Typography>
      </>
    ),
  },
  { cle: 'organisme', titre: t.colonnes.organisme, rendu: (s) => s.organisme },
  {
    cle: 'dates',
    titre: t.colonnes.dates,
    rendu: (s) => <Box sx={{ whiteSpace: 'nowrap' }}>{s.fin ? `${jour(s.debut)} – ${jour(s.fin)}` : jour(s.debut)}</Box>,
  },
  {
    cle: 'recrutement',
    titre: t.colonnes.recrutement,
    rendu: (s) =>
      estRecrutement(s.etatRecrutement) ? <Pastille ton={TON[s.etatRecrutement]}>{t.recrutement[s.etatRecrutement]}</Pastille> : s.etatRecrutement,
  },
  { cle: 'places', titre: t.colonnes.places, droite: true, rendu: (s) => t.sur(s.placesDisponibles, s.placesTotales) },
  { cle: 'creneaux', titre: t.colonnes.creneaux, droite: true, rendu: (s) => s.creneaux },
  { cle: 'blocages', titre: t.colonnes.blocages, droite: true, rendu: (s) => s.blocages },
];

const ListeSessions = () => (
  <ListBase resource="sessions" perPage={25}>
    <Title title={t.titre} />
    <Filtres>
      <FiltreTexte nom="recherche" libelle={t.recherche} />
      <FiltreChoix nom="etatRecrutement" libelle={t.colonnes.recrutement} tous={t.tous} choix={Object.entries(t.recrutement)} />
    </Filtres>
    <Tableau<Ligne> legende={t.legende} colonnes={COLONNES} vide={<ListeVide titre={t.vide} detail={t.videDetail} filtree={t.videFiltre} />} />
  </ListBase>
);
export default ListeSessions;
