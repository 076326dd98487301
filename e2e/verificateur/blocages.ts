/** Nothing stuck without a blocage; no blocage whose cause is no longer true. */
import { perdus } from './effets.ts';
import { type Blocage, type Creneau, joursPasses, type Lu, type Positionnement, SYSTEMES } from './lu.ts';
import { refusee } from './silences.ts';

const ATTENDUS = ['CONFIRME', 'HONORE'];
/** Weekdays after which what is missing must be seen: the delay of §f, and two more for bank holidays. */
const DELAIS = { presence: 3, suite: 4, candidature: 4, entree: 3, sortie: 5 };
const JOUR = 86_400_000;

export const silences = (lu: Lu): string[] => {
  const leves = (cause: string, ou: (b: Blocage) => boolean): boolean => lu.blocages.some((b) => b.cause === cause && ou(b));
  const tard = (depuis: number, delai: number) => joursPasses(depuis, lu.maintenant) > delai;
  const fautes: string[] = [];
  for (const c of lu.creneaux) {
    if (c.statut === 'ANNULE') continue;
    const gens = attendusAu(lu, c);
    const manque = (cause: string, quoi: Positionnement[], delai: number) => {
      const du = c.fin.getTime();
      if (quoi.length > 0 && tard(du, delai) && !leves(cause, (b) => b.creneau === c.id)) fautes.push(`silence : ${cause} ${c.id} (${quoi.length})`);
    };
    if (c.modalite === 'CANDIDATURE') manque('CANDIDATURE_SANS_REPONSE', sansReponse(gens), DELAIS.candidature);
    else {
      const absents = sansPresence(gens);
      manque('PRESENCE_NON_SAISIE', absents, DELAIS.presence);
      if (absents.length === 0) manque('SUITE_NON_SAISIE', sansSuite(gens), DELAIS.suite);
    }
  }
  for (const p of lu.parcours) {
    const siens = (cause: string) => leves(cause, (b) => b.processus === `parcours:${p.id}`);
    const depuis = Date.parse(p.etapes.findLast((e) => e.etape === p.etape)?.date ?? '');
    const fin = lu.sessions.find((s) => s.numero === p.session)?.fin;
    if (p.etape === 'ENTREE_A_VALIDER' && tard(depuis, DELAIS.entree) && !siens('ENTREE_NON_ATTESTEE')) fautes.push(`silence : ENTREE_NON_ATTESTEE ${p.id}`);
    const sorti = ['FIN', 'ABANDON'].includes(p.etape);
    const finie = ['EN_FORMATION', 'INTERROMPU'].includes(p.etape) && fin;
    if ((sorti && tard(depuis, DELAIS.sortie)) || (finie && tard(finie.getTime() + JOUR, DELAIS.sortie)))
      if (!siens('SORTIE_NON_SAISIE')) fautes.push(`silence : SORTIE_NON_SAISIE ${p.id}`);
  }
  for (const p of lu.positionnements)
    if (p.statut === 'DEMANDE' && lu.maintenant - p.creeLe.getTime() > JOUR && !lu.blocages.some((b) => b.processus === `parcours:${p.parcours}`))
      fautes.push(`silence : positionnement ${p.id} toujours demandé`);
  for (const p of lu.processus)
    if (p.ouvert && p.echeance !== null && lu.maintenant - p.echeance.getTime() > JOUR && !lu.blocages.some((b) => b.processus === p.id))
      fautes.push(`silence : ${p.id} a dépassé son échéance`);
  for (const id of lu.arretes) fautes.push(`silence : ${id} n’avance plus`);
  for (const dit of lu.incidents) fautes.push(`flux infidèle à son histoire : ${dit}`);
  return fautes;
};

const attendusAu = (lu: Lu, c: Creneau): Positionnement[] => lu.positionnements.filter((p) => p.creneau === c.id && ATTENDUS.includes(p.statut));
const sansPresence = (gens: Positionnement[]) => gens.filter((p) => p.presence === null);
const sansSuite = (gens: Positionnement[]) => gens.filter((p) => p.presence === 'PRESENT' && p.suite === null);
const sansReponse = (gens: Positionnement[]) => gens.filter((p) => p.suite === null);

