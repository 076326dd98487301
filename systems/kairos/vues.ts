/** What an OF sees in Kairos. `maintenant`: business instant, epoch ms. */
import type { Outil, Presence, StatutCreneau, Suite } from '../../domain/codes.ts';
import type { Vue } from '../socle/createSysteme.ts';
import { parSession } from '../socle/pieces.ts';
import { libres } from './rules.ts';
import { Creneau, Dossier, type Positionnement } from './store.ts';

/** R29: the tool, never the network: to name Cap emploi would reveal a disability. */
export const ORIGINE: Record<Outil, 'OUIFORM' | 'PE' | 'OF' | 'DE'> = { OUIFORM: 'OUIFORM', AUDEF: 'PE', KAIROS: 'OF', PE_FR: 'DE' };

export const vueCreneaux: Vue = async (magasin, { session: numero = '' }, maintenant) => {
  const { lu } = await magasin.lire([...parSession(Creneau, numero), ...parSession(Dossier, numero)], null);
  const places = lu.tous(Dossier).flatMap((d) => d.donnees.positionnements);
  return lu
    .tous(Creneau)
    .sort((a, b) => Date.parse(a.donnees.debut) - Date.parse(b.donnees.debut))
    .map(({ cle, donnees: c }) => ({
      creneau: c.creneau ?? c.reference,
      modalite: c.modalite,
      debut: c.debut,
      fin: c.fin,
      places: c.places,
      placesLibres: libres(c),
      statut: statut(
        c,
        places.filter((p) => p.creneau === cle && !p.annule),
        maintenant,
      ),
    }));
};

export const vueInscrits: Vue = async (magasin, { session: numero = '' }, maintenant) => {
  const { lu } = await magasin.lire([...parSession(Dossier, numero), ...parSession(Creneau, numero)], null);
  const nomCreneau = new Map(lu.tous(Creneau).map(({ cle, donnees: c }) => [cle, c.creneau ?? c.reference]));
  const dossiers = lu.tous(Dossier).sort((a, b) => parNom(a.donnees).localeCompare(parNom(b.donnees), 'fr'));
  return dossiers.flatMap(({ donnees: d }): Inscrit[] => {
    const { nom, prenom, idDE } = d.personne;
    const formation = { inscription: inscription(d), entree: entree(d, maintenant) };
    const tenues = d.positionnements.filter((p) => !p.annule);
    if (tenues.length === 0) {
      // R42c: in training without ever having been positioned.
      return d.inscription
        ? [{ positionnement: d.parcours ?? d.reference, nom, prenom, idDE, origine: 'OF', creneau: null, presence: null, suite: null, ...formation }]
        : [];
    }
    return tenues.map((p) => ({
      positionnement: p.positionnement ?? p.reference,
      nom,
      prenom,
      idDE,
      origine: ORIGINE[p.outil],
      creneau: nomCreneau.get(p.creneau) ?? p.creneau,
      presence: p.presence,
      suite: p.suite,
      ...formation,
    }));
  });
};

export const parNom = ({ personne }: Dossier): string => `${personne.nom} ${personne.prenom}`;

type Inscrit = {
  positionnement: string;
  nom: string;
  prenom: string;
  idDE: string | null;
  origine: 'OUIFORM' | 'PE' | 'OF' | 'DE';
  creneau: string | null;
  presence: Presence | null;
  suite: Suite | null;
  inscription: string | null;
  entree: string | null;
};

/** §d.3. */
const statut = (c: Creneau, places: Positionnement[], maintenant: number): StatutCreneau => {
  if (c.annule) return 'ANNULE';
  if (maintenant < Date.parse(c.debut)) return c.places > 0 && libres(c) === 0 ? 'COMPLET' : 'PUBLIE';
  if (maintenant < Date.parse(c.fin)) return 'EN_COURS';
  if (places.length === 0) return 'CLOS';
  const estVenu = (p: Positionnement): boolean => p.presence === 'PRESENT' || c.modalite === 'CANDIDATURE';
  if (c.modalite !== 'CANDIDATURE' && places.some((p) => p.presence === null)) return 'A_EMARGER';
  return places.some((p) => estVenu(p) && p.suite === null) ? 'PRESENCES_SAISIES' : 'BILAN_SAISI';
};

const inscription = (d: Dossier): string | null => {
  if (!d.inscription) return null;
  return d.inscription.annulee ? 'INSCRIPTION_ANNULEE' : 'INSCRIT';
};

/** R41: « Entrée à valider » from the first day of the session, then attested. */
export const entree = (d: Dossier, maintenant: number): string | null => {
  if (!d.inscription || d.inscription.annulee) return null;
  if (d.entree !== null) return 'ENTREE_ATTESTEE';
  return d.inscription.debut !== null && Date.parse(d.inscription.debut) <= maintenant ? 'ENTREE_A_VALIDER' : null;
};
