/** One fiche to validate: what changed, what it says, then the decision, bound to the version that was read. */
import { Box, Button, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCanAccess, useNavigate, useParams } from 'react-admin';
import { z } from 'zod';
import { Bloc, Definitions } from '../commun/Bloc.tsx';
import { Confirmation } from '../commun/Confirmation.tsx';
import { Detail } from '../commun/Detail.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { useDire, useDonnees, useRelire } from '../commun/requetes.ts';
import { EnteteFiche } from '../fiches/EnteteFiche.tsx';
import { validation as t } from '../textes/validation.ts';
import { CHEMIN, type Difference, FicheLue } from './formes.ts';

const FicheAValider = () => {
  const { numero = '' } = useParams();
  return (
    <Detail titre={t.titre} retour={t.retour} vers="/validation" chemin={`${CHEMIN}/${encodeURIComponent(numero)}`} forme={FicheLue}>
      {(f) => <Contenu f={f} />}
    </Detail>
  );
};
export default FicheAValider;

const DIFFERENCES: Colonnes<Difference> = [
  { cle: 'champ', titre: t.colonnesDiff.champ, rendu: (d) => (d.ecran === null ? d.champ : `${d.champ} (${t.ecran(d.ecran)})`) },
  { cle: 'avant', titre: t.colonnesDiff.avant, rendu: (d) => <del>{d.avant ?? t.vide1}</del> },
  { cle: 'apres', titre: t.colonnesDiff.apres, rendu: (d) => <ins>{d.apres ?? t.vide1}</ins> },
];

const Contenu = ({ f }: { f: FicheLue }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
    <EnteteFiche fiche={f}>
      <Typography color="text.secondary">{f.organisme.nom}</Typography>
      <Typography sx={{ mt: 1, maxWidth: '80ch' }}>{f.situation.phrase}</Typography>
      <Decision f={f} />
    </EnteteFiche>
    {f.remarques ? <Bloc titre={t.remarques}>{f.remarques}</Bloc> : null}
    <Bloc titre={t.differences}>
      {f.differences === null || f.differences.length === 0 ? (
        <Typography color="text.secondary">{f.differences === null ? t.premiere : t.identique}</Typography>
      ) : (
        <Lignes legende={t.differences} colonnes={DIFFERENCES} lignes={f.differences} cle={(d) => `${d.chemin}-${d.champ}`} nu />
      )}
    </Bloc>
    <Bloc titre={t.ecrans}>
      {f.ecrans.map((e) => (
        <Box key={`${e.ecran}-${e.session ?? ''}`} component="details" sx={{ py: 0.75, '& summary': { cursor: 'pointer', fontWeight: 600, mb: 1 } }}>
          <summary>{[`${e.ecran}. ${e.titre}`, e.session ? t.session(e.session) : null].filter(Boolean).join(' — ')}</summary>
          <Definitions lignes={e.champs.map((c) => [c.libelle, c.valeur ?? (c.obligatoire ? `${t.vide1} — ${t.obligatoire}` : t.vide1)] as const)} />
        </Box>
      ))}
    </Bloc>
  </Box>
);

type Choix = 'validation' | 'retour';
const Decidee = z.object({ numero: z.string() });
const ACTES = { validation: { libelle: t.valider, effet: t.validerEffet }, retour: { libelle: t.retourner, effet: t.retournerEffet } };

const Decision = ({ f }: { f: FicheLue }) => {
  const [choix, choisir] = useState<Choix | null>(null);
  const [remarques, remarquer] = useState('');
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  const naviguer = useNavigate();
  const { canAccess } = useCanAccess({ resource: 'fiches', action: 'agir' });
  const decider = useMutation({
    mutationFn: (quoi: Choix) =>
      donnees.appeler(`${CHEMIN}/${encodeURIComponent(f.numero)}/${quoi}`, Decidee, {
        methode: 'POST',
        corps: { empreinte: f.empreinte, ...(quoi === 'retour' && { remarques: remarques.trim() }) },
      }),
    onSuccess: (_, quoi) => {
      choisir(null);
      dire(quoi === 'validation' ? t.validee : t.retournee, 'success');
      void naviguer('/validation');
    },
    onSettled: relire,
  });
  if (!canAccess || (f.etat !== 'SOUMISE' && f.etat !== 'MODIFIEE_A_REVALIDER')) return null;
  const fermer = (): void => {
    choisir(null);
    decider.reset();
  };
  return (
    <Box data-verdict="" sx={{ display: 'flex', gap: 1, mt: 2 }}>
      <Button variant="contained" data-remede="" onClick={() => choisir('validation')}>
        {t.valider}
      </Button>
      <Button variant="outlined" onClick={() => choisir('retour')}>
        {t.retourner}
      </Button>
      {choix === null ? null : (
        <Confirmation
          ouvert
          {...ACTES[choix]}
          enCours={decider.isPending}
          incomplet={choix === 'retour' && remarques.trim() === ''}
          erreur={decider.error?.message ?? null}
          confirmer={() => decider.mutate(choix)}
          fermer={fermer}
        >
          {choix === 'retour' ? (
            <TextField
              fullWidth
              required
              autoFocus
              multiline
              minRows={4}
              label={t.champRemarques}
              helperText={t.aideRemarques}
              value={remarques}
              onChange={(e) => remarquer(e.target.value)}
              slotProps={{ htmlInput: { maxLength: 3000 } }}
              sx={{ mt: 2 }}
            />
          ) : null}
        </Confirmation>
      )}
    </Box>
  );
};