export const sansCause = (lu: Lu): string[] =>
  lu.blocages.flatMap((b) => {
    const vraie = CAUSES[b.cause];
    if (!vraie) return [`cause inconnue du vérificateur : ${b.cause}`];
    if (lu.processus.some((p) => p.id === b.processus && !p.ouvert)) return [`sans cause : ${b.cause} ${b.id}, dont le flux est terminé`];
    return vraie(lu, b) ? [] : [`sans cause : ${b.cause} ${b.id}`];
  });

type Vraie = (lu: Lu, b: Blocage) => boolean;
const parcoursDe = (lu: Lu, b: Blocage) => lu.parcours.find((p) => `parcours:${p.id}` === b.processus);
const sessionDe = (lu: Lu, b: Blocage) => lu.sessions.find((s) => s.numero === b.session || `session:${s.numero}` === b.processus);
const creneauDe = (lu: Lu, b: Blocage) => lu.creneaux.find((c) => c.id === b.creneau);
const gensDe = (lu: Lu, b: Blocage): Positionnement[] => {
  const c = creneauDe(lu, b);
  return c && c.statut !== 'ANNULE' ? attendusAu(lu, c) : [];
};
const personneDe = (lu: Lu, b: Blocage) => {
  const id = parcoursDe(lu, b)?.personne ?? b.processus.replace(/^demandeur:/, '');
  return lu.personnes.find((p) => p.id === id);
};
const aVenir = (lu: Lu, session: string, utile: (c: Creneau) => boolean = () => true): boolean =>
  lu.creneaux.some((c) => {
    const limite = c.modalite === 'CANDIDATURE' ? c.fin : c.debut;
    return c.session === session && !['ANNULE', 'CLOS'].includes(c.statut) && limite.getTime() > lu.maintenant && utile(c);
  });
const passe: Vraie = (lu, b) => (creneauDe(lu, b)?.fin.getTime() ?? Number.POSITIVE_INFINITY) <= lu.maintenant;
const enPanne: Vraie = (lu, b) => lu.enPanne.some((s) => s === b.systeme);

const ecartVrai: Vraie = (lu, { sujet: { parcours, systeme, ecart } }) => {
  const siens = lu.positionnements.filter((p) => p.parcours === parcours).map((p) => p.id);
  return perdus(lu).some((f) => f.includes(` : ${systeme} ${ecart} `) && siens.some((id) => f.includes(id)));
};

