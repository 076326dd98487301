/** The session as an OF reads it in Kairos: screens 1 to 5. What came from the Carif is not edited here (R3, R47). */
import type { EtatRecrutement, Modalite } from '../../domain/codes.ts';
import { jourChiffre, typo } from '../../domain/francais.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { DIT_FENETRE, DIT_RDV, etatFenetre, etatRdv } from '../../domain/recrutement-vu.ts';
import { prefixeKairos } from '../../domain/smf/tables.ts';
import type { Lieu } from '../socle/contrat.ts';
import type { Magasin } from '../socle/magasin.ts';
import { type Lu, parCle, parSession } from '../socle/pieces.ts';
import type { Vue } from '../socle/vues.ts';
import { ADRESSE_A_CORRIGER } from './contract.ts';
import { compteDe } from './rules.offre.ts';
import { libres } from './rules.ts';
import { Compte, Creneau, Dossier, Session, type Creneau as UnCreneau, type Session as UneSession } from './store.ts';

const RECRUTEMENT: Record<EtatRecrutement, string> = {
  OUVERT: 'Recrutement ouvert',
  FERME: 'Recrutement fermé',
  SUSPENDU: 'Recrutement suspendu',
  NON_RENSEIGNE: 'Recrutement non renseigné',
};

/** What each screen shows first. */
export const bandeau = (s: UneSession): string =>
  `Formation du ${jourChiffre(s.debut)}${s.offre?.fin ? ` au ${jourChiffre(s.offre.fin)}` : ''} - ${RECRUTEMENT[s.etatRecrutement]}`;

export const vueSynthese: Vue = (magasin, { session = '' }) =>
  lire(magasin, session, (s) => ({
    Bandeau: bandeau(s),
    'Intitulé de la formation': s.offre?.intitule ?? null,
    'Formacode principal': s.offre?.formacode ?? null,
    'Objectif général': s.offre?.objectifGeneral ?? null,
    'Objectif de la formation': enLigne(s.offre?.objectif),
    'Contenu de la formation': enLigne(s.offre?.contenu),
    Alternance: s.offre?.alternance ?? null,
    'Les plus de la formation': s.plus,
    'Liens vers la présentation de la formation': s.liens,
    'Rôle de l’organisme': s.siretResponsable === s.siretDispensateur ? 'Responsable et dispensateur' : 'Dispensateur',
  }));

/** R42b: the session's own interruptions are here. */
export const vueDetail: Vue = (magasin, { session = '' }) =>
  lire(magasin, session, (s) => ({
    Bandeau: bandeau(s),
    'Durée totale': heures(s.offre?.heures?.total),
    'Durée en centre': heures(s.offre?.heures?.centre),
    'Durée en entreprise': heures(s.offre?.heures?.entreprise),
    'Formation ouverte et/ou à distance': ENSEIGNEMENT[s.offre?.enseignement ?? ''] ?? null,
    'Autres formacodes': (s.offre?.formacodes ?? []).filter((f) => f !== s.offre?.formacode),
    'ROME associés': s.offre?.rome ?? [],
    'Modalité d’entrée et de sortie': s.offre?.modaliteEntreeSortie === 'PERMANENTE' ? 'Entrées/Sorties permanentes' : 'Entrées/Sorties à dates fixes',
    'Date de début': s.debut,
    'Date de fin': s.offre?.fin ?? null,
    'Périodes d’interruption': s.interruptions.map((i) => ({ 'Date de début': i.debut, 'Date de fin': i.fin, Motif: i.motif })),
  }));

/** R8: the mandataire and the dispensateur are both seen. R44: the convention, where it is shown. */
export const vueContacts: Vue = async (magasin, { session = '' }, maintenant) => {
  const { lu } = await magasin.lire(parCle(Session, session), null);
  const s = lu.un(Session, session)?.donnees;
  if (!s) return undefined;
  const comptes = (await magasin.lire(parCle(Compte, s.siretDispensateur), null)).lu;
  const { convention, courriel } = compteDe(comptes, s.siretDispensateur);
  const aujourdHui = jourParis(maintenant);
  return {
    Bandeau: bandeau(s),
    'N° de déclaration d’activité': s.offre?.numeroActivite ?? null,
    'OF responsable': s.offre ? `${s.offre.ofResponsable.nom} (${s.siretResponsable})` : s.siretResponsable,
    'OF dispensateur': s.offre ? `${s.offre.ofDispensateur.nom} (${s.siretDispensateur})` : s.siretDispensateur,
    // R7: two contacts.
    'Contact de l’action': contact(s.offre?.contactAction),
    'Contact de la session': contact(s.offre?.contactSession),
    'Lieu de déroulement': s.offre?.lieu.ville ?? null,
    'Adresse du lieu de déroulement': s.offre ? adresse(s.offre.lieu) : null,
    'Autres lieux': (s.offre?.autresLieux ?? []).map(adresse),
    Convention:
      convention !== null && convention.fin >= aujourdHui
        ? typo(
            `L'organisme a signé une convention de dématérialisation des échanges avec Pôle emploi. Cette convention est valable du ${jourChiffre(convention.debut)} au ${jourChiffre(convention.fin)}.`,
          )
        : typo("L'organisme n'a pas de convention de dématérialisation des échanges en cours."),
    // R43.
    ...(comptes.un(Compte, s.siretDispensateur) && !estCourriel(courriel) && { Alerte: ADRESSE_A_CORRIGER }),
  };
};

