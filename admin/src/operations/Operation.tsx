/** One bulk act: where it is, what became of each case, stop, retry. */
import { Box, Button, Paper, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { Title, useCanAccess, useParams } from 'react-admin';
import type { LigneOperation, OperationDetail } from '../../../api/contract/admin.ts';
import { Confirmation } from '../commun/Confirmation.tsx';
import { jourHeure } from '../commun/dates.ts';
import { Etats, Vide } from '../commun/Etats.tsx';
import { FiltreChoix, Filtres } from '../commun/Filtres.tsx';
import { ContexteFiltrage, enTextes, useFiltrage, useFiltrageAdresse } from '../commun/filtrage.ts';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { Pastille, Quand } from '../commun/Pastille.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { operations as t } from '../textes/operations.ts';
import { textes } from '../textes.ts';
import { Avancement, EtatDeOperation } from './Avancement.tsx';
import { useActeOperation, useOperation } from './requetes.ts';

const Operation = () => {
  const { id = '' } = useParams();
  const filtrage = useFiltrageAdresse();
  const requete = useOperation(id, enTextes(filtrage.valeurs));
  return (
    <ContexteFiltrage value={filtrage}>
      <Title title={t.titre} />
      <Box sx={{ mb: 2 }}>
        <Lien vers="/operations">← {t.retour}</Lien>
      </Box>
      <Etats requete={requete}>{(o) => <Contenu o={o} />}</Etats>
    </ContexteFiltrage>
  );
};
export default Operation;

const Contenu = ({ o }: { o: OperationDetail }) => (
  <>
    <Paper component="section" variant="outlined" aria-labelledby="operation" data-verdict="" sx={{ p: 2.5, mb: 2.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mb: 0.5 }}>
        <Typography id="operation" variant="h2" sx={{ fontSize: '1.25rem' }}>
          {o.titre}
        </Typography>
        <EtatDeOperation o={o} />
      </Box>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {[t.lancee(o.par, jourHeure(o.creeLe)), o.finieLe ? t.finie(jourHeure(o.finieLe)) : null].filter(Boolean).join(' · ')}
      </Typography>
      {o.motif ? <Typography sx={{ mb: 2 }}>{`${t.motif}\u00a0: ${o.motif}`}</Typography> : null}
      <Box sx={{ maxWidth: 560 }} role="status">
        <Avancement o={o} />
      </Box>
      <Actes o={o} />
    </Paper>
    <Typography variant="h2" sx={{ mb: 1.5 }}>
      {t.resultats}
    </Typography>
    <Filtres>
      <FiltreChoix nom="etat" libelle={t.filtre} tous={t.tous} choix={Object.entries(t.lignes)} />
    </Filtres>
    {o.lignes.elements.length === 0 ? (
      <Vide titre={t.resultatsVide} />
    ) : (
      <Lignes legende={t.resultats} colonnes={COLONNES} lignes={o.lignes.elements} cle={(l) => l.blocage} ton={(l) => (l.etat === 'ECHEC' ? 'alerte' : null)} />
    )}
    <Suite suivant={o.lignes.suivant} />
  </>
);

const Suite = ({ suivant }: { suivant: string | null }) => {
  const { valeurs, changer } = useFiltrage();
  if (suivant === null) return null;
  return (
    <Button variant="outlined" sx={{ mt: 2 }} onClick={() => changer({ ...valeurs, apres: suivant })}>
      {textes.etats.suite}
    </Button>
  );
};

const Actes = ({ o }: { o: OperationDetail }) => {
  const arreter = useActeOperation(o.id, 'arret', t.arretFait);
  const reprendre = useActeOperation(o.id, 'reprise', t.reprise);
  const { canAccess } = useCanAccess({ resource: 'blocages', action: 'agir' });
  const aReprendre = o.echecs + (o.etat === 'ARRETEE' ? o.aFaire : 0);
  if (!canAccess) return null;
  if (o.etat === 'EN_COURS')
    return o.arretDemande ? null : (
      <Acte libelle={t.arreter} effet={t.arreterEffet} enCours={arreter.isPending} faire={arreter.mutateAsync} variante="outlined" />
    );
  return aReprendre === 0 ? null : (
    <Acte libelle={t.reprendre(aReprendre)} effet={t.reprendreEffet} enCours={reprendre.isPending} faire={reprendre.mutateAsync} variante="contained" />
  );
};

type ActeProps = { libelle: string; effet: string; enCours: boolean; faire: () => Promise<unknown>; variante: 'contained' | 'outlined' };

const Acte = ({ libelle, effet, enCours, faire, variante }: ActeProps): ReactNode => {
  const [ouvert, ouvrir] = useState(false);
  const fermer = (): void => ouvrir(false);
  return (
    <Box sx={{ mt: 2 }}>
      <Button variant={variante} data-remede="" onClick={() => ouvrir(true)}>
        {libelle}
      </Button>
      <Confirmation ouvert={ouvert} libelle={libelle} effet={effet} enCours={enCours} confirmer={() => void faire().then(fermer, fermer)} fermer={fermer} />
    </Box>
  );
};

const TON: Record<LigneOperation['etat'], { ton: Ton; signe: string }> = {
  A_FAIRE: { ton: 'neutre', signe: '…' },
  FAITE: { ton: 'succes', signe: '✓' },
  IGNOREE: { ton: 'neutre', signe: '⊘' },
  ECHEC: { ton: 'alerte', signe: '▲' },
};

const COLONNES: Colonnes<LigneOperation> = [
  { cle: 'objet', titre: t.colonnesLigne.objet, rendu: (l) => l.objet },
  { cle: 'organisme', titre: t.colonnesLigne.organisme, rendu: (l) => l.organisme ?? t.inconnu },
  { cle: 'etat', titre: t.colonnesLigne.etat, rendu: (l) => <Pastille {...TON[l.etat]}>{t.lignes[l.etat]}</Pastille> },
  {
    cle: 'phrase',
    titre: t.colonnesLigne.phrase,
    rendu: (l) => (
      <>
        {l.phrase ?? t.inconnu}
        {l.jusqua && !l.phrase?.includes('possible') ? ` (${t.possibleLe(jourHeure(l.jusqua))})` : null}
      </>
    ),
  },
  { cle: 'le', titre: t.colonnesLigne.le, rendu: (l) => (l.le ? <Quand instant={l.le}>{jourHeure(l.le)}</Quand> : t.inconnu) },
];
