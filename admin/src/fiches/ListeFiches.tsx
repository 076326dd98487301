/** The fiches: their state, when they were validated, what is stuck. */
import { Title } from 'react-admin';
import { type FicheLigne, PageFiches } from '../../../api/contract/admin.ts';
import { EtatFiche } from '../../../domain/codes.ts';
import { jour } from '../commun/dates.ts';
import { FiltreChoix, Filtres, FiltreTexte } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { ListeParCle } from '../commun/ListeParCle.tsx';
import { suivi } from '../textes/suivi.ts';
import { EtatDeFiche } from './EtatDeFiche.tsx';

const t = suivi.fiches;
const COLONNES: Colonnes<FicheLigne> = [
  { cle: 'intitule', titre: t.colonnes.intitule, rendu: (f) => <Lien vers={`/fiches/${encodeURIComponent(f.numero)}`}>{`${f.intitule} (${f.numero})`}</Lien> },
  { cle: 'organisme', titre: t.colonnes.organisme, rendu: (f) => <Lien vers={`/organismes/${f.organisme.siret}`}>{f.organisme.nom}</Lien> },
  { cle: 'etat', titre: t.colonnes.etat, rendu: (f) => <EtatDeFiche etat={f.etat} /> },
  { cle: 'validee', titre: t.colonnes.validee, rendu: (f) => (f.valideeLe ? jour(f.valideeLe) : suivi.aucun) },
  { cle: 'sessions', titre: t.colonnes.sessions, droite: true, rendu: (f) => f.sessions },
  { cle: 'blocages', titre: t.colonnes.blocages, droite: true, rendu: (f) => f.blocages },
];

const ListeFiches = () => (
  <>
    <Title title={t.titre} />
    <ListeParCle
      chemin="/api/admin/fiches"
      forme={PageFiches}
      vide={{ titre: t.vide, detail: t.videDetail, filtree: t.videFiltre }}
      filtres={
        <Filtres>
          <FiltreTexte nom="recherche" libelle={t.recherche} />
          <FiltreChoix nom="etat" libelle={t.etat} tous={t.tous} choix={EtatFiche.options.map((e) => [e, suivi.etatsFiche[e]] as const)} />
        </Filtres>
      }
    >
      {(lignes) => <Lignes legende={t.legende} colonnes={COLONNES} lignes={lignes} cle={(f) => f.numero} />}
    </ListeParCle>
  </>
);
export default ListeFiches;
