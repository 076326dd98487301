/**
 * The one catalogue of refusals: code, HTTP status, French sentence, who must act and what to do next.
 * A boundary turns them into RFC 9457 (`application/problem+json`, `type` = `/problemes/<code>`).
 */
import { z } from 'zod';
import { DEJA_INSCRITE } from '../../domain/deja-inscrite.ts';

type Entree = { statut: number; titre: string; acteur?: 'CLIENT' | 'OF' | 'PRESCRIPTEUR' | 'EQUIPE' | 'SYSTEME'; prochaineEtape?: string };
const catalogue = <C extends string>(entrees: Record<C, Entree>): Record<C, Entree> => entrees;

export const PROBLEMES = catalogue({
  'json-invalide': { statut: 400, titre: 'Le corps de la requête n’est pas du JSON lisible.' },
  'parametre-invalide': { statut: 400, titre: 'Un paramètre de la requête est incorrect.' },
  'cle-idempotence-manquante': {
    statut: 400,
    titre: 'L’en-tête Idempotency-Key est obligatoire pour cette opération.',
    acteur: 'CLIENT',
    prochaineEtape: 'Envoyez un identifiant unique par demande, le même à chaque nouvel essai.',
  },
  'authentification-requise': { statut: 401, titre: 'Une clé d’API ou une session valide est nécessaire.' },
  'identifiants-incorrects': { statut: 401, titre: 'L’adresse ou le mot de passe est incorrect.' },
  'signature-incorrecte': { statut: 401, titre: 'La signature de l’événement est absente, incorrecte ou trop ancienne.' },
  'acces-refuse': { statut: 403, titre: 'Votre accès ne permet pas cette opération.' },
  'origine-refusee': { statut: 403, titre: 'Cette requête vient d’un autre site : elle est refusée.' },
  'reseau-incorrect': {
    statut: 403,
    titre: 'Le réseau du prescripteur doit être celui de votre clé.',
    acteur: 'CLIENT',
    prochaineEtape: 'Utilisez la clé d’API du réseau au nom duquel vous positionnez.',
  },
  introuvable: { statut: 404, titre: 'Cette adresse ou cette ressource n’existe pas, ou vous n’y avez pas accès.' },
  'session-introuvable': { statut: 404, titre: 'Cette session n’existe pas.' },
  'creneau-introuvable': { statut: 404, titre: 'Ce créneau n’existe pas pour cette session.' },
  'methode-non-permise': { statut: 405, titre: 'Cette adresse n’accepte pas cette méthode.' },
  'deja-inscrite': {
    statut: 409,
    titre: DEJA_INSCRITE,
    acteur: 'OF',
    prochaineEtape: 'L’organisme doit saisir la présence ou l’absence au rendez-vous précédent, ou celui-ci doit être annulé.',
  },
  'creneau-complet': {
    statut: 409,
    titre: 'Ce créneau n’a plus de place.',
    acteur: 'PRESCRIPTEUR',
    prochaineEtape: 'Choisissez un autre créneau de la session.',
  },
  'creneau-passe': { statut: 409, titre: 'Ce créneau est passé.', acteur: 'PRESCRIPTEUR', prochaineEtape: 'Choisissez un créneau à venir de la session.' },
  'creneau-annule': {
    statut: 409,
    titre: 'Ce créneau a été annulé par l’organisme.',
    acteur: 'PRESCRIPTEUR',
    prochaineEtape: 'Choisissez un autre créneau de la session.',
  },
  'recrutement-ferme': {
    statut: 409,
    titre: 'Le recrutement de cette session n’est pas ouvert.',
    acteur: 'OF',
    prochaineEtape: 'Choisissez une autre session, ou demandez à l’organisme de rouvrir le recrutement.',
  },
  'compte-kairos-absent': {
    statut: 409,
    titre: 'L’organisme dispensateur n’a pas de compte Kairos valide : il ne peut recevoir personne.',
    acteur: 'OF',
    prochaineEtape: 'L’organisme doit demander l’ouverture de son compte Kairos.',
  },
  'refus-partenaire': {
    statut: 409,
    titre: 'Le système partenaire a refusé cette opération.',
    acteur: 'EQUIPE',
    prochaineEtape: 'L’équipe d’animation est informée et vous recontactera.',
  },
  'etape-incompatible': {
    statut: 409,
    titre: 'L’étape actuelle ne permet pas cette opération.',
    acteur: 'CLIENT',
    prochaineEtape: 'Relisez la situation : elle dit ce qui est attendu.',
  },
  'requete-en-cours': {
    statut: 409,
    titre: 'La même demande est déjà en cours de traitement.',
    acteur: 'CLIENT',
    prochaineEtape: 'Recommencez dans quelques secondes avec la même clé d’idempotence.',
  },
  'action-impossible': {
    statut: 409,
    titre: 'Cette action n’est plus possible sur ce blocage.',
    acteur: 'CLIENT',
    prochaineEtape: 'Relisez le blocage : il a peut-être été levé.',
  },
  'deja-fait': {
    statut: 409,
    titre: 'Quelqu’un d’autre l’a déjà fait.',
    acteur: 'CLIENT',
    prochaineEtape: 'Relisez le blocage : rien n’est plus à faire.',
  },
  'version-depassee': {
    statut: 409,
    titre: 'Quelqu’un d’autre a modifié cet élément depuis que vous l’avez lu.',
    acteur: 'CLIENT',
    prochaineEtape: 'Relisez-le, puis refaites votre modification sur la version actuelle.',
  },
  'filtre-change': {
    statut: 409,
    titre: 'Le nombre de flux concernés a changé depuis votre demande.',
    acteur: 'CLIENT',
    prochaineEtape: 'Vérifiez la liste puis confirmez à nouveau.',
  },
  'relance-recente': {
    statut: 409,
    titre: 'Une relance est déjà partie il y a peu.',
    acteur: 'CLIENT',
    prochaineEtape: 'Attendez la date indiquée avant de relancer à nouveau.',
  },
  'corps-trop-volumineux': { statut: 413, titre: 'Le contenu envoyé est trop volumineux.' },
  'type-non-pris-en-charge': { statut: 415, titre: 'Ce type de contenu n’est pas pris en charge.' },
  'requete-invalide': {
    statut: 422,
    titre: 'La demande contient des valeurs incorrectes.',
    acteur: 'CLIENT',
    prochaineEtape: 'Corrigez les champs indiqués puis renvoyez la demande.',
  },
  'argumentaire-trop-long': {
    statut: 422,
    titre: 'L’argumentaire dépasse 385 caractères.',
    acteur: 'PRESCRIPTEUR',
    prochaineEtape: 'Raccourcissez l’argumentaire : l’organisme n’en verrait pas la fin.',
  },
  'nir-refuse': {
    statut: 422,
    titre: 'Un numéro de sécurité sociale semble présent : il ne doit jamais être transmis.',
    acteur: 'CLIENT',
    prochaineEtape: 'Retirez ce numéro, y compris des textes libres, puis renvoyez la demande.',
  },
  'dossier-imilo-refuse': {
    statut: 422,
    titre: 'Seules les missions locales peuvent rattacher un dossier i-Milo.',
    acteur: 'CLIENT',
    prochaineEtape: 'Retirez dossierImilo de la demande.',
  },
  'cle-idempotence-reutilisee': {
    statut: 422,
    titre: 'Cette clé d’idempotence a déjà servi pour une demande différente.',
    acteur: 'CLIENT',
    prochaineEtape: 'Utilisez une nouvelle clé pour une nouvelle demande.',
  },
  'dates-incoherentes': {
    statut: 422,
    titre: 'La fin doit suivre le début.',
    acteur: 'CLIENT',
    prochaineEtape: 'Corrigez les dates puis renvoyez la demande.',
  },
  'trop-de-requetes': {
    statut: 429,
    titre: 'Trop de requêtes en peu de temps.',
    acteur: 'CLIENT',
    prochaineEtape: 'Attendez la durée donnée par l’en-tête Retry-After.',
  },
  'erreur-interne': { statut: 500, titre: 'Une erreur inattendue est survenue ; elle est enregistrée.' },
  indisponible: {
    statut: 503,
    titre: 'Le service n’est pas disponible pour le moment.',
    acteur: 'SYSTEME',
    prochaineEtape: 'Recommencez dans quelques instants.',
  },
});
export type CodeProbleme = keyof typeof PROBLEMES;

