/** One fiche: its state, the Carif's remarks, its sessions, what holds it up. */
import { Box, Link, Typography } from '@mui/material';
import { useParams } from 'react-admin';
import { FicheDetail } from '../../../api/contract/admin.ts';
import { Bloc, Definitions } from '../commun/Bloc.tsx';
import { Bloquees } from '../commun/Bloquees.tsx';
import { Detail, useInstant } from '../commun/Detail.tsx';
import { jour } from '../commun/dates.ts';
import { Lien } from '../commun/Lien.tsx';
import { suivi } from '../textes/suivi.ts';
import { EnteteFiche } from './EnteteFiche.tsx';

const t = suivi.fiches;

const Fiche = () => {
  const { numero = '' } = useParams();
  return (
    <Detail titre={t.titre} retour={t.retour} vers="/fiches" chemin={`/api/admin/fiches/${encodeURIComponent(numero)}`} forme={FicheDetail}>
      {(f) => <Contenu f={f} />}
    </Detail>
  );
};
export default Fiche;

const Contenu = ({ f }: { f: FicheDetail }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
    <EnteteFiche fiche={f}>
      {f.modifiee ? <Typography sx={{ mt: 0.5 }}>{t.modifiee}</Typography> : null}
      <Box sx={{ mt: 1 }}>
        <Lien vers={`/validation/${encodeURIComponent(f.numero)}`}>{t.decider}</Lien>
      </Box>
    </EnteteFiche>
    <Bloquees blocages={f.bloquees} maintenant={useInstant()} />
    <Bloc titre={t.titre}>
      <Definitions
        lignes={[
          [
            suivi.organisme,
            <Lien key="o" vers={`/organismes/${f.organisme.siret}`}>
              {f.organisme.nom}
            </Lien>,
          ],
          [t.colonnes.validee, f.valideeLe ? jour(f.valideeLe) : suivi.aucun],
          ...(f.remarques ? ([[t.remarques, f.remarques]] as const) : []),
          [t.catalogue, f.catalogue ?? suivi.aucun],
          [suivi.sessions, f.sessionsListees.length === 0 ? t.sessionsVide : f.sessionsListees.map((s) => `${s.numero} (${jour(s.debut)})`).join(', ')],
          ...(f.lienTemporal
            ? ([
                [
                  'Temporal',
                  <Link key="t" href={f.lienTemporal} target="_blank" rel="noreferrer">
                    {suivi.temporal}
                  </Link>,
                ],
              ] as const)
            : []),
        ]}
      />
    </Bloc>
  </Box>
);
