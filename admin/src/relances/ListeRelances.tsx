/** Sent: delivered, bounced, followed by an act or not. To come: when, to whom. */
import { Typography } from '@mui/material';
import { type Onglet, PageRelances, type RelanceLigne } from '../../../api/contract/admin.ts';
import { CAUSES, CodeCause } from '../../../domain/causes.ts';
import type { ActeurType } from '../../../domain/codes.ts';
import { jourHeure } from '../commun/dates.ts';
import { FiltreChoix, Filtres } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { ListeParCle } from '../commun/ListeParCle.tsx';
import { Pastille, Quand } from '../commun/Pastille.tsx';
import { RYTHME } from '../commun/requetes.ts';
import type { Ton } from '../gabarit/theme.ts';
import { relances as t } from '../textes/relances.ts';
import { FiltresCommuns } from './FiltresRelances.tsx';

type Sens = 'envoyees' | 'a_venir';
const VUE: Record<RelanceLigne['etat'], { ton: Ton; signe: string }> = {
  PREVUE: { ton: 'neutre', signe: '…' },
  EN_ENVOI: { ton: 'calme', signe: '→' },
  ENVOYEE: { ton: 'succes', signe: '✓' },
  ECHEC: { ton: 'alerte', signe: '▲' },
  REBONDIE: { ton: 'alerte', signe: '↩' },
};

export const ListeRelances = ({ sens }: { sens: Sens }) => (
  <ListeParCle
    chemin="/api/admin/relances"
    forme={PageRelances}
    fixe={{ sens }}
    masques={['vue']}
    rythme={RYTHME}
    vide={{ titre: t.vide[sens], filtree: t.videFiltre }}
    filtres={
      <Filtres>
        <FiltresCommuns />
        {sens === 'envoyees' ? (
          <>
            <FiltreChoix nom="etat" libelle={t.etat} tous={t.tousEtats} choix={(['ENVOYEE', 'ECHEC', 'REBONDIE'] as const).map((e) => [e, t.etats[e]])} />
            <FiltreChoix nom="suivie" libelle={t.suivie} tous={t.indifferent} choix={Object.entries(t.suivies)} />
          </>
        ) : null}
      </Filtres>
    }
  >
    {(lignes) => (
      <Lignes
        legende={t.legende[sens]}
        colonnes={colonnes(sens)}
        lignes={lignes}
        cle={(r) => r.id}
        ton={(r) => (r.etat === 'ECHEC' || r.etat === 'REBONDIE' ? 'alerte' : null)}
      />
    )}
  </ListeParCle>
);

const ONGLETS: Partial<Record<ActeurType, Onglet>> = { OF: 'ORGANISMES', PRESCRIPTEUR: 'PRESCRIPTEURS', SYSTEME: 'SYSTEMES' };
const versCause = (code: string): string => {
  const cause = CodeCause.safeParse(code);
  return cause.success ? `/a-traiter/${ONGLETS[CAUSES[cause.data].acteur] ?? 'EQUIPE'}/${code}` : '/';
};

const colonnes = (sens: Sens): Colonnes<RelanceLigne> => [
  {
    cle: 'titre',
    titre: t.colonnes.titre,
    rendu: (r) => (
      <>
        <Lien vers={versCause(r.cause)}>{r.titre}</Lien>
        {r.objet ? (
          <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '60ch' }}>
            {r.objet}
          </Typography>
        ) : null}
      </>
    ),
  },
  {
    cle: 'organisme',
    titre: t.colonnes.organisme,
    rendu: (r) => (r.organisme ? <Lien vers={`/organismes/${r.organisme.siret}`}>{r.organisme.nom}</Lien> : t.sansObjet),
  },
  {
    cle: 'a',
    titre: t.colonnes.a,
    rendu: (r) => (
      <>
        {r.a}
        <Typography variant="caption" component="p" color="text.secondary">
          {t.niveau(r.niveau, t.canaux[r.canal] ?? r.canal)}
        </Typography>
      </>
    ),
  },
  { cle: 'quand', titre: t.colonnes.quand, rendu: (r) => <Instant instant={r.envoyeeLe ?? r.prevueLe} /> },
  ...(sens === 'envoyees' ? DEVENUES : []),
];

const Instant = ({ instant }: { instant: string | null }) => (instant === null ? t.sansObjet : <Quand instant={instant}>{jourHeure(instant)}</Quand>);

const DEVENUES: Colonnes<RelanceLigne> = [
  {
    cle: 'etat',
    titre: t.colonnes.etat,
    rendu: (r) => (
      <>
        <Pastille {...VUE[r.etat]}>{t.etats[r.etat]}</Pastille>
        {r.echec ? (
          <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 0.25, maxWidth: '36ch' }}>
            {t.echec(r.echec)}
          </Typography>
        ) : null}
      </>
    ),
  },
  {
    cle: 'suite',
    titre: t.colonnes.suite,
    rendu: (r) =>
      r.suivieApresHeures === null ? (
        <Typography variant="body2" color="text.secondary">
          {t.pasEncore}
        </Typography>
      ) : (
        <Pastille ton="succes" signe="✓">
          {t.suivieApres(r.suivieApresHeures)}
        </Pastille>
      ),
  },
];
