/** The organismes: what each has stuck, since when, when it was last reminded. */
import { Title } from 'react-admin';
import { type OrganismeLigne, PageOrganismes } from '../../../api/contract/admin.ts';
import { jour } from '../commun/dates.ts';
import { FiltreOui, Filtres, FiltreTexte } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { ListeParCle } from '../commun/ListeParCle.tsx';
import { Quand } from '../commun/Pastille.tsx';
import { suivi } from '../textes/suivi.ts';

const t = suivi.organismes;
const date = (instant: string | null) => (instant === null ? suivi.aucun : <Quand instant={instant}>{jour(instant)}</Quand>);

const COLONNES: Colonnes<OrganismeLigne> = [
  { cle: 'nom', titre: t.colonnes.nom, rendu: (o) => <Lien vers={`/organismes/${o.siret}`}>{o.nom}</Lien> },
  { cle: 'sessions', titre: t.colonnes.sessions, droite: true, rendu: (o) => o.sessions },
  { cle: 'blocages', titre: t.colonnes.blocages, droite: true, rendu: (o) => o.blocages },
  { cle: 'ancien', titre: t.colonnes.ancien, rendu: (o) => date(o.plusAncien) },
  { cle: 'relance', titre: t.colonnes.relance, rendu: (o) => date(o.derniereRelance) },
];

const ListeOrganismes = () => (
  <>
    <Title title={t.titre} />
    <ListeParCle
      chemin="/api/admin/organismes"
      forme={PageOrganismes}
      vide={{ titre: t.vide, filtree: t.videFiltre }}
      filtres={
        <Filtres>
          <FiltreTexte nom="recherche" libelle={t.recherche} />
          <FiltreOui nom="bloques" libelle={t.bloques} />
        </Filtres>
      }
    >
      {(lignes) => <Lignes legende={t.legende} colonnes={COLONNES} lignes={lignes} cle={(o) => o.siret} />}
    </ListeParCle>
  </>
);
export default ListeOrganismes;
