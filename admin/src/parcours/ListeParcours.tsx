/** Every parcours, stuck or not: found by session or by id, never by a name in the address. */
import { ListBase, type RaRecord, Title } from 'react-admin';
import type { ParcoursLigne } from '../../../api/contract/admin.ts';
import { EtapeParcours } from '../../../domain/codes.ts';
import { duree } from '../commun/dates.ts';
import { FiltreChoix, FiltreOui, Filtres, FiltreTexte } from '../commun/Filtres.tsx';
import { Lien } from '../commun/Lien.tsx';
import { ListeVide } from '../commun/ListeVide.tsx';
import { EtatSituation, Gravite, Quand } from '../commun/Pastille.tsx';
import { RYTHME, useMaintenant } from '../commun/requetes.ts';
import { type Colonne, Tableau } from '../commun/Tableau.tsx';
import { textes } from '../textes.ts';

const t = textes.parcours;
type Ligne = ParcoursLigne & RaRecord;

const colonnes = (maintenant: string): [Colonne<Ligne>, ...Colonne<Ligne>[]] => [
  {
    cle: 'candidat',
    titre: t.colonnes.candidat,
    largeur: '16%',
    rendu: (p) => <Lien vers={`/parcours/${encodeURIComponent(p.id)}/show`}>{p.personne ?? t.candidat(p.id)}</Lien>,
  },
  { cle: 'session', titre: t.colonnes.session, rendu: (p) => `${p.intitule} (${p.session})` },
  { cle: 'organisme', titre: t.colonnes.organisme, rendu: (p) => p.organisme },
  { cle: 'etape', titre: t.colonnes.etape, rendu: (p) => textes.etapes[p.etape] },
  {
    cle: 'situation',
    titre: t.colonnes.situation,
    rendu: (p) =>
      p.situation.etat === 'bloque' ? <Gravite gravite={p.situation.gravite}>{textes.situations.bloque}</Gravite> : <EtatSituation etat={p.situation.etat} />,
  },
  { cle: 'depuis', titre: t.colonnes.depuis, droite: true, rendu: (p) => <Quand instant={p.depuis}>{duree(p.depuis, maintenant)}</Quand> },
];

const Lignes = () => (
  <Tableau<Ligne>
    legende={t.legende}
    colonnes={colonnes(useMaintenant())}
    vide={<ListeVide titre={t.vide} detail={t.videDetail} filtree={t.videFiltre} />}
    ton={(p) => (p.situation.gravite === 'en_retard' ? 'alerte' : null)}
  />
);

const ListeParcours = () => (
  <ListBase resource="parcours" perPage={25} queryOptions={{ refetchInterval: RYTHME }}>
    <Title title={t.titre} />
    <Filtres>
      <FiltreTexte nom="recherche" libelle={t.recherche} />
      <FiltreChoix nom="etape" libelle={t.etape} tous={t.toutesEtapes} choix={EtapeParcours.options.map((e) => [e, textes.etapes[e]] as const)} />
      <FiltreOui nom="bloque" libelle={t.bloques} />
    </Filtres>
    <Lignes />
  </ListBase>
);
export default ListeParcours;
