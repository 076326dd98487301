/** The search of OUIFORM and AUDEF, and the detail of a session (R32, R32b): what can be positioned on first, and why the rest cannot. */
import type { EtatRecrutement } from '../../domain/codes.ts';
import { jourChiffre, sansAccents, typo } from '../../domain/francais.ts';
import { jourParis } from '../../domain/ouvres.ts';
import type { Magasin } from './magasin.ts';
import { Creneau, libres, limite, Positionnement, Session, sansLimite } from './outil-pieces.ts';
import { type Lecture, type Lu, type Piece, parCle, parSession } from './pieces.ts';
import type { Vue } from './vues.ts';

const RESULTATS_MAX = 200;
/** The words of the tool; « Etat de recrutement non renseigné » is its own (L1128). */
const ETATS: Record<EtatRecrutement, string> = {
  OUVERT: 'Ouvert',
  FERME: 'Fermé',
  SUSPENDU: 'Suspendu',
  NON_RENSEIGNE: 'Etat de recrutement non renseigné',
};
const MODALITES: Record<string, string> = { ICO: 'Information collective', RDV: 'Rendez-vous individuel', CANDIDATURE: typo('Sur candidature') };
/** L1105, as the list says it. */
const NON_RENSEIGNEE = typo("Modalité de recrutement non renseignée par l'organisme de formation");

/** Left of the list (R32b). `sessions`: those that were ticked in the mode « multi-sélection », separated by commas. */
export const FILTRES = ['q', 'financeur', 'lieu', 'debutApres', 'debutAvant', 'alternance', 'cpf', 'positionnable', 'sessions', 'session'] as const;
type Filtres = Partial<Record<(typeof FILTRES)[number], string>>;

/** R32: what the search lists, open to positioning first: those with an ICO to come that has a seat. `q`: words of the title. */
export const vueRecherche: Vue = async (magasin, filtres, maintenant) => {
  const sessions = (await candidates(magasin, filtres)).filter((s) => estVoulue(s, filtres) && (s.donnees.fin === null || finDe(s.donnees.fin) >= maintenant));
  const { creneaux, positionnements } = await lireCreneaux(magasin, sessions);
  return sessions
    .map((s) => {
      const aVenir = creneaux.filter((c) => c.donnees.session === s.cle && estReservable(c, maintenant));
      const places = montres(s, aVenir)
        .filter((c) => c.donnees.modalite === 'ICO')
        .reduce((n, c) => n + libres(c, positionnements), 0);
      const ouverte = peutRecruter(s) && aVenir.some((c) => sansLimite(c.donnees) || libres(c, positionnements) > 0);
      return { session: s, aVenir, places, ouverte };
    })
    .filter(({ ouverte }) => filtres['positionnable'] === undefined || String(ouverte) === filtres['positionnable'])
    .sort((a, b) => Number(b.ouverte) - Number(a.ouverte) || (a.session.donnees.debut < b.session.donnees.debut ? -1 : 1))
    .slice(0, RESULTATS_MAX)
    .map(({ session: { donnees: s }, aVenir, places, ouverte }) => ({
      session: s.numero,
      'Libellé de la formation': s.intitule,
      Organisme: s.organisme,
      Lieu: s.lieu?.ville ?? null,
      Financeur: s.financeurs.map((f) => f.libelle).join(', '),
      'Prochaine session': s.debut,
      'Places disponibles en ICO': places,
      'Modalité de recrutement': modalitesDe(aVenir) ?? NON_RENSEIGNEE,
      Recrutement: ETATS[s.etatRecrutement],
      'Ouverte au positionnement': ouverte,
    }));
};

/** What the detail of a session shows is made of. */
export const detailDe = (numero: string): Lecture[] => [...parCle(Session, numero), ...parSession(Creneau, numero), ...parSession(Positionnement, numero)];

/** The detail of a session: its slots, or why nobody can be positioned on it (L1078–L1135). */
export const vueDetail: Vue = async (magasin, { session: numero = '' }, maintenant) => {
  const { lu } = await magasin.lire(detailDe(numero), null);
  const session = lu.un(Session, numero);
  if (!session) return undefined;
  const creneaux = lu.tous(Creneau).filter((c) => estReservable(c, maintenant));
  const disponibles = disponiblesDe(session, lu, maintenant);
  const { donnees: s } = session;
  return {
    Formation: s.intitule,
    Organisme: s.organisme,
    'Organisme responsable': s.responsable,
    Lieu: s.lieu?.ville ?? null,
    'Période des sessions': `${jourChiffre(s.debut)}${s.fin === null ? '' : ` > ${jourChiffre(s.fin)}`}`,
    Session: quand(s, maintenant),
    Financeurs: s.financeurs.map((f) => f.libelle).join(', '),
    Recrutement: ETATS[s.etatRecrutement],
    'Modalité de recrutement': modalitesDe(creneaux) ?? 'Non renseignée',
    // L1131.
    'Période d’inscription': inscriptions(creneaux) ?? 'Non renseignée',
    'Les plus de la formation': s.plus,
    'Rendez-vous': disponibles.length === 0 ? 'Aucun rendez-vous disponible' : `${disponibles.length} disponible${disponibles.length > 1 ? 's' : ''}`,
    'Créneaux à venir': montres(session, creneaux).map((c) => ({
      creneau: c.cle,
      modalite: c.donnees.modalite,
      debut: c.donnees.debut,
      fin: c.donnees.fin,
      lieu: c.donnees.lieu?.ville ?? null,
      placesLibres: sansLimite(c.donnees) ? null : libres(c, lu.tous(Positionnement)),
    })),
  };
};

