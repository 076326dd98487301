/** The jobseekers followed: their status, what is kept for their réinscription. */
import { Title } from 'react-admin';
import { type DemandeurLigne, PageDemandeurs } from '../../../api/contract/admin.ts';
import { StatutDe } from '../../../domain/codes.ts';
import { jour } from '../commun/dates.ts';
import { FiltreChoix, Filtres } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { type Colonnes, Lignes } from '../commun/Lignes.tsx';
import { ListeParCle } from '../commun/ListeParCle.tsx';
import { suivi } from '../textes/suivi.ts';

const t = suivi.demandeurs;
const COLONNES: Colonnes<DemandeurLigne> = [
  { cle: 'personne', titre: t.colonnes.personne, rendu: (d) => <Lien vers={`/demandeurs/${d.id}`}>{d.personne ?? t.anonyme(d.id)}</Lien> },
  { cle: 'statut', titre: t.colonnes.statut, rendu: (d) => suivi.statuts[d.statut] },
  { cle: 'depuis', titre: t.colonnes.depuis, rendu: (d) => jour(d.depuis) },
  { cle: 'differees', titre: t.colonnes.differees, droite: true, rendu: (d) => d.differees },
  { cle: 'parcours', titre: t.colonnes.parcours, droite: true, rendu: (d) => d.parcours },
  { cle: 'blocages', titre: t.colonnes.blocages, droite: true, rendu: (d) => d.blocages },
];

const ListeDemandeurs = () => (
  <>
    <Title title={t.titre} />
    <ListeParCle
      chemin="/api/admin/demandeurs"
      forme={PageDemandeurs}
      vide={{ titre: t.vide, filtree: t.videFiltre }}
      filtres={
        <Filtres>
          <FiltreChoix nom="statut" libelle={t.statut} tous={t.tous} choix={StatutDe.options.map((s) => [s, suivi.statuts[s]] as const)} />
          <FiltreChoix
            nom="differees"
            libelle={t.differees}
            tous={t.indifferent}
            choix={[
              ['true', t.avec],
              ['false', t.sans],
            ]}
          />
        </Filtres>
      }
    >
      {(lignes) => <Lignes legende={t.legende} colonnes={COLONNES} lignes={lignes} cle={(d) => d.id} />}
    </ListeParCle>
  </>
);
export default ListeDemandeurs;
