/** The recruitment slots: when, where they stand, seats left, what is stuck. */
import { Box, Typography } from '@mui/material';
import { ListBase, type RaRecord, Title } from 'react-admin';
import type { CreneauLigne } from '../../../api/contract/admin.ts';
import { jourHeure } from '../commun/dates.ts';
import { FiltreChoix, Filtres } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { ListeVide } from '../commun/ListeVide.tsx';
import { Pastille, Quand } from '../commun/Pastille.tsx';
import { type Colonne, Tableau } from '../commun/Tableau.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';

const t = textes.creneaux;
type Ligne = CreneauLigne & RaRecord;
const mot = (table: Record<string, string>, code: string): string => table[code] ?? code;
const TON: Record<string, Ton> = {
  PUBLIE: 'calme',
  A_EMARGER: 'attention',
  COMPLET: 'neutre',
  CLOS: 'succes',
  BILAN_SAISI: 'succes',
  PRESENCES_SAISIES: 'calme',
  EN_COURS: 'calme',
};

const versParcours = (session: string): string => `/parcours?filter=${encodeURIComponent(JSON.stringify({ session }))}`;

const COLONNES: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
  {
    cle: 'quand',
    titre: t.colonnes.quand,
    rendu: (c) => (
      <Box sx={{ whiteSpace: 'nowrap' }}>
        <Lien vers={versParcours(c.session)}>{mot(t.modalites, c.modalite)}</Lien>
        <Typography variant="body2" color="text.secondary">
          <Quand instant={c.debut}>{jourHeure(c.debut)}</Quand>
        </Typography>
      </Box>
    ),
  },
  { cle: 'session', titre: t.colonnes.session, rendu: (c) => `${c.intitule} (${c.session})` },
  { cle: 'organisme', titre: t.colonnes.organisme, rendu: (c) => c.organisme },
  { cle: 'statut', titre: t.colonnes.statut, rendu: (c) => <Pastille ton={TON[c.statut] ?? 'neutre'}>{mot(t.statuts, c.statut)}</Pastille> },
  { cle: 'places', titre: t.colonnes.places, droite: true, rendu: (c) => textes.sessions.sur(c.placesLibres, c.places) },
  { cle: 'blocages', titre: t.colonnes.blocages, droite: true, rendu: (c) => c.blocages },
];

const ListeCreneaux = () => (
  <ListBase resource="creneaux" perPage={25}>
    <Title title={t.titre} />
    <Filtres>
      <FiltreChoix nom="statut" libelle={t.statut} tous={t.tous} choix={Object.entries(t.statuts)} />
    </Filtres>
    <Tableau<Ligne> legende={t.legende} colonnes={COLONNES} vide={<ListeVide titre={t.vide} detail={t.videDetail} filtree={t.videFiltre} />} />
  </ListBase>
);
export default ListeCreneaux;