/** Slots of this session on which somebody may still be positioned. */
export const disponiblesDe = (session: Piece<Session>, lu: Lu, maintenant: number): Piece<Creneau>[] =>
  montres(
    session,
    lu.tous(Creneau).filter((c) => estReservable(c, maintenant)),
  ).filter((c) => sansLimite(c.donnees) || libres(c, lu.tous(Positionnement)) > 0);

const candidates = async (magasin: Magasin, { sessions, session }: Filtres): Promise<Piece<Session>[]> => {
  const choisies = (sessions ?? session)?.split(',').map((n) => n.trim());
  if (choisies === undefined) return magasin.tout(Session);
  return (await magasin.lire(parCle(Session, ...choisies), null)).lu.tous(Session);
};

const estVoulue = ({ donnees: s }: Piece<Session>, { q = '', financeur, lieu, debutApres, debutAvant, alternance, cpf }: Filtres): boolean => {
  const intitule = simple(s.intitule);
  return (
    mots(q).every((m) => intitule.includes(m)) &&
    (financeur === undefined || s.financeurs.some((f) => f.code === financeur || simple(f.libelle).includes(simple(financeur)))) &&
    (lieu === undefined || (s.lieu?.codePostal ?? '').startsWith(lieu) || simple(s.lieu?.ville ?? '').includes(simple(lieu))) &&
    (debutApres === undefined || s.debut >= debutApres) &&
    (debutAvant === undefined || s.debut <= debutAvant) &&
    (alternance === undefined || String(estEnAlternance(s)) === alternance) &&
    (cpf === undefined || String(s.eligibleCpf) === cpf)
  );
};

/** « Contrat en alternance »: apprenticeship, or professionnalisation. */
const estEnAlternance = (s: Session): boolean => /apprentissage|professionnalisation/i.test(s.alternance ?? '');
const quand = (s: Session, maintenant: number): string => {
  if (maintenant < Date.parse(s.debut)) return 'Session à venir';
  return s.fin !== null && finDe(s.fin) < maintenant ? 'Session terminée' : 'Session en cours';
};
/** One may enter by a window, or until the last slot. */
const inscriptions = (creneaux: readonly Piece<Creneau>[]): string | null => {
  const fenetres = creneaux.filter((c) => c.donnees.modalite === 'CANDIDATURE').map((c) => c.donnees);
  const [debut, fin] = [
    fenetres.map((c) => c.debut).sort()[0],
    fenetres
      .map((c) => c.fin)
      .sort()
      .at(-1),
  ];
  return debut !== undefined && fin !== undefined ? `${jourChiffre(jourParis(Date.parse(debut)))} > ${jourChiffre(jourParis(Date.parse(fin)))}` : null;
};
const modalitesDe = (creneaux: readonly Piece<Creneau>[]): string | null => [...new Set(creneaux.map((c) => MODALITES[c.donnees.modalite]))].join(', ') || null;
const simple = (texte: string): string => sansAccents(texte).toLowerCase();
const mots = (texte: string): string[] => simple(texte).split(/\s+/).filter(Boolean);
/** The last day counts whole. */
const finDe = (jour: string): number => Date.parse(jour) + 86_400_000;
const peutRecruter = (s: Piece<Session>): boolean => !['FERME', 'SUSPENDU'].includes(s.donnees.etatRecrutement);
/** §d.2: suspended, its slots are hidden; who is positioned on them stays so. */
const montres = (s: Piece<Session>, creneaux: Piece<Creneau>[]): Piece<Creneau>[] => (s.donnees.etatRecrutement === 'SUSPENDU' ? [] : creneaux);
const estReservable = (c: Piece<Creneau>, maintenant: number): boolean => !c.donnees.annule && limite(c.donnees) > maintenant;

const lireCreneaux = async (magasin: Magasin, sessions: readonly Piece<Session>[]) => {
  const numeros = sessions.map((s) => s.cle);
  const { lu } = await magasin.lire([...parSession(Creneau, ...numeros), ...parSession(Positionnement, ...numeros)], null);
  return { creneaux: lu.tous(Creneau), positionnements: lu.tous(Positionnement) };
};
