/** What each step of each ladder brings: sent, bounced, followed, how fast. A bar repeats the share that is written. */
import { Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { EffetRelances } from '../../../api/contract/admin.ts';
import { Etats, Vide } from '../commun/Etats.tsx';
import { FiltreChoix, FiltreOui, Filtres } from '../commun/Filtres.tsx';
import { ContexteFiltrage, enTextes, useFiltrageAdresse } from '../commun/filtrage.ts';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { useDonnees } from '../commun/requetes.ts';
import { relances as t } from '../textes/relances.ts';
import { FiltresCommuns } from './FiltresRelances.tsx';

type Ligne = EffetRelances['lignes'][number];

export const Effet = () => {
  const donnees = useDonnees();
  const filtrage = useFiltrageAdresse(['vue']);
  const recherche = enTextes(filtrage.valeurs);
  const requete = useQuery({
    queryKey: ['effet', recherche],
    queryFn: ({ signal }) => donnees.appeler('/api/admin/relances/effet', EffetRelances, { signal, recherche }),
  });
  return (
    <ContexteFiltrage value={filtrage}>
      <Filtres>
        <FiltresCommuns />
        <FiltreChoix nom="heures" libelle={t.delai} tous={t.delaiParDefaut} choix={t.delais} />
        <FiltreOui nom="parOrganisme" libelle={t.parOrganisme} />
      </Filtres>
      <Etats requete={requete}>{(lu) => <Mesures lu={lu} parOrganisme={recherche['parOrganisme'] === 'true'} />}</Etats>
    </ContexteFiltrage>
  );
};

const Mesures = ({ lu, parOrganisme }: { lu: EffetRelances; parOrganisme: boolean }) =>
  lu.lignes.length === 0 ? (
    <Vide titre={t.vide.effet} />
  ) : (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {t.methode(lu.heures)}
      </Typography>
      <Lignes
        legende={t.legende.effet}
        colonnes={parOrganisme ? [CAUSE, ORGANISME, ...MESURES] : [CAUSE, ...MESURES]}
        lignes={lu.lignes}
        cle={(l) => `${l.cause}-${l.niveau}-${l.a}-${l.organisme?.siret ?? ''}`}
      />
    </>
  );

const CAUSE: Colonnes<Ligne>[0] = {
  cle: 'cause',
  titre: t.effet.cause,
  rendu: (l) => (
    <>
      <Lien vers={`/relances?cause=${l.cause}`}>{l.titre}</Lien>
      <Typography variant="body2" color="text.secondary">{`${t.effet.niveau.toLowerCase()} ${l.niveau} · ${l.a}`}</Typography>
    </>
  ),
};
const ORGANISME: Colonnes<Ligne>[0] = { cle: 'organisme', titre: t.effet.organisme, rendu: (l) => l.organisme?.nom ?? t.sansObjet };
const MESURES: Colonnes<Ligne> = [
  { cle: 'envoyees', titre: t.effet.envoyees, droite: true, rendu: (l) => l.envoyees },
  { cle: 'rebondies', titre: t.effet.rebondies, droite: true, rendu: (l) => l.rebondies },
  { cle: 'suivies', titre: t.effet.suivies, droite: true, rendu: (l) => l.suivies },
  { cle: 'part', titre: t.effet.part, largeur: 170, rendu: (l) => (l.part === null ? t.sansObjet : <Part valeur={l.part} />) },
  { cle: 'mediane', titre: t.effet.mediane, droite: true, rendu: (l) => (l.medianeHeures === null ? t.sansObjet : t.heures(l.medianeHeures)) },
];

const Part = ({ valeur }: { valeur: number }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
    <Box aria-hidden="true" sx={{ flex: 1, height: 8, borderRadius: 4, bgcolor: 'divider', minWidth: 60, overflow: 'hidden' }}>
      <Box sx={{ width: `${Math.round(valeur * 100)}%`, height: '100%', bgcolor: 'primary.main' }} />
    </Box>
    <span>{t.part(valeur)}</span>
  </Box>
);
