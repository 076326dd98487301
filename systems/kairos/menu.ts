/** The menu of Kairos beside a session's own screens: « Rechercher formation », « Informations prestataire », « Parcours de formation DE » (R42). */
import { sansAccents } from '../../domain/francais.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { prefixeKairos } from '../../domain/smf/tables.ts';
import type { Magasin } from '../socle/magasin.ts';
import { type Piece, parCle, parPersonne, parSession } from '../socle/pieces.ts';
import type { Vue } from '../socle/vues.ts';
import { ADRESSE_A_CORRIGER } from './contract.ts';
import { compteDe } from './rules.offre.ts';
import { libres } from './rules.ts';
import { Compte, Creneau, Dossier, SansReference, Session } from './store.ts';
import { periode, statutDe } from './vues.listes.ts';
import { bandeau, estCourriel } from './vues.session.ts';
import { ORIGINE, parNom } from './vues.ts';

const RESULTATS_MAX = 200;
export const FILTRES = ['q', 'organisme', 'session'] as const;

/** « Rechercher formation »: by words of the title, by number, among those of an organisme (its « Offre de services »). */
export const vueRecherche: Vue = async (magasin, { q = '', organisme, session }, maintenant) => {
  const mots = simple(q).split(/\s+/).filter(Boolean);
  const sessions = (await candidates(magasin, session)).filter(({ donnees: s }) => {
    const texte = simple(`${s.numero} ${s.offre?.intitule ?? ''}`);
    return (organisme === undefined || [s.siretDispensateur, s.siretResponsable].includes(organisme)) && mots.every((m) => texte.includes(m));
  });
  const montrees = sessions.sort((a, b) => (a.donnees.debut < b.donnees.debut ? -1 : 1)).slice(0, RESULTATS_MAX);
  const { lu } = await magasin.lire(parSession(Creneau, ...montrees.map((s) => s.cle)), null);
  return montrees.map(({ cle, donnees: s }) => {
    const aVenir = lu.tous(Creneau).filter(({ donnees: c }) => c.session === cle && !c.annule && Date.parse(c.debut) > maintenant);
    return {
      session: s.numero,
      'Intitulé de la formation': s.offre?.intitule ?? null,
      Formation: bandeau(s),
      Financement: (s.offre?.financeurs ?? []).map((f) => prefixeKairos(f.code) ?? f.libelle),
      'Créneaux à venir': aVenir.length,
      placesLibres: aVenir.reduce((n, { donnees: c }) => n + libres(c), 0),
    };
  });
};

/** « Informations prestataire » (R12, R43, R44). */
export const vuePrestataire: Vue = async (magasin, { organisme = '' }, maintenant) => {
  const { lu } = await magasin.lire(parCle(Compte, organisme), null);
  const compte = compteDe(lu, organisme);
  const jour = jourParis(maintenant);
  return {
    SIRET: compte.siret,
    'Compte Kairos': compte.actif ? 'Ouvert' : 'Aucun compte',
    'Adresse courriel': compte.courriel,
    ...(lu.un(Compte, organisme) && !estCourriel(compte.courriel) && { Alerte: ADRESSE_A_CORRIGER }),
    'Convention de dématérialisation': compte.convention && periode(compte.convention),
    'Convention valable': compte.convention !== null && compte.convention.debut <= jour && jour <= compte.convention.fin,
  };
};

/** « DE inscrits sur plans de formation sans référencement »: in no catalogue (R42c). */
export const vueSansReference: Vue = async (magasin, { organisme = '' }, maintenant) => {
  const { lu } = await magasin.lire(parSession(SansReference, organisme), null);
  const dossiers = (await magasin.lire(parCle(Dossier, ...lu.tous(SansReference).map((r) => r.donnees.dossier)), null)).lu.tous(Dossier);
  return dossiers.map((d) => ({ session: d.donnees.session, ...inscription(d, maintenant) }));
};

/** « Parcours de formation DE »: everything that Kairos knows of one person. */
export const vueParcoursDe: Vue = async (magasin, { idDE = '' }, maintenant) => {
  const { lu } = await magasin.lire(parPersonne(Dossier, idDE), null);
  const dossiers = lu.tous(Dossier);
  const sessions = (await magasin.lire(parCle(Session, ...dossiers.map((d) => d.donnees.session)), null)).lu;
  return dossiers.map((d) => ({
    session: d.donnees.session,
    'Intitulé de la formation': sessions.un(Session, d.donnees.session)?.donnees.offre?.intitule ?? null,
    Origine: d.donnees.positionnements.filter((p) => !p.annule).map((p) => ORIGINE[p.outil]),
    presence: d.donnees.positionnements.at(-1)?.presence ?? null,
    suite: d.donnees.positionnements.at(-1)?.suite ?? null,
    ...inscription(d, maintenant),
  }));
};

const inscription = ({ donnees: d }: Piece<Dossier>, maintenant: number) => ({
  'N° DE': d.personne.idDE,
  'Nom - Prénom': parNom(d),
  inscription: d.inscription?.date ?? null,
  Statut: d.inscription && statutDe(d, maintenant),
  entree: d.entree,
  interruptions: d.interruptions.map(periode),
  sortie: d.sortie?.date ?? null,
});

const candidates = async (magasin: Magasin, session: string | undefined): Promise<Piece<Session>[]> =>
  session === undefined ? magasin.tout(Session) : (await magasin.lire(parCle(Session, session), null)).lu.tous(Session);
const simple = (texte: string): string => sansAccents(texte).toLowerCase();
