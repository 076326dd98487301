/**
 * From SMF's screens to LHEO 2.3 (§c.3, R3, R9): every code is translated by its table. What the seven screens do not say comes from the
 * version known before, else from defaults named here.
 */

import type { Element } from '../lheo/arbre.ts';
import { dateLheo, heureLheo } from '../lheo/dates.ts';
import { type ActionLheo, Formation, type Recrutement, type SessionLheo } from '../lheo/modele.ts';
import { adresseLheo } from './adresses.ts';
import { type Duree, enHeures, enMinutes } from './durees.ts';
import { ecrireExtras, sansExtras } from './extras.ts';
import type { FicheSmf, IcoSmf, SessionSmf } from './fiche.ts';
import { entreeDe, TABLES_SMF } from './tables.ts';

/** LHEO demands these; SMF's seven screens do not have them. */
export const NON_DIT = 'Non renseigné';
const FORMATION_PAR_DEFAUT = { resultats: NON_DIT, parcours: '4', niveauEntree: '0' };
const ACTION_PAR_DEFAUT = {
  rythme: NON_DIT,
  publics: [{ code: '00000', ref: 'inconnue' }],
  niveauEntreeObligatoire: false,
  alternance: NON_DIT,
  conditions: NON_DIT,
  priseEnChargeFrais: false,
};
const REF_FORMACODE = 'V14';

/** `fiche` was controlled, stars included. `connue`: the version before. */
export const versLheo = (fiche: FicheSmf, connue?: Formation): Formation => {
  const { responsable: of } = fiche;
  const contact = {
    coordonnees: { nom: of.raisonSociale.slice(0, 50), ...(of.telephone && { telephones: [of.telephone] }), ...(of.courriel && { courriel: of.courriel }) },
  };
  const coordonnees = of.adresse ? { adresse: adresseLheo(of.adresse) } : {};
  const formacodes = [fiche.formacodePrincipal, ...fiche.formacodes.filter((c) => c !== fiche.formacodePrincipal)];
  return Formation.parse({
    ...FORMATION_PAR_DEFAUT,
    ...connue,
    numero: connue?.numero,
    formacodes: formacodes.map((code, i) => ({ code, ref: refDe(connue, code), ...(i === 0 && { tag: 'principal' }) })),
    intitule: fiche.intitule,
    objectif: fiche.objectifsPedagogiques ?? NON_DIT,
    contenu: fiche.contenu,
    certifiante: fiche.certifiante,
    objectifGeneral: fiche.objectifGeneral && (entreeDe('objectifGeneral', fiche.objectifGeneral).lheo ?? undefined),
    // R6: the data of the organisme and those of its contact are the same; R7: the contact of a session is another.
    contacts: [contact],
    organisme: { numeroActivite: of.numeroActivite, siret: of.siret, nom: of.raisonSociale, raisonSociale: of.raisonSociale, coordonnees, contacts: [contact] },
    autres: [...sansExtras(connue?.autres ?? []), ...ecrireExtras({ 'mots-cles': fiche.motsCles, metiers: fiche.metiers, sigle: of.sigle })],
    actions: [action(fiche, connue?.actions[0])],
  });
};

const refDe = (connue: Formation | undefined, code: string): string => connue?.formacodes.find((f) => f.code === code)?.ref ?? REF_FORMACODE;

/** LHEO says these once for all sessions; controle.ts saw to it that they agree. */
const action = (fiche: FicheSmf, connue: ActionLheo | undefined): unknown => {
  const [s] = fiche.sessions as [SessionSmf];
  const heures = enHeures({ total: s.dureeTotale, centre: s.dureeCentre, entreprise: s.dureeEntreprise });
  const pedagogie: Element[] = fiche.modalitesPedagogiques ? [{ nom: 'modalites-pedagogiques', texte: fiche.modalitesPedagogiques }] : [];
  return {
    ...ACTION_PAR_DEFAUT,
    ...connue,
    numero: fiche.numero,
    entreesSorties: entreeDe('entreesSorties', s.entreesSorties).lheo,
    enseignement: entreeDe('enseignement', s.enseignement).lheo,
    heuresTotal: heures.total,
    heuresCentre: heures.centre,
    heuresEntreprise: heures.entreprise,
    lieux: s.lieu
      ? [{ ...(s.dispensateur && { siret: s.dispensateur.siret }), coordonnees: { nom: s.lieu.nom.slice(0, 50), adresse: adresseLheo(s.lieu) } }]
      : [],
    formateurs: s.dispensateur ? [s.dispensateur] : [],
    conventionnement: s.conventionnees,
    financeurs: s.financements.map((code, i) => ({ code: entreeDe('financement', code).lheo, ...(i === 0 && { places: s.placesConventionnees }) })),
    modalitesRecrutement:
      fiche.modalitesRecrutement.length > 0 ? fiche.modalitesRecrutement.map((c) => entreeDe('modalitesRecrutement', c).libelle).join(' ; ') : undefined,
    autres: [...sansExtras(connue?.autres ?? []).filter((e) => e.nom !== 'modalites-pedagogiques'), ...pedagogie],
    sessions: fiche.sessions.map((x) =>
      session(
        x,
        fiche.modalitesRecrutement,
        connue?.sessions.find((c) => c.numero === x.numero),
      ),
    ),
  };
};

