/** What each partner event means to the hub: the facts it writes and the message for the flow. One line per type, as in the contract. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { HORS_CATALOGUE, NOM_SYSTEME, OUTIL_DU_RESEAU, type Outil, type Systeme } from '../../domain/codes.ts';
import { lireIdDE } from '../../domain/identifiants.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { numeroParcours } from '../../domain/processus.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { deposerVersion } from '../catalogues/version.ts';
import * as creneaux from '../receptions/creneaux.ts';
import { noterDecision, rouvrirVersion } from '../receptions/fiches.ts';
import { fusionner } from '../receptions/jumeaux.ts';
import { ecrireNonRetenus } from '../receptions/non-retenus.ts';
import * as offre from '../receptions/offre.ts';
import * as suite from '../receptions/parcours.ts';
import { dossierLibre, enregistrerPersonne } from '../receptions/personnes.ts';
import { ecrirePositionnement, positionnementActif, refuserNir, uuidDe } from '../receptions/positionnements.ts';
import { trouverCreneau, trouverParcours, trouverPositionnement } from '../receptions/references.ts';
import { noterTentative } from '../receptions/tentatives.ts';
import type { ARelayer } from '../receptions/types.ts';
import { refus } from '../socle/problemes.ts';
import { convoquerCandidat, FORME_CONVOCATION } from './convocation.ts';
import { FORMES } from './formes.ts';
import { interrompreSession, tenirLieu } from './inscrits.ts';
import { momentDuStatut } from './moments.ts';
import { lireConsultation, lireTentative } from './tentatives.ts';

export type Evenement = { systeme: Systeme; source: string; id: string; date: string };
/** EN_ATTENTE: it speaks of something that the hub does not know yet; it is read again later. */
export type Interpretation = ARelayer | 'EN_ATTENTE';
type Regle = { systemes: readonly Systeme[]; forme: z.ZodType; lire(tx: HubTx, donnees: unknown, e: Evenement): Promise<Interpretation> };

const regle = <S extends z.ZodType>(
  systemes: readonly Systeme[],
  forme: S,
  lire: (tx: HubTx, d: z.output<S>, e: Evenement) => Promise<Interpretation>,
): Regle => ({
  systemes,
  forme,
  lire: (tx, donnees, e) => {
    const d = forme.parse(donnees);
    // §h: nowhere. LHEO has its own reading, which looks for it too.
    refuserNir({ ...(d as object), lheo: undefined });
    return lire(tx, d, e);
  },
});

const empreinte = (valeur: unknown): string => createHash('sha256').update(JSON.stringify(valeur)).digest('hex');
const SANS_MOTIF = 'Sans motif';

const fiche = (type: 'fiche.deposee' | 'fiche.validee' | 'fiche.retournee', { modifiee = false } = {}) =>
  regle(['smf'], FORMES.fiche, async (tx, d, { date, source }) => {
    const numero = d.fiche;
    const dite = d.lheo ? await deposerVersion(tx, numero, d.lheo) : null;
    const empreinte = dite ?? (await tx.fiche.findUnique({ where: { numero }, select: { empreinte: true } }))?.empreinte;
    if (empreinte === undefined) return 'EN_ATTENTE';
    if (d.remarques || type === 'fiche.validee') await tx.fiche.update({ where: { numero }, data: { remarques: d.remarques ?? null } });
    if (type === 'fiche.deposee') await rouvrirVersion(tx, numero, empreinte);
    else await noterDecision(tx, { numero, par: source, date, empreinte }, type === 'fiche.validee' ? 'VALIDEE' : 'RETOURNEE');
    // The Carif validates, or returns, the very text that comes with its word.
    if (type === 'fiche.validee') return { type, donnees: { date, fiche: numero, empreinte, deposee: dite !== null } };
    if (type === 'fiche.retournee') return { type, donnees: { date, fiche: numero, ...(dite !== null && { empreinte: dite }) } };
    return { type, donnees: { date, fiche: numero, empreinte, ...(modifiee && { modifiee }) } };
  });

