/** From LHEO to SMF's screens: what was typed in SMF comes back as it was; what LHEO says in codes that SMF has not is left empty. */
import { aParis, dernierJourDe, instantParis, minutes, premierJour } from '../lheo/dates.ts';
import { type ActionLheo, type Formation, formacodePrincipal, type Recrutement, type SessionLheo } from '../lheo/modele.ts';
import { adresseSmf, lieuSmf } from './adresses.ts';
import { type Duree, enDuree } from './durees.ts';
import { lireExtras } from './extras.ts';
import type { FicheSmf, IcoSmf, SessionSmf } from './fiche.ts';
import { codeDeLheo, codeDuLibelle } from './tables.ts';
import { DUREES, modalitesDe, NON_DIT } from './vers-lheo.ts';

/** `formation` holds the action of one fiche. */
export const depuisLheo = (formation: Formation): FicheSmf => {
  const [action] = formation.actions as [ActionLheo];
  const extra = lireExtras(formation.autres);
  const { organisme: of } = formation;
  const contacts = [...of.contacts.map((c) => c.coordonnees), of.coordonnees];
  const principal = formacodePrincipal(formation)?.code ?? '';
  const adresse = [of.coordonnees, ...contacts].find((c) => c.adresse)?.adresse;
  return epurer({
    numero: action.numero,
    intitule: formation.intitule,
    motsCles: extra('mots-cles')[0],
    metiers: extra('metiers')[0],
    certifiante: formation.certifiante,
    responsable: {
      raisonSociale: of.raisonSociale || of.nom,
      sigle: extra('sigle')[0],
      siret: of.siret,
      numeroActivite: of.numeroActivite,
      adresse: adresse && adresseSmf(adresse),
      telephone: contacts.flatMap((c) => [...c.telephones, ...c.portables])[0],
      courriel: contacts.find((c) => c.courriel)?.courriel,
    },
    objectifGeneral: codeDeLheo('objectifGeneral', formation.objectifGeneral),
    objectifsPedagogiques: formation.objectif === NON_DIT ? undefined : formation.objectif,
    modalitesPedagogiques: action.autres.find((e) => e.nom === 'modalites-pedagogiques')?.texte,
    contenu: formation.contenu,
    formacodePrincipal: principal,
    formacodes: formation.formacodes.map((f) => f.code).filter((c) => c !== principal),
    modalitesRecrutement: modalitesDe(action.sessions.flatMap((s) => s.recrutements)),
    sessions: action.sessions.map((s) => session(action, s)),
  });
};

const session = (action: ActionLheo, s: SessionLheo): SessionSmf => {
  const extra = lireExtras(s.autres);
  const nombre = (info: string): number | undefined => extra(info).map(Number)[0];
  const [lieu] = action.lieux;
  const formateur = action.formateurs.find((f) => f.siret === lieu?.siret) ?? action.formateurs[0];
  const contact = s.contacts[0]?.coordonnees;
  const places = action.financeurs.flatMap((f) => f.places ?? []);
  return {
    numero: s.numero,
    ...durees(action, nombre),
    entreesSorties: codeDeLheo('entreesSorties', action.entreesSorties) ?? '',
    debut: premierJour(s.debut) ?? '',
    fin: dernierJourDe(s.fin) ?? undefined,
    enseignement: codeDeLheo('enseignement', action.enseignement) ?? '',
    dispensateur: formateur && { siret: formateur.siret, raisonSociale: formateur.raisonSociale },
    lieu: lieu?.coordonnees.adresse && lieuSmf(lieu.coordonnees.adresse, lieu.coordonnees.adresse.denomination ?? lieu.coordonnees.nom),
    contact: contact && { nom: contact.nom ?? '', telephone: contact.telephones[0], courriel: contact.courriel },
    inscription: lieuSmf(s.adresseInscription),
    dispositifs: extra('dispositif'),
    financements: action.financeurs.flatMap((f) => codeDeLheo('financement', f.code) ?? []),
    placesTotales: nombre('places-totales'),
    conventionnees: action.conventionnement,
    placesConventionnees: places.length === 0 ? undefined : places.reduce((n, p) => n + p, 0),
    disponibilite: codeDuLibelle('disponibilite', extra('disponibilite')[0]),
    parcoursIndicatif: nombre('nombre-indicatif-parcours'),
    commentairePlaces: extra('commentaire-places')[0],
    icos: s.recrutements.flatMap((r) => ico(r, s)),
  };
};

const durees = (action: ActionLheo, nombre: (info: string) => number | undefined): Partial<Record<(typeof DUREES)[number], Duree | undefined>> => {
  const heures: Partial<Record<(typeof DUREES)[number], number | undefined>> = {
    dureeTotale: action.heuresTotal,
    dureeCentre: action.heuresCentre,
    dureeEntreprise: action.heuresEntreprise,
  };
  return Object.fromEntries(
    DUREES.flatMap((cle) => {
      const total = nombre(cle) ?? (heures[cle] === undefined ? undefined : (heures[cle] ?? 0) * 60);
      return total === undefined ? [] : [[cle, enDuree(total)]];
    }),
  );
};

/** Screen 7 shows the informations collectives; appointments and windows are Kairos's own (R16, R17). */
const ico = (r: Recrutement, s: SessionLheo): IcoSmf[] => {
  const date = r.debut === undefined ? null : premierJour(r.debut);
  if (r.modalite !== '9' || !date) return [];
  const heure = (ecrite: string | undefined, defaut: number): string => {
    const { minutes: m } = aParis(Date.parse(instantParis(date, minutes(ecrite ?? '') ?? defaut)));
    return `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
  };
  return [
    {
      ...lieuSmf(r.adresse ?? s.adresseInscription),
      places: r.places ?? 10,
      date,
      debut: heure(r.heureDebut, 540),
      fin: heure(r.heureFin, 720),
      commentaire: r.commentaire,
    },
  ];
};

/** What is not known is left out, so that two readings of the same thing are equal. */
const epurer = <T>(v: T): T => JSON.parse(JSON.stringify(v)) as T; // the same plain data, without its undefined