/** R45: seats bought, left, and AIS registered. R47: the origin. */
export const vueFinancement: Vue = async (magasin, { session = '' }) => {
  const { lu } = await magasin.lire([...parCle(Session, session), ...parSession(Dossier, session)], null);
  const s = lu.un(Session, session)?.donnees;
  if (!s) return undefined;
  const inscrits = lu.tous(Dossier).filter(({ donnees: d }) => d.inscription && !d.inscription.annulee);
  // R25: a chercheur d'emploi takes a place, and has no AIS.
  const ais = inscrits.filter(({ donnees: d }) => d.personne.idDE !== null).length;
  const achetees = s.placesAchetees ?? s.offre?.placesConventionnees ?? 0;
  return {
    Bandeau: bandeau(s),
    Origine: s.offre ? 'CARIF' : null,
    'Éligibilité CPF': ouiNon(s.offre?.eligibleCpf),
    'Éligibilité PIC': ouiNon(s.offre?.eligiblePic),
    'Dispositifs de financement': s.offre?.dispositifs ?? [],
    'Places achetées': achetees,
    'Places disponibles': Math.max(0, achetees - inscrits.length),
    'AIS enregistrées': ais,
    'Organismes financeurs': (s.offre?.financeurs ?? []).map((f) => ({
      'Organisme financeur': f.libelle,
      Financement: prefixeKairos(f.code) ?? null,
      'Places achetées': f.places,
      'Frais restant à la charge du stagiaire': s.offre?.fraisRestants ?? null,
    })),
  };
};

const ouiNon = (dit: boolean | null | undefined): string => (dit == null ? 'Non renseigné' : dit ? 'Oui' : 'Non');

/** Screen 5, one tab per modality (R14). */
export const vueModalite =
  (modalite: Modalite): Vue =>
  async (magasin, { session = '' }, maintenant) => {
    const { lu } = await magasin.lire([...parCle(Session, session), ...parSession(Creneau, session), ...parSession(Dossier, session)], null);
    if (!lu.un(Session, session)) return undefined;
    return lu
      .tous(Creneau)
      .filter(({ donnees: c }) => c.modalite === modalite)
      .sort((a, b) => Date.parse(a.donnees.debut) - Date.parse(b.donnees.debut))
      .map(({ cle, donnees: c }) => ({
        creneau: c.creneau ?? c.reference,
        ...etatDit(cle, c, lu, maintenant),
        debut: c.debut,
        fin: c.fin,
        Durée: duree(Date.parse(c.fin) - Date.parse(c.debut)),
        lieu: [c.lieu?.nom, c.lieu?.ville].filter(Boolean).join(', '),
        'Nb places max': c.places,
        placesLibres: libres(c),
        'Libellé pièce 1': c.pieces[0] ?? null,
        'Libellé pièce 2': c.pieces[1] ?? null,
        'Libellé pièce 3': c.pieces[2] ?? null,
        Commentaires: c.commentaire,
        Annulée: c.annule,
      }));
  };

/** §d.4, §d.5: an appointment and a window have states of their own. */
const etatDit = (cle: string, c: UnCreneau, lu: Lu, maintenant: number): { État?: string } => {
  if (c.modalite === 'CANDIDATURE') return { État: DIT_FENETRE[etatFenetre(enInstants(c), maintenant)] };
  if (c.modalite !== 'RDV') return {};
  const place = lu.tous(Dossier).flatMap((d) => d.donnees.positionnements.filter((p) => p.creneau === cle && (!p.annule || c.annule)));
  return { État: DIT_RDV[etatRdv(enInstants(c), place.at(-1) ?? null, maintenant)] };
};
/** A slot that is not known any more was cancelled. */
export const enInstants = (c: UnCreneau | undefined) =>
  c ? { debut: Date.parse(c.debut), fin: Date.parse(c.fin), annule: c.annule } : { debut: 0, fin: 0, annule: true };

export const estCourriel = (adresse: string | null): boolean => adresse !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(adresse);

const ENSEIGNEMENT: Record<string, string> = { 0: 'Formation en centre', 1: 'Formation en centre et à distance', 2: 'Formation à distance' };
const heures = (n: number | null | undefined): string | null => (n == null ? null : `${n}h`);
/** Kairos shows what the Carif wrote without its line breaks (L196). */
const enLigne = (texte: string | null | undefined): string | null => texte?.replace(/\s*\n\s*/g, ' ') ?? null;
const contact = (c: NonNullable<UneSession['offre']>['contactAction']): string | null =>
  c ? [c.nom, c.telephone, c.courriel].filter(Boolean).join(', ') || null : null;
const adresse = ({ nom, lignes = [], codePostal, ville }: Lieu): string =>
  [nom, ...lignes, [codePostal, ville].filter(Boolean).join(' ')].filter(Boolean).join(', ');
const duree = (ms: number): string => `${Math.floor(ms / 3_600_000)}h${String(Math.round((ms % 3_600_000) / 60_000)).padStart(2, '0')}`;

const lire = async (magasin: Magasin, numero: string, montrer: (s: UneSession) => unknown): Promise<unknown> => {
  const { lu } = await magasin.lire(parCle(Session, numero), null);
  const session = lu.un(Session, numero);
  return session && montrer(session.donnees);
};
