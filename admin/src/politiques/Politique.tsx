/** One policy: edited by an administrator against the version read, put in force at once, every version kept. */
import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCanAccess, useParams } from 'react-admin';
import { differencesDePolitique, fautesDePolitique, PolitiqueSaisie } from '../../../domain/politiques-saisie.ts';
import { Bloc } from '../commun/Bloc.tsx';
import { Confirmation } from '../commun/Confirmation.tsx';
import { Detail } from '../commun/Detail.tsx';
import { useDire, useDonnees, useRelire } from '../commun/requetes.ts';
import { politiques as t } from '../textes/politiques.ts';
import { ChampsDelais, type Delais } from './ChampsDelais.tsx';
import { ChampsNiveaux } from './ChampsNiveaux.tsx';
import { CHEMIN, intituleDe, PolitiqueDetail } from './formes.ts';
import { Versions } from './Versions.tsx';

const Politique = () => {
  const { cause = '' } = useParams();
  return (
    <Detail titre={t.titre} retour={t.retour} vers="/politiques" chemin={`${CHEMIN}/${encodeURIComponent(cause)}`} forme={PolitiqueDetail}>
      {(p) => <Contenu key={p.version} p={p} />}
    </Detail>
  );
};
export default Politique;

const Contenu = ({ p }: { p: PolitiqueDetail }) => {
  const { canAccess = false } = useCanAccess({ resource: 'reglages', action: 'modifier' });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
      <Box>
        <Typography variant="h1" component="h2" sx={{ fontSize: '1.5rem' }}>
          {intituleDe(p)}
        </Typography>
        <Typography color="text.secondary">{t.attentes(p.attentes, p.restants)}</Typography>
      </Box>
      <Formulaire p={p} modifiable={canAccess} />
      <Versions historique={p.historique} />
    </Box>
  );
};

const Formulaire = ({ p, modifiable }: { p: PolitiqueDetail; modifiable: boolean }) => {
  const { niveaux: lus, reposHeures } = p;
  const [niveaux, changerNiveaux] = useState(lus);
  const [repos, changerRepos] = useState(String(reposHeures));
  const [delais, changerDelais] = useState<Delais>({ absenceProvisoire: p.absenceProvisoire, conservation: p.conservation, seuils: p.seuils });
  const [motif, motiver] = useState('');
  const [demande, demander] = useState(false);
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  const saisie = PolitiqueSaisie.safeParse({
    niveaux,
    reposHeures: Number(repos),
    ...(delais.absenceProvisoire && { absenceProvisoire: delais.absenceProvisoire }),
    ...(delais.conservation && { conservation: delais.conservation }),
    ...(delais.seuils && { seuils: delais.seuils }),
  });
  const fautes = saisie.success ? fautesDePolitique(p.cause, saisie.data).map((f) => f.message) : saisie.error.issues.map((i) => i.message);
  const inchangee = saisie.success && differencesDePolitique(p, { ...saisie.data, cause: p.cause }).length === 0;
  const enregistrer = useMutation({
    mutationFn: () =>
      donnees.appeler(`${CHEMIN}/${p.cause}`, PolitiqueDetail, {
        methode: 'PUT',
        corps: { ...saisie.data, version: p.version, ...(motif.trim() !== '' && { motif: motif.trim() }) },
      }),
    onSuccess: (enVigueur) => dire(t.enregistree(enVigueur.version), 'success'),
    onError: (erreur) => dire(erreur.message, 'error'),
    onSettled: () => {
      demander(false);
      return relire();
    },
  });
  return (
    <Bloc titre={t.etapes} aide={modifiable ? undefined : t.lecture}>
      <ChampsNiveaux niveaux={niveaux} changer={changerNiveaux} modifiable={modifiable} />
      <ChampsDelais cause={p.cause} delais={delais} changer={changerDelais} modifiable={modifiable} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 2.5 }}>
        <TextField
          type="number"
          size="small"
          label={t.reposHeures}
          value={repos}
          disabled={!modifiable}
          onChange={(e) => changerRepos(e.target.value)}
          sx={{ minWidth: 280 }}
          slotProps={{ htmlInput: { min: 0, max: 720 } }}
        />
        {modifiable ? (
          <TextField size="small" label={t.motif} value={motif} onChange={(e) => motiver(e.target.value)} sx={{ flex: 1, minWidth: { sm: 280 } }} />
        ) : null}
      </Box>
      {fautes.length > 0 ? (
        <Alert severity="error" variant="outlined" sx={{ mt: 2, color: 'text.primary' }}>
          <strong>{t.fautes}</strong>
          <Box component="ul" sx={{ m: 0, pl: 2 }}>
            {fautes.map((f) => (
              <li key={f}>{f}</li>
            ))}
          </Box>
        </Alert>
      ) : null}
      {modifiable ? (
        <Button variant="contained" sx={{ mt: 2 }} disabled={fautes.length > 0 || inchangee} onClick={() => demander(true)}>
          {t.enregistrer}
        </Button>
      ) : null}
      <Confirmation
        ouvert={demande}
        libelle={t.enregistrer}
        effet={t.enregistrerEffet}
        enCours={enregistrer.isPending}
        confirmer={() => enregistrer.mutate()}
        fermer={() => demander(false)}
      />
    </Bloc>
  );
};
