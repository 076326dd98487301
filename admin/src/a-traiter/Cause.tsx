/** One cause: what it means, who acts, what comes next; then every blocage with its own remedy. Filters live in the URL. */
import { Box, Paper, Typography } from '@mui/material';
import { ListBase, type RaRecord, Title, useListContext, useParams } from 'react-admin';
import { type BlocageLigne, type Onglet, PageBlocages } from '../../../api/contract/admin.ts';
import { ActionsBlocage } from '../commun/ActionsBlocage.tsx';
import { duree, jourBref, jourHeure } from '../commun/dates.ts';
import { FiltreChoix, Filtres } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { ListeVide } from '../commun/ListeVide.tsx';
import { Gravite, Quand, TON_GRAVITE } from '../commun/Pastille.tsx';
import { type Colonne, Tableau } from '../commun/Tableau.tsx';
import { textes } from '../textes.ts';

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
  const { meta } = useListContext<Ligne>();
  const lu = Meta.safeParse(meta);
  const info = lu.success ? lu.data : null;
  const maintenant = info?.maintenant ?? '';
  return (
    <>
      <Title title={info?.cause?.titre ?? textes.aTraiter.titre} />
      <Box sx={{ mb: 2 }}>
        <Lien vers="/">← {t.retour}</Lien>
      </Box>
      {info?.cause ? <Explication cause={info.cause} /> : null}
      <Filtres>
        <FiltreChoix
          nom="organisme"
          libelle={t.organisme}
          tous={t.tousOrganismes}
          choix={(info?.organismes ?? []).map((o) => [o.siret, `${o.nom} (${o.nombre})`] as const)}
        />
        <FiltreChoix nom="gravite" libelle={t.gravite} tous={t.toutesGravites} choix={Object.entries(textes.gravites)} />
      </Filtres>
      <Tableau<Ligne>
        legende={t.legende}
        colonnes={colonnes(maintenant)}
        vide={<ListeVide titre={t.vide} filtree={t.videFiltre} />}
        ton={(b) => (b.situation.gravite === 'en_retard' ? TON_GRAVITE.en_retard.ton : null)}
      />
    </>
  );
};

const colonnes = (maintenant: string): [Colonne<Ligne>, ...Colonne<Ligne>[]] => [
  {
    cle: 'objet',
    titre: t.colonnes.objet,
    rendu: (b) => (
      <Box sx={{ minWidth: 260 }}>
        {b.parcours ? (
          <Lien vers={`/parcours/${encodeURIComponent(b.parcours)}/show`}>{b.objet}</Lien>
        ) : (
          <Typography sx={{ fontWeight: 600 }}>{b.objet}</Typography>
        )}
        <Typography variant="body2" sx={{ mt: 0.25, maxWidth: '70ch' }}>
          {b.situation.phrase}
        </Typography>
        {b.veilleJusqua ? (
          <Typography variant="caption" color="text.secondary">
            {t.enVeille(jourHeure(b.veilleJusqua))}
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
  { cle: 'actions', titre: t.colonnes.actions, largeur: 390, rendu: (b) => <ActionsBlocage blocage={b} maintenant={maintenant} /> },
];

const Explication = ({ cause }: { cause: NonNullable<PageBlocages['cause']> }) => (
  <Paper variant="outlined" component="section" aria-label={t.sens} sx={{ p: 2.25, mb: 2.5 }}>
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '2fr 1fr 1.5fr' },
        '& dt': { color: 'text.secondary', fontSize: '0.8rem', fontWeight: 600 },
        '& dd': { m: 0 },
      }}
    >
      <div>
        <dt>{t.sens}</dt>
        <dd>{cause.explication}</dd>
      </div>
      <div>
        <dt>{t.qui}</dt>
        <dd>{cause.acteur}</dd>
      </div>
      <div>
        <dt>{t.suite}</dt>
        <dd>{cause.suite}</dd>
      </div>
    </Box>
  </Paper>
);
