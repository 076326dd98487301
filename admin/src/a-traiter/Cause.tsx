/** One cause: what it means, who acts, what comes next; then every blocage with its own remedy. Filters live in the URL. */
import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { ListBase, type RaRecord, Title, useListContext, useParams } from 'react-admin';
import { type BlocageLigne, FiltreOperation, type Onglet, PageBlocages } from '../../../api/contract/admin.ts';
import { JUSQUA_UN_CHANGEMENT } from '../../../domain/actes.ts';
import { ActionsBlocage } from '../commun/ActionsBlocage.tsx';
import { duree, jourBref, jourHeure } from '../commun/dates.ts';
import { FiltreChoix, Filtres, FiltreTexte } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { LienBlocage } from '../commun/LienBlocage.tsx';
import { ListeVide } from '../commun/ListeVide.tsx';
import { Gravite, Quand, TON_GRAVITE } from '../commun/Pastille.tsx';
import { type Colonne, Tableau } from '../commun/Tableau.tsx';
import { adresse } from '../fournisseurs/http.ts';
import { causeTextes as plus } from '../textes/cause.ts';
import { textes } from '../textes.ts';
import { BarreLot } from './BarreLot.tsx';
import { Explication } from './Explication.tsx';
import { MesVues } from './MesVues.tsx';

const t = textes.cause;
type Ligne = BlocageLigne & RaRecord;
const Meta = PageBlocages.pick({ cause: true, organismes: true, maintenant: true });

const Cause = () => {
  const { onglet, cause } = useParams<{ onglet: Onglet; cause: string }>();
  return (
    <ListBase resource="blocages" filter={{ onglet, cause }} perPage={25} storeKey={`blocages.${onglet}.${cause}`} exporter={false}>
      <Contenu />
    </ListBase>
  );
};
export default Cause;

const Contenu = () => {
  const { onglet, cause = '' } = useParams<{ onglet: Onglet; cause: string }>();
  const { meta, data = [], total = 0, filterValues } = useListContext<Ligne>();
  const [coches, cocher] = useState<ReadonlySet<string>>(new Set());
  const lu = Meta.safeParse(meta);
  const info = lu.success ? lu.data : null;
  const maintenant = info?.maintenant ?? '';
  const presents = data.filter((b) => coches.has(b.id)).map((b) => b.id);
  const filtre = FiltreOperation.safeParse({ ...filterValues, ...anciennete(filterValues['anciennete']), cause, onglet });
  return (
    <>
      <Title title={info?.cause?.titre ?? textes.aTraiter.titre} />
      <Box sx={{ mb: 2 }}>
        <Lien vers={`/?onglet=${onglet ?? ''}`}>← {t.retour}</Lien>
      </Box>
      {info?.cause ? <Explication cause={info.cause} maintenant={maintenant} /> : null}
      <Filtres>
        <FiltreTexte nom="session" libelle={plus.session} court />
        <FiltreChoix
          nom="organisme"
          libelle={t.organisme}
          tous={t.tousOrganismes}
          choix={(info?.organismes ?? []).map((o) => [o.siret, `${o.nom} (${o.nombre})`] as const)}
        />
        <FiltreChoix nom="gravite" libelle={t.gravite} tous={t.toutesGravites} choix={Object.entries(textes.gravites)} />
        <FiltreChoix nom="anciennete" libelle={plus.anciennete} tous={plus.touteAnciennete} choix={plus.anciennetes} />
        <MesVues ecran="cause" />
        <Button href={adresse('/api/admin/blocages.csv', { ...filterValues, cause, onglet })} download>
          {plus.csv}
        </Button>
      </Filtres>
      {filtre.success ? (
        <BarreLot
          actions={data[0]?.situation.actions.filter((a) => a.groupable) ?? []}
          portee={{
            filtre: presents.length > 0 ? { ...filtre.data, blocages: presents } : filtre.data,
            nombre: presents.length > 0 ? presents.length : total,
            coches: presents.length,
          }}
          maintenant={maintenant}
          fini={() => cocher(new Set())}
        />
      ) : null}
      <Tableau<Ligne>
        legende={t.legende}
        colonnes={colonnes(maintenant)}
        vide={<ListeVide titre={t.vide} filtree={t.videFiltre} />}
        ton={(b) => (b.situation.gravite === 'en_retard' ? TON_GRAVITE.en_retard.ton : null)}
        choix={{ coches, cocher, nom: (b) => b.objet }}
      />
    </>
  );
};

const anciennete = (jours: unknown) => (jours === undefined ? {} : { anciennete: Number(jours) });

const colonnes = (maintenant: string): [Colonne<Ligne>, ...Colonne<Ligne>[]] => [
  {
    cle: 'objet',
    titre: t.colonnes.objet,
    rendu: (b) => (
      <Box sx={{ minWidth: { sm: 260 } }}>
        <LienBlocage blocage={b} />
        <Typography variant="body2" sx={{ mt: 0.25, maxWidth: '70ch' }}>
          {b.situation.phrase}
        </Typography>
        {b.veilleJusqua ? (
          <Typography variant="caption" color="text.secondary">
            {b.veilleJusqua === JUSQUA_UN_CHANGEMENT ? t.enVeilleChangement : t.enVeille(jourHeure(b.veilleJusqua))}
          </Typography>
        ) : null}
      </Box>
    ),
  },
  { cle: 'depuis', titre: t.colonnes.depuis, rendu: (b) => <Quand instant={b.situation.depuis}>{duree(b.situation.depuis, maintenant)}</Quand> },
  {
    cle: 'echeance',
    titre: t.colonnes.echeance,
    rendu: (b) => (
      <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
        <Gravite gravite={b.situation.gravite} />
        {b.situation.echeance ? <Quand instant={b.situation.echeance}>{jourBref(b.situation.echeance, maintenant)}</Quand> : null}
      </Box>
    ),
  },
  {
    cle: 'relance',
    titre: t.colonnes.relance,
    rendu: (b) => (b.derniereRelance ? <Quand instant={b.derniereRelance}>{jourBref(b.derniereRelance, maintenant)}</Quand> : t.aucuneRelance),
  },
  { cle: 'actions', titre: t.colonnes.actions, largeur: 390, pleine: true, rendu: (b) => <ActionsBlocage blocage={b} maintenant={maintenant} /> },
];