export const ErreurChamp = z.object({
  pointer: z.string().meta({ description: 'Pointeur JSON de la valeur en cause.', example: '#/personne/nom' }),
  detail: z.string(),
});
export type ErreurChamp = z.infer<typeof ErreurChamp>;

export const Probleme = z
  .object({
    type: z.string(),
    code: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(ErreurChamp).optional(),
    acteur: z.string().optional(),
    prochaineEtape: z.string().optional(),
    jusqua: z.string().optional(),
  })
  .meta({ id: 'Probleme', description: 'Refus ou erreur, au format RFC 9457.' });
export type Probleme = z.infer<typeof Probleme>;

type Precision = { detail?: string; errors?: ErreurChamp[]; jusqua?: string };
export type Refus = Error & { probleme: { code: CodeProbleme } & Precision };

/** A business refusal, to be thrown: `throw refus('creneau-complet')`. */
export const refus = (code: CodeProbleme, precision: Precision = {}): Refus => Object.assign(new Error(code), { probleme: { code, ...precision } });

export const estRefus = (erreur: unknown): erreur is Refus => erreur instanceof Error && 'probleme' in erreur;

export const problemeDe = ({ probleme: { code, detail, errors, jusqua } }: Refus, instance: string): Probleme => {
  const { statut, titre, acteur, prochaineEtape } = PROBLEMES[code];
  return {
    type: `/problemes/${code}`,
    code,
    title: titre,
    status: statut,
    detail: detail ?? titre,
    instance,
    ...(errors && { errors }),
    ...(acteur && { acteur }),
    ...(prochaineEtape && { prochaineEtape }),
    ...(jusqua && { jusqua }),
  };
};