const session = regle(['smf'], FORMES.session, async (tx, d, { date }) => {
  const connue = await tx.session.findUnique({ where: { numero: d.session } });
  if (!connue) return 'EN_ATTENTE';
  const { session: numero, etatRecrutement: etat, placesDisponibles: disponibles, lieu, ...offre } = d;
  const change = Object.keys(offre).length > 0 || lieu != null;
  const nouvelle = { ...(connue.offre as object), ...offre, ...(lieu && { lieu }) };
  if (change)
    await tx.session.update({
      where: { numero },
      data: {
        offre: nouvelle,
        ...(d.intitule && { intitule: d.intitule }),
        ...(d.debut && { debut: new Date(d.debut) }),
        ...(d.fin !== undefined && { fin: d.fin === null ? null : new Date(d.fin) }),
        ...(d.placesConventionnees !== undefined && { placesConventionnees: d.placesConventionnees }),
        ...(lieu && { codePostal: lieu.codePostal ?? connue.codePostal, ville: lieu.ville ?? connue.ville }),
      },
    });
  if (disponibles !== undefined) await tx.session.update({ where: { numero }, data: { placesDisponibles: disponibles } });
  return { type: 'session.modifiee', donnees: { date, session: numero, ...(change && { empreinte: empreinte(nouvelle) }), etat, disponibles } };
});

/** « Les plus de la formation » (L768): kept with the offer, told to those who show it (G9). */
const plus = regle(['kairos'], FORMES.plus, async (tx, { session: numero, ...dits }, { date }) => {
  const connue = await tx.session.findUnique({ where: { numero }, select: { offre: true } });
  if (!connue) return 'EN_ATTENTE';
  const offre = { ...(connue.offre as object), plus: dits.plus ?? null, liens: dits.liens };
  await tx.session.update({ where: { numero }, data: { offre } });
  return { type: 'session.modifiee', donnees: { date, session: numero, empreinte: empreinte(offre) } };
});

const creneau = (systeme: 'smf' | 'kairos') =>
  regle([systeme], FORMES.creneau, async (tx, d, { source, id, date }) => {
    if (!(await tx.session.findUnique({ where: { numero: d.session }, select: { numero: true } }))) return 'EN_ATTENTE';
    const reference = d.reference ?? d.creneau ?? null;
    const deja = reference ? await trouverCreneau(tx, reference) : null;
    const origine = { id: uuidDe(source, id), origine: systeme === 'smf' ? ('SMF' as const) : ('KAIROS' as const), reference, date };
    return deja ? fusionner(tx, deja, d, origine) : creneaux.ecrireCreneau(tx, d, origine);
  });

/** Who positions where: each tool has its own people (R26, R29, R34). */
const OUTIL_DE: Partial<Record<Systeme, Outil>> = { kairos: 'KAIROS', ouiform: 'OUIFORM', audef: 'AUDEF', pefr: 'PE_FR' };

const positionnement = (systemes: readonly Systeme[]) =>
  regle(systemes, FORMES.positionnement, async (tx, d, { source, id, date, systeme }) => {
    if (OUTIL_DU_RESEAU[d.prescripteur.reseau] !== OUTIL_DE[systeme])
      throw refus('requete-invalide', {
        errors: [{ pointer: '#/donnees/prescripteur/reseau', detail: `${NOM_SYSTEME[systeme]} n’est pas l’outil de ce prescripteur.` }],
      });
    const reference = d.reference ?? d.positionnement ?? null;
    const message = await ecrirePositionnement(tx, d, { source, id, date: Date.parse(date), reference });
    if (message?.type !== 'positionnement.cree') return 'EN_ATTENTE';
    const { parcours, positionnement: lui } = message.donnees;
    // R27: the flow will refuse it; the slot that holds the person hears of it (S6).
    if (await positionnementActif(tx, parcours, lui, d.prescripteur.reseau))
      await noterTentative(tx, {
        ...{ source, id, motif: 'DEJA_INSCRITE', session: d.session, creneau: d.creneau, parcours, positionnement: lui },
        conseiller: d.prescripteur,
        maintenant: Date.parse(date),
      });
    return message;
  });

const annulation = (systemes: readonly Systeme[]) =>
  regle(systemes, FORMES.annulation, async (tx, d, { date }) => {
    const connu = await trouverPositionnement(tx, d.positionnement);
    return connu ? suite.annulerPositionnement(tx, connu, d.motif ?? SANS_MOTIF, date) : 'EN_ATTENTE';
  });