const CAUSES: Record<string, Vraie> = {
  MODALITE_NON_RENSEIGNEE: (lu, b) => {
    const s = sessionDe(lu, b);
    return s !== undefined && !aVenir(lu, s.numero);
  },
  ETAT_RECRUTEMENT_NON_RENSEIGNE: (lu, b) => sessionDe(lu, b)?.etatRecrutement === 'NON_RENSEIGNE',
  AUCUN_RENDEZ_VOUS_DISPONIBLE: (lu, b) => {
    const s = sessionDe(lu, b);
    return s !== undefined && s.placesDisponibles > 0 && s.etatRecrutement === 'OUVERT' && !aVenir(lu, s.numero, (c) => c.placesLibres > 0);
  },
  PRESENCE_NON_SAISIE: (lu, b) => passe(lu, b) && sansPresence(gensDe(lu, b)).length > 0,
  SUITE_NON_SAISIE: (lu, b) => {
    const place = parcoursDe(lu, b); // a place is offered to somebody of the waiting list
    return place ? place.etape === 'LISTE_ATTENTE' : passe(lu, b) && sansSuite(gensDe(lu, b)).length > 0;
  },
  INSCRIPTION_BLOQUEE: (lu, b) => sansPresence(gensDe(lu, b)).length > 0 && lu.tentatives.some((t) => t.creneau === b.creneau),
  CANDIDATURE_SANS_REPONSE: (lu, b) => passe(lu, b) && sansReponse(gensDe(lu, b)).length > 0,
  /** Registered without ever having been expected at a slot; or nobody was, and the session is full. */
  RECRUTEMENT_HORS_SYSTEME: (lu, b) => {
    const p = parcoursDe(lu, b);
    if (!p) return sessionDe(lu, b)?.placesDisponibles === 0;
    return !lu.positionnements.some((x) => x.id === p.positionnement && lu.creneaux.some((c) => c.id === x.creneau));
  },
  ORIGINE_OF_HORS_IMILO: (lu, b) =>
    (personneDe(lu, b)?.dossierImilo ?? null) !== null && lu.positionnements.some((p) => p.parcours === parcoursDe(lu, b)?.id && p.outil === 'KAIROS'),
  DOSSIER_NON_SYNCHRONISE: (lu, b) => personneDe(lu, b)?.dossierSynchronise === false,
  DEMANDEUR_RADIE: (lu, b) => ['RADIE', 'CESSATION'].includes(personneDe(lu, b)?.statutDe ?? ''),
  ENTREE_NON_ATTESTEE: (lu, b) => parcoursDe(lu, b)?.etape === 'ENTREE_A_VALIDER',
  SORTIE_NON_SAISIE: (lu, b) => {
    const p = parcoursDe(lu, b);
    const fin = lu.sessions.find((s) => s.numero === p?.session)?.fin?.getTime() ?? Number.POSITIVE_INFINITY;
    return ['FIN', 'ABANDON'].includes(p?.etape ?? '') || (['EN_FORMATION', 'INTERROMPU'].includes(p?.etape ?? '') && fin <= lu.maintenant);
  },
  AIS_NON_GENEREE: (lu, b) => {
    const p = parcoursDe(lu, b);
    return p !== undefined && p.etape === 'INSCRIT' && !lu.tenus.aude.some((t) => t.parcours === p.id && t.faits['INSCRIPTION'] !== undefined);
  },
  COURRIEL_OF_INVALIDE: (lu, b) => lu.organismes.some((o) => o.siret === b.organisme && (o.courriel === null || refusee(o))),
  FICHE_EN_ATTENTE: (lu, b) => lu.fiches.some((f) => b.processus === `fiche:${f.numero}` && ['SOUMISE', 'A_CORRIGER', 'MODIFIEE_A_REVALIDER'].includes(f.etat)),
  SESSION_NON_VISIBLE: (lu, b) => {
    const numero = sessionDe(lu, b)?.numero;
    const siennes = lu.publications.filter((p) => p.session === numero);
    return siennes.length === 0 || siennes.some((p) => p.etat !== 'VISIBLE');
  },
  COMPTE_KAIROS_ABSENT: (lu, b) => {
    const s = sessionDe(lu, b);
    const compte = lu.comptes.find((c) => c.siret === (b.organisme ?? s?.ofDispensateur));
    if (compte?.etat !== 'OUVERT') return true;
    return compte.conventionFin !== null && compte.conventionFin.getTime() - lu.maintenant < 61 * JOUR;
  },
  LIEU_SANS_SIRET: (lu, b) => sessionDe(lu, b)?.lieuSansSiret === true,
  /** SMF and Kairos say two things of a session; or a partner holds of a path what the checker finds wrong as well. */
  DONNEES_DIVERGENTES: (lu, b) =>
    'ecart' in b.sujet ? ecartVrai(lu, b) : lu.divergences.some((d) => d.session === sessionDe(lu, b)?.numero && d.choix === null),
  PARTENAIRE_FERME: enPanne,
  SYSTEME_INDISPONIBLE: enPanne,
  CHANGEMENT_NON_CONFIRME: (lu, b) => b.creneau !== null && lu.creneauxChanges.has(b.creneau),
  PLACES_NON_POURVUES: (lu, b) => {
    const s = sessionDe(lu, b);
    return s !== undefined && s.placesDisponibles > 0 && s.debut.getTime() > lu.maintenant && ['OUVERT', 'NON_RENSEIGNE'].includes(s.etatRecrutement);
  },
  /** Its last call is a refusal. */
  REJET_FONCTIONNEL: (lu, b) =>
    SYSTEMES.some((s) => {
      const etape = String(b.sujet['etape'] ?? '');
      const derniere = s === b.systeme ? lu.ledgers[s].findLast((l) => l.cle.startsWith(`${b.processus}:${etape}`)) : undefined;
      return derniere !== undefined && derniere.statut >= 400;
    }),
  COURRIEL_EN_ECHEC: (lu, b) =>
    lu.relances.some((r) => ['ECHEC', 'REBONDIE'].includes(r.etat) && (r.id.startsWith(b.processus) || r.processus === b.processus)),
  /** A programme that stops is a fault in itself. */
  ERREUR_PROGRAMME: () => false,
};
