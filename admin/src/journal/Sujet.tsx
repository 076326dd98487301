/** What a fact is about, in words: the page of the parcours, the fiche, the demandeur, the organisme, the operation; else its name. */
import { Typography } from '@mui/material';
import type { LigneJournal } from '../../../api/contract/admin.ts';
import { NOM_SYSTEME, Systeme } from '../../../domain/codes.ts';
import { fluxGarde } from '../../../domain/processus.ts';
import { Lien } from '../commun/Lien.tsx';
import { suivi } from '../textes/suivi.ts';

const t = suivi.journal;
const PAGES: Record<string, (id: string) => [texte: string, vers: string]> = {
  parcours: (id) => [t.parcours, `/parcours/${encodeURIComponent(id)}/show`],
  fiche: (id) => [t.sujets.fiche(id), `/fiches/${encodeURIComponent(id)}`],
  demandeur: (id) => [t.sujets.demandeur, `/demandeurs/${encodeURIComponent(id)}`],
  organisme: (id) => [t.sujets.organisme, `/organismes/${encodeURIComponent(id)}`],
  operation: (id) => [t.sujets.operation, `/operations/${encodeURIComponent(id)}`],
  systeme: (id) => [systemeDit(id), '/systemes'],
};
const NOMS: Record<string, (id: string) => string> = { session: t.sujets.session, creneau: t.sujets.creneau };
const systemeDit = (id: string): string => {
  const systeme = Systeme.safeParse(id);
  return systeme.success ? NOM_SYSTEME[systeme.data] : id;
};

export const Sujet = ({ ligne: { parcours, processus } }: { ligne: LigneJournal }) => {
  const flux = parcours === null ? fluxGarde(processus ?? '') : `parcours:${parcours}`;
  const genre = flux.slice(0, Math.max(0, flux.indexOf(':')));
  const id = flux.slice(genre.length + 1);
  const page = PAGES[genre]?.(id);
  if (page) return <Lien vers={page[1]}>{page[0]}</Lien>;
  return (
    <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
      {NOMS[genre]?.(id) ?? (flux || suivi.aucun)}
    </Typography>
  );
};