const emargement = <S extends z.ZodType>(forme: S, lignes: (d: z.output<S>) => { creneau: string; lignes: creneaux.LigneRecue[] }) =>
  regle(['kairos'], forme, async (tx, d, { date }) => {
    const lu = lignes(d);
    const connu = await trouverCreneau(tx, lu.creneau);
    if (!connu) return 'EN_ATTENTE';
    const { message, inconnus } = await creneaux.ecrireEmargement(tx, connu.id, lu.lignes, date);
    return inconnus.length > 0 ? 'EN_ATTENTE' : message;
  });

const deParcours = <S extends z.ZodType<{ parcours: string }>>(
  forme: S,
  lire: (tx: HubTx, p: { id: string; positionnement: string | null }, d: z.output<S>, date: string) => Promise<ARelayer> | ARelayer,
) =>
  regle(['kairos'], forme, async (tx, d, { date }) => {
    const connu = await trouverParcours(tx, d.parcours);
    return connu ? lire(tx, connu, d, date) : 'EN_ATTENTE';
  });

const personneDe = (tx: HubTx, idDE: string) => tx.personne.findUnique({ where: { idDE: lireIdDE(idDE)?.idDE ?? idDE } });

export const EVENEMENTS: Record<string, Regle> = {
  'fiche.soumise': fiche('fiche.deposee'),
  'fiche.modifiee': fiche('fiche.deposee', { modifiee: true }),
  'fiche.validee': fiche('fiche.validee'),
  'fiche.retournee': fiche('fiche.retournee'),
  'fiche.archivee': regle(['smf'], FORMES.fiche, async (tx, d, { date }) => {
    const connue = await tx.fiche.findUnique({ where: { numero: d.fiche }, select: { numero: true } });
    return connue ? { type: 'fiche.archivee', donnees: { date, fiche: d.fiche } } : 'EN_ATTENTE';
  }),
  'session.modifiee': session,
  'plus.saisis': plus,
  'ico.saisie': creneau('smf'),
  'creneau.publie': creneau('kairos'),
  'creneau.modifie': regle(['kairos'], FORMES.creneauModifie, async (tx, d, { date }) => {
    const connu = await trouverCreneau(tx, d.creneau);
    return connu ? creneaux.deplacerCreneau(tx, connu.id, d, date) : 'EN_ATTENTE';
  }),
  'creneau.annule': regle(['kairos'], FORMES.creneauAnnule, async (tx, d, { date }) => {
    const connu = await trouverCreneau(tx, d.creneau);
    return connu ? creneaux.annulerCreneau(tx, connu.id, d.motif ?? SANS_MOTIF, date) : 'EN_ATTENTE';
  }),
  'positionnement.cree': positionnement(['kairos', 'ouiform', 'audef']),
  'positionnement.refuse': regle(['ouiform', 'audef'], FORMES.positionnement, lireTentative),
  'session.consultee': regle(['ouiform', 'audef'], FORMES.consultation, lireConsultation),
  'rdv.reserve': positionnement(['pefr']),
  'positionnement.annule': annulation(['ouiform', 'audef', 'pefr']),
  'rdv.annule': annulation(['pefr']),
  'candidature.convoquee': regle(['kairos'], FORME_CONVOCATION, (tx, d, { date }) => convoquerCandidat(tx, d, date)),
  'presence.saisie': emargement(FORMES.presences, (d) => ({ creneau: d.creneau, lignes: d.presences })),
  'suite.saisie': emargement(FORMES.suites, (d) => ({ creneau: d.creneau, lignes: d.suites })),
  'inscription.creee': regle(['kairos'], FORMES.inscription, async (tx, d, { source, id, date }) => {
    // R42c: an inscription whose session has no SMF origin.
    const of = d.ofDispensateur ?? d.organisme ?? '';
    const horsCatalogue = {
      numero: d.session,
      fiche: HORS_CATALOGUE,
      intitule: d.intitule ?? 'Formation hors catalogue',
      debut: new Date(jourParis(Date.parse(date))),
      modaliteEntreeSortie: 'DATES_FIXES',
      ofResponsable: of,
      ofDispensateur: of,
      formacode: '',
      rome: [],
      offre: {},
    };
    await tx.session.createMany({ data: [horsCatalogue], skipDuplicates: true });
    const personne = await enregistrerPersonne(tx, d.personne);
    const parcours = numeroParcours(personne, d.session);
    const positionnement = await tenirLieu(tx, { id: uuidDe(source, id), parcours, personne, session: d.session, reference: d.reference ?? null, date });
    return { type: 'parcours.inscrit', donnees: { date, parcours, ...(positionnement && { positionnement }) } };
  }),
  // G1: non-retained people leave a trace, whatever the door through which the organisme says it.
  'non-retenus.declares': regle(['kairos'], FORMES.nonRetenus, async (tx, d, e) => {
    const connue = await tx.session.findUnique({ where: { numero: d.session }, select: { numero: true } });
    return connue ? ecrireNonRetenus(tx, d.session, d, e) : 'EN_ATTENTE';
  }),
  'inscription.annulee': deParcours(FORMES.inscriptionAnnulee, (tx, p, d, date) => suite.annulerInscription(tx, p, d.motif ?? SANS_MOTIF, date)),
  'entree.attestee': deParcours(FORMES.entree, (_tx, p, d, date) => suite.attesterEntree(p, d.date, date)),
  'interruption.saisie': regle(['kairos'], FORMES.interruption, async (tx, d, { date }) => {
    if ('session' in d) return interrompreSession(tx, d, date);
    const connu = await trouverParcours(tx, d.parcours);
    return connu ? suite.interrompre(tx, connu, { ...d, motif: d.motif ?? SANS_MOTIF }, date) : 'EN_ATTENTE';
  }),
  'formation.terminee': deParcours(FORMES.sortie, (tx, p, d, date) => suite.sortir(tx, p, { ...d, motif: d.motif ?? SANS_MOTIF }, date)),
  'de.statut': regle(['aude'], FORMES.statut, async (tx, d, { date }) => {
    const p = await personneDe(tx, d.idDE);
    if (!p) return 'EN_ATTENTE';
    const le = momentDuStatut(d.date, date);
    // An older change than the one known changes nothing.
    if (p.statutDeLe === null || p.statutDeLe <= le) await tx.personne.update({ where: { id: p.id }, data: { statutDe: d.statut, statutDeLe: le } });
    return { type: 'demandeur.statut', donnees: { date, personne: p.id, statut: d.statut, le: le.toISOString(), ...(d.jusqua && { jusqua: d.jusqua }) } };
  }),
  'dossier.synchronise': regle(['imilo'], FORMES.dossier, async (tx, d, { date }) => {
    const p = (d.idDE ? await personneDe(tx, d.idDE) : null) ?? (await tx.personne.findUnique({ where: { dossierImilo: d.dossier } }));
    if (!p) return 'EN_ATTENTE';
    // Heard late, behind a newer one: it changes nothing.
    if (p.dossierLe !== null && p.dossierLe.getTime() > Date.parse(date)) return { type: 'dossier.synchronise', donnees: { date, parcours: [] } };
    await dossierLibre(tx, { id: d.dossier, synchronise: d.synchronise }, p.idDE);
    await tx.personne.update({ where: { id: p.id }, data: { dossierImilo: d.dossier, dossierSynchronise: d.synchronise, dossierLe: new Date(date) } });
    // An ML adviser's may now be seen in i-Milo (R31); an organisme's never will, and somebody of i-Milo must know it (S8).
    const reseau = { in: d.synchronise ? ['ML', 'OF'] : ['OF'] };
    const parcours = await tx.positionnement.findMany({ where: { personne: p.id, reseau }, select: { parcours: true }, distinct: ['parcours'] });
    return { type: 'dossier.synchronise', donnees: { date, parcours: parcours.map((x) => x.parcours) } };
  }),
  'compte.modifie': regle(['kairos'], FORMES.compte, (tx, d, { date }) => offre.enregistrerCompte(tx, d, date)),
  'places.modifiees': regle(
    ['kairos'],
    FORMES.places,
    async (tx, d, { date }) => (await offre.comparerPlaces(tx, d.session, d.placesAchetees, date)) ?? 'EN_ATTENTE',
  ),
  'session.visible': regle(['rco'], FORMES.visible, async (tx, d, { date }) => {
    const connue = await tx.session.findUnique({ where: { numero: d.session }, select: { numero: true } });
    return connue ? { type: 'session.visible', donnees: { date, session: d.session } } : 'EN_ATTENTE';
  }),
};
