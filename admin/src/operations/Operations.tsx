/** Every bulk act, the latest first: where it is, who launched it. */
import { Title } from 'react-admin';
import { type OperationVue, PageOperations } from '../../../api/contract/admin.ts';
import { jourHeure } from '../commun/dates.ts';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { ListeParCle } from '../commun/ListeParCle.tsx';
import { Quand } from '../commun/Pastille.tsx';
import { operations as t } from '../textes/operations.ts';
import { Avancement, EtatDeOperation } from './Avancement.tsx';
import { CHEMIN } from './requetes.ts';

const COLONNES: Colonnes<OperationVue> = [
  { cle: 'titre', titre: t.colonnes.titre, rendu: (o) => <Lien vers={`/operations/${o.id}`}>{o.titre}</Lien> },
  { cle: 'etat', titre: t.colonnes.etat, rendu: (o) => <EtatDeOperation o={o} /> },
  { cle: 'avancement', titre: t.colonnes.avancement, largeur: 280, rendu: (o) => <Avancement o={o} /> },
  { cle: 'par', titre: t.colonnes.par, rendu: (o) => o.par },
  { cle: 'quand', titre: t.colonnes.quand, rendu: (o) => <Quand instant={o.creeLe}>{jourHeure(o.creeLe)}</Quand> },
];

const Operations = () => (
  <>
    <Title title={t.titre} />
    <ListeParCle chemin={CHEMIN} forme={PageOperations} rythme={5_000} vide={{ titre: t.vide, detail: t.videDetail, filtree: t.vide }}>
      {(lignes) => <Lignes legende={t.legende} colonnes={COLONNES} lignes={lignes} cle={(o) => o.id} ton={(o) => (o.echecs > 0 ? 'alerte' : null)} />}
    </ListeParCle>
  </>
);
export default Operations;
