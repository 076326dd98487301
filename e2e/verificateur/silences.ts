/** What waits for somebody in the offer, at AUDE or in i-Milo, without a blocage that says so (§f). */
import { createHash } from 'node:crypto';
import { type Blocage, joursPasses, type Lu, type Session } from './lu.ts';

/** Weekdays after which what is missing must be seen: the delay of §f, and two more for bank holidays. */
const DELAIS = { modalite: 4, etat: 4, rendezVous: 3, soumise: 5, aCorriger: 7, visible: 10, compte: 4, lieu: 4, imilo: 3, ais: 4, relance: 3 };
const HORS = ['RADIE', 'CESSATION'];

export const silencesAutour = (lu: Lu): string[] => [
  ...lu.sessions.flatMap((s) => deSession(lu, s)),
  ...deFiches(lu),
  ...lu.parcours.flatMap((p) => deParcours(lu, p)),
  ...deRadies(lu),
  ...lu.organismes.flatMap((o) =>
    refusee(o) && !leve(lu, 'COURRIEL_OF_INVALIDE', (b) => b.organisme === o.siret) ? [`silence : COURRIEL_OF_INVALIDE ${o.siret}`] : [],
  ),
  ...lu.relances.flatMap((r) =>
    ['PREVUE', 'EN_ENVOI'].includes(r.etat) &&
    r.prevueLe !== null &&
    tard(lu, r.prevueLe.getTime(), DELAIS.relance) &&
    lu.blocages.some((b) => b.id === r.blocage)
      ? [`silence : relance ${r.id} jamais partie`]
      : [],
  ),
];

const tard = (lu: Lu, depuis: number, delai: number): boolean => joursPasses(depuis, lu.maintenant) > delai;
const leve = (lu: Lu, cause: string, ou: (b: Blocage) => boolean): boolean => lu.blocages.some((b) => b.cause === cause && ou(b));

/** Their address, as the hub keeps the imprint of one that refuses mails. */
export const refusee = ({ courriel, courrielRefuse }: Lu['organismes'][number]): boolean =>
  courriel !== null && courrielRefuse === createHash('sha256').update(courriel.toLowerCase()).digest('hex');

const deSession = (lu: Lu, s: Session): string[] => {
  const manque = (cause: string, depuis: number, delai: number) =>
    tard(lu, depuis, delai) && !leve(lu, cause, (b) => b.session === s.numero || b.processus === `session:${s.numero}`)
      ? [`silence : ${cause} ${s.numero}`]
      : [];
  const publication = lu.publications.find((p) => p.session === s.numero && p.systeme === 'kairos');
  if (!publication || publication.etat === 'RETIREE' || (s.fin !== null && s.fin.getTime() <= lu.maintenant)) return [];
  const vue = publication.depuis.getTime();
  if (publication.etat !== 'VISIBLE') return manque('SESSION_NON_VISIBLE', publication.valideeLe?.getTime() ?? vue, DELAIS.visible);
  const compte = lu.comptes.find((c) => c.siret === s.ofDispensateur);
  return [
    ...(compte?.etat === 'ABSENT' ? manque('COMPTE_KAIROS_ABSENT', Math.max(vue, compte.lueLe.getTime()), DELAIS.compte) : []),
    ...(s.lieuSansSiret ? manque('LIEU_SANS_SIRET', vue, DELAIS.lieu) : []),
    ...(s.etatRecrutement === 'NON_RENSEIGNE' ? manque('ETAT_RECRUTEMENT_NON_RENSEIGNE', vue, DELAIS.etat) : []),
    ...sansCreneau(lu, s, Math.max(vue, lu.derniersFaits.get(`session:${s.numero}`) ?? 0), manque),
  ];
};

