/** « À traiter », the home: how much is stuck, since when, who must act, and the remedy of each cause in one button. */
import { Box, Button, Tab, Tabs, Typography } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import { Title, useLocation, useNavigate } from 'react-admin';
import { type Compteurs, type Groupe, type ATraiter as Lu, Onglet } from '../../../api/contract/admin.ts';
import { duree, heure } from '../commun/dates.ts';
import { Etats, Vide } from '../commun/Etats.tsx';
import { useATraiter, useNouveaux } from '../commun/requetes.ts';
import { textes } from '../textes.ts';
import { ActeLot } from './BarreLot.tsx';
import { CarteCause } from './CarteCause.tsx';
import { SanteSystemes } from './SanteSystemes.tsx';
import { Tendance } from './Tendance.tsx';

const t = textes.aTraiter;

const ATraiter = () => {
  const requete = useATraiter();
  return (
    <>
      <Title title={t.titre} />
      <Etats requete={requete}>{(lu) => <Contenu lu={lu} actualiser={() => void requete.refetch()} />}</Etats>
    </>
  );
};
export default ATraiter;

const Contenu = ({ lu, actualiser }: { lu: Lu; actualiser: () => void }) => {
  const naviguer = useNavigate();
  const demande = Onglet.safeParse(new URLSearchParams(useLocation().search).get('onglet'));
  const onglet = demande.success ? demande.data : premierOccupe(lu.compteurs);
  const groupes = lu.groupes.filter((g) => g.onglet === onglet);
  return (
    <>
      <Entete compteurs={lu.compteurs} actualiser={actualiser} />
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 300px' }, alignItems: 'start' }}>
        {lu.compteurs.total === 0 && lu.compteurs.onglets.VEILLE === 0 ? (
          <Vide titre={t.sain} detail={t.sainDetail(heure(lu.compteurs.reel))} />
        ) : (
          <Box>
            <Tabs
              value={onglet}
              onChange={(_, choisi: Onglet) => naviguer({ search: `?onglet=${choisi}` })}
              aria-label={t.parActeur}
              variant="scrollable"
              scrollButtons={false}
              sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
            >
              {Onglet.options.map((o) => (
                <Tab key={o} value={o} id={`onglet-${o}`} aria-controls="panneau" label={`${t.onglets[o]} (${lu.compteurs.onglets[o]})`} />
              ))}
            </Tabs>
            <Box role="tabpanel" id="panneau" aria-labelledby={`onglet-${onglet}`}>
              {groupes.length === 0 ? (
                <Vide titre={t.ongletVide} detail={t.ongletVideDetail} />
              ) : (
                <>
                  <Retards onglet={onglet} groupes={groupes} maintenant={lu.compteurs.maintenant} />
                  <Box component="ul" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5, p: 0, m: 0, listStyle: 'none' }}>
                    {groupes.map((g) => (
                      <CarteCause key={g.cause} groupe={g} maintenant={lu.compteurs.maintenant} />
                    ))}
                  </Box>
                </>
              )}
            </Box>
          </Box>
        )}
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Tendance jours={lu.tendance} />
          <SanteSystemes systemes={lu.systemes} maintenant={lu.compteurs.maintenant} />
        </Box>
      </Box>
    </>
  );
};

/** One act for all that is late under this tab, when it spreads over several causes. */
const Retards = ({ onglet, groupes, maintenant }: { onglet: Onglet; groupes: readonly Groupe[]; maintenant: string }) => {
  const tardifs = groupes.filter((g) => g.enRetard > 0 && g.remede?.code === 'relancer' && ONGLETS_RELANCES.includes(onglet));
  const nombre = tardifs.reduce((total, g) => total + g.enRetard, 0);
  if (tardifs.length < 2) return null;
  return (
    <Box sx={{ mb: 1.5 }}>
      <ActeLot
        action={{ code: 'relancer', libelle: t.relancerRetards, effet: t.relancerRetardsEffet, groupable: true }}
        libelle={t.relancerRetardsNombre(nombre)}
        portee={{ filtre: { onglet, gravite: 'en_retard' }, nombre, coches: 0 }}
        maintenant={maintenant}
        fini={() => undefined}
      />
    </Box>
  );
};
/** Where people are written to. */
const ONGLETS_RELANCES: readonly Onglet[] = ['ORGANISMES', 'PRESCRIPTEURS'];

const premierOccupe = (compteurs: Compteurs): Onglet => Onglet.options.find((o) => compteurs.onglets[o] > 0) ?? 'EQUIPE';

const Entete = ({ compteurs, actualiser }: { compteurs: Compteurs; actualiser: () => void }) => {
  const nouveaux = useNouveaux(compteurs.reel);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mb: 2, minHeight: 40 }}>
      <Typography component="p" sx={{ fontSize: '1.35rem', letterSpacing: '-0.015em' }}>
        <Box component="strong" sx={{ fontWeight: 700 }}>
          {t.flux(compteurs.total)}
        </Box>
        {compteurs.enRetard > 0 ? (
          <Box component="span" sx={(theme) => ({ color: theme.palette.jetons.tons.alerte.texte, fontWeight: 600 })}>
            {' · '}
            {t.retard(compteurs.enRetard)}
          </Box>
        ) : null}
        {compteurs.plusAncien ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' · '}
            {t.ancien(duree(compteurs.plusAncien, compteurs.maintenant))}
          </Box>
        ) : null}
      </Typography>
      {nouveaux > 0 ? (
        <Button variant="outlined" onClick={actualiser} data-nouveaux="">
          {t.nouveaux(nouveaux)}
        </Button>
      ) : null}
      <Box role="status" sx={visuallyHidden}>
        {nouveaux > 0 ? t.annonce(nouveaux) : ''}
      </Box>
    </Box>
  );
};
