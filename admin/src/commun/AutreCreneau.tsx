/** « Proposer un autre créneau »: to whom, then which of the slots of the session that still have room. */
import { MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type BlocageLigne, Concernes, PageCreneaux } from '../../../api/contract/admin.ts';
import { textes } from '../textes.ts';
import { jourHeure } from './dates.ts';
import { Chargement, Echec } from './Etats.tsx';
import type { Saisie } from './remede.ts';
import { useDonnees } from './requetes.ts';

const t = textes.actions;
type Props = { blocage: BlocageLigne; maintenant: string; saisie: Saisie; changer: (morceau: Partial<Saisie>) => void };
type Concerne = Concernes['elements'][number];
const nom = (p: Concerne): string => p.personne ?? textes.parcours.candidat(p.parcours);

export const AutreCreneau = ({ blocage, maintenant, saisie, changer }: Props) => {
  const donnees = useDonnees();
  const { session } = blocage;
  const concernes = useQuery({
    queryKey: ['concernes', blocage.id],
    queryFn: ({ signal }) => donnees.appeler(`/api/admin/blocages/${encodeURIComponent(blocage.id)}/concernes`, Concernes, { signal }),
  });
  const creneaux = useQuery({
    queryKey: ['creneauxDe', session],
    queryFn: ({ signal }) => donnees.appeler('/api/admin/creneaux', PageCreneaux, { signal, recherche: { session, statut: 'PUBLIE', taille: 100 } }),
    enabled: session !== null,
  });
  const personnes = concernes.data?.elements ?? [];
  const seule = personnes.length === 1 ? personnes[0] : undefined;
  useEffect(() => {
    if (seule && saisie.positionnement !== seule.positionnement) changer({ positionnement: seule.positionnement });
  }, [seule, saisie.positionnement, changer]);
  const manque = concernes.error ? concernes : creneaux.error ? creneaux : null;
  if (manque?.error) return <Echec erreur={manque.error} reessayer={manque.refetch} />;
  if (!concernes.data || (session !== null && !creneaux.data)) return <Chargement lignes={2} hauteur={40} />;
  if (personnes.length === 0) return <Typography role="status">{t.personneVide}</Typography>;
  const tenus = new Set(personnes.map((p) => p.creneau));
  const libres = (creneaux.data?.elements ?? []).filter((c) => c.placesLibres > 0 && c.debut > maintenant && !tenus.has(c.id));
  if (libres.length === 0) return <Typography role="status">{t.creneauVide}</Typography>;
  return (
    <>
      {seule ? (
        <Typography>{t.personneSeule(nom(seule))}</Typography>
      ) : (
        <TextField select required label={t.personne} value={saisie.positionnement} onChange={(e) => changer({ positionnement: e.target.value })}>
          {personnes.map((p) => (
            <MenuItem key={p.positionnement} value={p.positionnement}>
              {nom(p)}
            </MenuItem>
          ))}
        </TextField>
      )}
      <TextField select required label={t.creneau} value={saisie.creneau} onChange={(e) => changer({ creneau: e.target.value })}>
        {libres.map((c) => (
          <MenuItem key={c.id} value={c.id}>
            {t.creneauPlaces(jourHeure(c.debut), c.placesLibres)}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
};
