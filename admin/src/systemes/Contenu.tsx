/** Any answer of a partner as a reader wants it: lists of records as tables, records as definitions, values as words. */
import { Box, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import type { z } from 'zod';
import { jour, jourHeure } from '../commun/dates.ts';
import { empiler, ROLES } from '../commun/empiler.ts';
import { LIBELLES, MOTS, VIDE } from './libelles.ts';

type Json = z.core.util.JSONType;
type Objet = { [cle: string]: Json };
const estObjet = (v: Json): v is Objet => typeof v === 'object' && v !== null && !Array.isArray(v);

export const Contenu = ({ titre, valeur, niveau }: { titre: string; valeur: Json; niveau: 'h3' | 'h4' }) => (
  <Box>
    <Typography component={niveau} variant="h3" sx={{ mb: 0.75 }}>
      {titre}
    </Typography>
    <Valeur titre={titre} valeur={valeur} />
  </Box>
);

const Valeur = ({ titre, valeur }: { titre: string; valeur: Json }) => {
  if (Array.isArray(valeur)) {
    const objets = valeur.filter(estObjet);
    if (valeur.length === 0) return <Typography color="text.secondary">{VIDE}</Typography>;
    if (objets.length < valeur.length) return valeur.map(simple).join(', ');
    // A form's fields, then a page of forms: a table would hold neither.
    if (objets.every((o) => 'libelle' in o && 'valeur' in o))
      return <Fiche objet={Object.fromEntries(objets.map((o) => [String(o['libelle']), o['valeur'] ?? null]))} />;
    return objets.some((o) => Object.keys(o).length > COLONNES_MAX || Object.values(o).some(estListe)) ? (
      <Fiches objets={objets} />
    ) : (
      <Liste titre={titre} objets={objets} />
    );
  }
  return estObjet(valeur) ? <Fiche objet={valeur} /> : <Typography>{simple(valeur)}</Typography>;
};

const Fiche = ({ objet }: { objet: Objet }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: { sm: 'max-content 1fr' },
      columnGap: 3,
      rowGap: 0.75,
      '& dt': { color: 'text.secondary' },
      '& dd': { m: 0, minWidth: 0 },
    }}
  >
    {Object.entries(objet).map(([cle, v]) => (
      <Box key={cle} sx={{ display: 'contents' }}>
        <dt>{libelle(cle)}</dt>
        <dd>{Array.isArray(v) || estObjet(v) ? <Valeur titre={libelle(cle)} valeur={v} /> : simple(v)}</dd>
      </Box>
    ))}
  </Box>
);

/** Beyond, each is read as a form, as the partner shows it. */
const COLONNES_MAX = 11;
const estListe = (v: Json): boolean => Array.isArray(v) && v.some(estObjet);
const Fiches = ({ objets }: { objets: Objet[] }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
    {objets.map((o, rang) => (
      <Box key={String(o['id'] ?? rang)} sx={{ borderTop: rang === 0 ? 0 : 1, borderColor: 'divider', pt: rang === 0 ? 0 : 2 }}>
        <Fiche objet={o} />
      </Box>
    ))}
  </Box>
);

const Liste = ({ titre, objets }: { titre: string; objets: Objet[] }) => {
  const cles = [...new Set(objets.flatMap((o) => Object.keys(o)))].filter((c) => !CACHEES.has(c));
  return (
    <TableContainer tabIndex={0} role="region" aria-label={titre}>
      <Table size="small" role="table" aria-label={titre} sx={empiler}>
        <TableHead {...ROLES.groupe}>
          <TableRow {...ROLES.rang}>
            {cles.map((c) => (
              <TableCell key={c} {...ROLES.colonne}>
                {libelle(c)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody {...ROLES.groupe}>
          {objets.map((o, rang) => (
            <TableRow key={String(o['positionnement'] ?? o['id'] ?? rang)} {...ROLES.rang} data-nu="">
              {cles.map((c) => {
                const v = o[c];
                return (
                  <TableCell key={c} {...ROLES.cellule} data-titre={libelle(c)}>
                    {v === undefined ? '—' : estObjet(v) ? Object.values(v).map(simple).join(' ') : simple(v)}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};

/** Ids that only machines read. */
const CACHEES = new Set(['positionnement', 'parcours']);
const libelle = (cle: string): string => LIBELLES[cle] ?? cle;

const simple = (v: Json): string => {
  if (v === null || v === '') return '—';
  if (typeof v === 'boolean') return v ? 'oui' : 'non';
  if (Array.isArray(v)) return v.length === 0 ? '—' : v.map(simple).join(', ');
  if (typeof v === 'object') return Object.values(v).map(simple).join(' ');
  const texte = String(v);
  if (/^\d{4}-\d\d-\d\dT/.test(texte)) return jourHeure(texte);
  if (/^\d{4}-\d\d-\d\d$/.test(texte)) return jour(`${texte}T12:00:00Z`);
  return MOTS[texte] ?? texte;
};