/** S1, S3: since the last slot was over, or was cancelled, and since the session itself last changed. */
const sansCreneau = (lu: Lu, s: Session, depuis: number, manque: (cause: string, depuis: number, delai: number) => string[]): string[] => {
  if (s.etatRecrutement !== 'OUVERT' && s.etatRecrutement !== 'NON_RENSEIGNE') return [];
  const siens = lu.creneaux.filter((c) => c.session === s.numero);
  if (siens.some((c) => c.statut !== 'ANNULE' && c.fin.getTime() > lu.maintenant)) return [];
  const finis = siens.map((c) => (c.statut === 'ANNULE' ? (lu.derniersFaits.get(`creneau:${c.id}`) ?? lu.maintenant) : c.fin.getTime()));
  const seul = Math.max(depuis, ...finis);
  return [
    ...manque('MODALITE_NON_RENSEIGNEE', seul, DELAIS.modalite),
    ...(s.etatRecrutement === 'OUVERT' && s.placesDisponibles > 0 ? manque('AUCUN_RENDEZ_VOUS_DISPONIBLE', seul, DELAIS.rendezVous) : []),
  ];
};

const deFiches = (lu: Lu): string[] =>
  lu.fiches.flatMap(({ numero, etat }) => {
    const delai = ['SOUMISE', 'MODIFIEE_A_REVALIDER'].includes(etat) ? DELAIS.soumise : etat === 'A_CORRIGER' ? DELAIS.aCorriger : null;
    const depuis = lu.derniersFaits.get(`fiche:${numero}`);
    const dite = leve(lu, 'FICHE_EN_ATTENTE', (b) => b.processus === `fiche:${numero}`);
    return delai !== null && depuis !== undefined && tard(lu, depuis, delai) && !dite ? [`silence : FICHE_EN_ATTENTE ${numero}`] : [];
  });

/** S8, S8b, S19. */
const deParcours = (lu: Lu, p: Lu['parcours'][number]): string[] => {
  const personne = lu.personnes.find((x) => x.id === p.personne);
  const siens = lu.positionnements.filter((x) => x.parcours === p.id);
  const pos = siens.find((x) => x.id === p.positionnement);
  if (!personne || !pos) return [];
  const manque = (cause: string, depuis: number, delai: number) =>
    tard(lu, depuis, delai) && !leve(lu, cause, (b) => b.processus === `parcours:${p.id}`) ? [`silence : ${cause} ${p.id}`] : [];
  if (p.etape === 'INSCRIT') {
    const inscrit = Date.parse(p.etapes.findLast((e) => e.etape === 'INSCRIT')?.date ?? '');
    const sans =
      personne.idDE !== null && !HORS.includes(personne.statutDe) && !lu.tenus.aude.some((t) => t.parcours === p.id && t.faits['INSCRIPTION'] !== undefined);
    return sans ? manque('AIS_NON_GENEREE', inscrit, DELAIS.ais) : [];
  }
  if (p.etape !== 'CONVOQUE' || personne.dossierImilo === null) return [];
  const connu = Math.max(pos.creeLe.getTime(), personne.dossierLe?.getTime() ?? 0);
  if (pos.reseau === 'OF' && !siens.some((x) => x.outil === 'OUIFORM')) return manque('ORIGINE_OF_HORS_IMILO', connu, DELAIS.imilo);
  // What i-Milo holds already is not missing there, whatever became of the dossier since.
  const tenu = lu.tenus.imilo.some((t) => t.positionnement === pos.id);
  return pos.reseau === 'ML' && pos.outil === 'OUIFORM' && !personne.dossierSynchronise && !tenu ? manque('DOSSIER_NON_SYNCHRONISE', connu, DELAIS.imilo) : [];
};

/** S10: seen at once. */
const deRadies = (lu: Lu): string[] =>
  [...new Set(lu.differees.map((d) => d.parcours.split(':')[0] ?? ''))].flatMap((personne) =>
    leve(lu, 'DEMANDEUR_RADIE', (b) => b.processus === `demandeur:${personne}`) ? [] : [`silence : DEMANDEUR_RADIE ${personne}`],
  );