const session = (s: SessionSmf, modalites: readonly string[], connue: SessionLheo | undefined): unknown => ({
  ...connue,
  numero: s.numero,
  debut: dateLheo(s.debut),
  fin: s.fin === undefined ? '99999999' : dateLheo(s.fin),
  adresseInscription: adresseLheo(s.inscription),
  contacts: s.contact
    ? [
        {
          coordonnees: {
            nom: s.contact.nom,
            ...(s.contact.telephone && { telephones: [s.contact.telephone] }),
            ...(s.contact.courriel && { courriel: s.contact.courriel }),
          },
        },
      ]
    : [],
  recrutements: [...s.icos.map((ico, i) => recrutement(s.numero, ico, i)), ...selection(modalites)],
  autres: [
    ...sansExtras(connue?.autres ?? []),
    ...ecrireExtras({
      dispositif: s.dispositifs,
      'places-totales': s.placesTotales,
      // Its label: nobody else has SMF's code (R14).
      disponibilite: s.disponibilite && entreeDe('disponibilite', s.disponibilite).libelle,
      'nombre-indicatif-parcours': s.parcoursIndicatif,
      'commentaire-places': s.commentairePlaces,
      // LHEO keeps whole hours: the minutes travel here (durees.ts says how they are rounded).
      ...Object.fromEntries(DUREES.flatMap((cle) => (s[cle] ? [[cle, enMinutes(s[cle] as Duree)]] : []))),
    }),
  ],
});
export const DUREES = ['dureeTotale', 'dureeCentre', 'dureeEntreprise', 'hebdoCentre', 'hebdoEntreprise'] as const;

/** Screen 7: recrutement 9, the only modality that SMF can open (R15, R16). */
const recrutement = (numero: string, ico: IcoSmf, rang: number): Partial<Recrutement> => ({
  numero: `ICO-${numero}-${rang + 1}`,
  modalite: '9',
  adresse: adresseLheo(ico),
  places: ico.places,
  debut: dateLheo(ico.date),
  fin: dateLheo(ico.date),
  heureDebut: heureLheo(minutesDe(ico.debut)),
  heureFin: heureLheo(minutesDe(ico.fin)),
  ...(ico.commentaire && { commentaire: ico.commentaire }),
});
const minutesDe = (hhmm: string): number => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3));

/** R14: how candidates are chosen. Without date nor seats, so that none becomes a slot; what LHEO has no code for is said in words. */
const selection = (modalites: readonly string[]): Partial<Recrutement>[] => {
  const lues = modalites.map((c) => entreeDe('modalitesRecrutement', c));
  const codees = lues.flatMap((e) => (e.lheo === null ? [] : [{ modalite: e.lheo, commentaire: e.libelle }]));
  const dites = lues.filter((e) => e.lheo === null).map((e) => e.libelle);
  return dites.length === 0 ? codees : [...codees, { modalite: '0', commentaire: dites.join(' ; ') }];
};

/** The codes of table 01-09 that a session of LHEO says, by label for those that LHEO has no code for. */
export const modalitesDe = (recrutements: readonly Recrutement[]): string[] => {
  const entrees = Object.entries(TABLES_SMF.modalitesRecrutement.codes);
  const sansDate = recrutements.filter((r) => r.debut === undefined);
  const codes = sansDate.flatMap((r) => {
    if (r.modalite !== '0') return entrees.flatMap(([code, e]) => (e.lheo === r.modalite ? [code] : []));
    const dits = (r.commentaire ?? '').split(' ; ');
    return entrees.flatMap(([code, e]) => (e.lheo === null && dits.includes(e.libelle) ? [code] : []));
  });
  return [...new Set(codes)].sort();
};
