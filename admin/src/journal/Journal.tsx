/** The journal: who, when, what, why, before and after. */
import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Title } from 'react-admin';
import { type LigneJournal, PageJournal } from '../../../api/contract/admin.ts';
import { JUSQUA_UN_CHANGEMENT } from '../../../domain/actes.ts';
import { NOM_SYSTEME, SYSTEMES } from '../../../domain/codes.ts';
import { jourHeure } from '../commun/dates.ts';
import { FiltreChoix, FiltreOui, Filtres, FiltreTexte } from '../commun/Filtres.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { ListeParCle } from '../commun/ListeParCle.tsx';
import { Quand } from '../commun/Pastille.tsx';
import { RYTHME } from '../commun/requetes.ts';
import { suivi } from '../textes/suivi.ts';
import { textes } from '../textes.ts';
import { Sujet } from './Sujet.tsx';

const t = suivi.journal;

const Journal = () => (
  <>
    <Title title={t.titre} />
    <ListeParCle
      chemin="/api/admin/journal"
      forme={PageJournal}
      rythme={RYTHME}
      vide={{ titre: t.vide, filtree: t.videFiltre }}
      filtres={
        <Filtres>
          <FiltreTexte nom="processus" libelle={t.processus} />
          <FiltreChoix nom="systeme" libelle={t.systeme} tous={t.tousSystemes} choix={SYSTEMES.map((s) => [s, NOM_SYSTEME[s]] as const)} />
          <FiltreOui nom="actes" libelle={t.actes} />
        </Filtres>
      }
    >
      {(lignes) => <Lignes legende={t.legende} colonnes={COLONNES} lignes={lignes} cle={(l) => l.rang} />}
    </ListeParCle>
  </>
);
export default Journal;

const COLONNES: Colonnes<LigneJournal> = [
  {
    cle: 'fait',
    titre: t.colonnes.fait,
    rendu: (l) => (
      <>
        <Typography sx={{ fontWeight: 600 }}>{l.fait}</Typography>
        {l.detail ? (
          <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '70ch', overflowWrap: 'anywhere' }}>
            {l.detail}
          </Typography>
        ) : null}
        {l.acte?.motif ? <Typography variant="body2">{t.motif(l.acte.motif)}</Typography> : null}
        {l.acte ? <AvantApres acte={l.acte} /> : null}
      </>
    ),
  },
  { cle: 'date', titre: t.colonnes.date, rendu: (l) => <Quand instant={l.date}>{jourHeure(l.date)}</Quand> },
  { cle: 'acteur', titre: t.colonnes.acteur, rendu: (l) => l.acteur },
  {
    cle: 'sujet',
    titre: t.colonnes.sujet,
    rendu: (l) => <Sujet ligne={l} />,
  },
];

const AvantApres = ({ acte: { avant, apres } }: { acte: NonNullable<LigneJournal['acte']> }) => {
  const champs = Object.keys({ ...avant, ...apres }).filter((c) => avant[c] !== apres?.[c]);
  if (champs.length === 0) return null;
  return (
    <Box component="details" sx={{ '& summary': { cursor: 'pointer', fontSize: '0.86rem' } }}>
      <summary>{t.change}</summary>
      <Table size="small" sx={{ maxWidth: 520 }} aria-label={t.change}>
        <TableHead>
          <TableRow>
            {[t.champ, t.avant, t.apres].map((titre) => (
              <TableCell key={titre} scope="col">
                {titre}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {champs.map((c) => (
            <TableRow key={c}>
              <TableCell component="th" scope="row">
                {CHAMPS[c] ?? c}
              </TableCell>
              <TableCell>{dire(avant[c])}</TableCell>
              <TableCell>{dire(apres?.[c])}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
};

const CHAMPS: Record<string, string> = t.champs;
const ETATS: Record<string, string> = textes.aTraiter.etatsSysteme;
const INSTANT = /^\d{4}-\d\d-\d\dT/;
const dire = (v: string | number | boolean | null | undefined): string => {
  if (v === null || v === undefined) return suivi.aucun;
  if (v === JUSQUA_UN_CHANGEMENT) return t.changement;
  if (typeof v !== 'string') return String(v);
  return INSTANT.test(v) ? jourHeure(v) : (ETATS[v] ?? v);
};
