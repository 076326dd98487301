/** What is typed in SMF of a session that it holds: its dates and seats, its informations collectives; by the mandataire alone (R13). */
import { z } from 'zod';
import { EtatRecrutement } from '../../domain/codes.ts';
import { aParis } from '../../domain/lheo/dates.ts';
import type { Formation } from '../../domain/lheo/modele.ts';
import { depuisLheo } from '../../domain/smf/depuis-lheo.ts';
import { controlerSaisie } from '../../domain/smf/droits.ts';
import type { FicheSmf, IcoSmf, LieuSmf } from '../../domain/smf/fiche.ts';
import { versLheo } from '../../domain/smf/vers-lheo.ts';
import { CreneauActe } from '../socle/actes.ts';
import { Jour, Lieu, type Recu } from '../socle/contrat.ts';
import type { Magasin } from '../socle/magasin.ts';
import { changee, type Lu, neuve, type Piece, parCle, parSession } from '../socle/pieces.ts';
import { tousLesRefus } from '../socle/refus.ts';
import type { Decision, Regle } from '../socle/regles.ts';
import { Numero, REFUS } from './rules.ts';
import { Fiche, Ico, Session } from './store.ts';

/** The SIRET of who types, the mandataire when it is not said. */
const Auteur = { par: z.string().max(20).nullish(), organisme: z.string().max(20).nullish() };
const Places = z.number().int().min(0).max(99_999).optional();

const APRES = 'La date de fin précède la date de début. (R4)';
/** The fields of screens 1, 3 and 6 that change in the life of a session, with their limits. */
export const SessionModifieeActe = z
  .object({
    session: Numero,
    intitule: z.string().trim().min(1).max(255).optional(),
    debut: Jour.optional(),
    fin: Jour.nullish(),
    etatRecrutement: EtatRecrutement.optional(),
    placesConventionnees: Places,
    placesDisponibles: Places,
    lieu: Lieu.nullish(),
    ...Auteur,
  })
  // Whatever else is wrong: the OF corrects once.
  .refine(({ debut, fin }) => !(typeof debut === 'string' && typeof fin === 'string' && fin < debut), {
    path: ['fin'],
    message: APRES,
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
type SessionModifiee = z.infer<typeof SessionModifieeActe>;

/** R20: an information collective has a seat at least. */
export const IcoActe = z.object({ ...CreneauActe.shape, ...Auteur }).superRefine(({ places }, ctx) => {
  if (places < 1) ctx.addIssue({ code: 'custom', path: ['places'], message: 'Une information collective offre au moins une place. (R20)' });
});
type IcoTypee = z.infer<typeof IcoActe>;

/** What was said, without who said it. */
export const sansAuteur = <E extends { par?: unknown; organisme?: unknown }>({ par: _, organisme: __, ...dit }: E) => dit;

const ficheDe = (lu: Lu, session: string) => {
  const numero = lu.un(Session, session)?.donnees.fiche;
  return numero === undefined ? [] : parCle(Fiche, numero);
};
/** Of the session that the act is about; refused when it is no session of SMF's, or not this organisme's to type. */
const surSaFiche = <E extends { session: string; par?: string | null | undefined; organisme?: string | null | undefined }>(
  decider: (e: E, fiche: Piece<Fiche> | undefined, lu: Lu, reference: () => string) => Decision<Recu>,
): Regle<E, Recu> => ({
  lire: (e) => parCle(Session, e.session),
  lireEnsuite: (lu, e) => ficheDe(lu, e.session),
  decider: (lu, e, { reference }) => {
    const session = lu.un(Session, e.session);
    if (!session) return REFUS.SESSION_INCONNUE;
    const fiche = lu.un(Fiche, session.donnees.fiche);
    const qui = e.par ?? e.organisme;
    const [reserve] = qui && fiche?.donnees.formation ? controlerSaisie(depuisLheo(fiche.donnees.formation), qui) : [];
    const decision = decider(e, fiche, lu, reference);
    return tousLesRefus(reserve && { refus: { ...REFUS.SAISIE_RESERVEE.refus, detail: reserve.message } }, 'refus' in decision && decision) ?? decision;
  },
});

export const modifierSession = surSaFiche<SessionModifiee>((e, fiche) => {
  const reponse = { reference: e.session };
  const { formation } = fiche?.donnees ?? {};
  if (!fiche || !formation) return { reponse };
  const tenue = depuisLheo(formation);
  const s = tenue.sessions.find((x) => x.numero === e.session);
  const [debut, fin] = [e.debut ?? s?.debut ?? '', e.fin ?? s?.fin];
  if (fin && fin < debut) return { refus: { ...REFUS.DATES_INCOHERENTES.refus, detail: APRES } };
  return { reponse, pieces: [changee(fiche, { formation: changer(tenue, formation, e) })] };
});

/** What the screens show from now on. */
const changer = (tenue: FicheSmf, formation: Formation, e: SessionModifiee): Formation => {
  const change = {
    ...(e.debut && { debut: e.debut }),
    ...(e.fin !== undefined && { fin: e.fin ?? undefined }),
    ...(e.placesConventionnees !== undefined && { placesConventionnees: e.placesConventionnees }),
    ...(e.lieu?.ville && e.lieu.codePostal && { lieu: lieuDe(e.lieu) }),
  };
  const sessions = tenue.sessions.map((s) => (s.numero === e.session ? { ...s, ...change } : s));
  return versLheo({ ...tenue, ...(e.intitule && { intitule: e.intitule }), sessions }, formation);
};
const lieuDe = ({ nom, lignes = [], codePostal = '', ville = '' }: NonNullable<SessionModifiee['lieu']>): LieuSmf => ({
  nom: nom ?? ville,
  voie: lignes[0] ?? ville,
  cpVille: `${codePostal} ${ville}`,
});

/** R15: an ICO, and nothing else, may be typed in SMF. */
export const saisirIco = surSaFiche<IcoTypee>((e, _fiche, _lu, reference) => {
  const refus = tousLesRefus(e.modalite !== 'ICO' && REFUS.MODALITE_IMPOSSIBLE, Date.parse(e.fin) <= Date.parse(e.debut) && REFUS.HORAIRES_INCOHERENTS);
  if (refus) return refus;
  const ref = reference();
  return { reponse: { reference: ref }, pieces: [neuve(Ico, ref, { session: e.session, saisie: z.json().parse(sansAuteur(e)) }, { session: e.session })] };
});

/** Screen 7: those of the fiche, and those typed since, one by one. The words of SMF, whatever Kairos says of the same meeting (R15, S18). */
export const avecIcosSaisies = async (magasin: Magasin, tenue: FicheSmf): Promise<FicheSmf> => {
  const { lu } = await magasin.lire(parSession(Ico, ...tenue.sessions.map((s) => s.numero)), null);
  const saisies = lu.tous(Ico).flatMap(({ donnees: { session, saisie } }) => {
    const e = IcoGardee.safeParse(saisie);
    return e.success ? [{ session, ico: icoDe(e.data) }] : [];
  });
  return {
    ...tenue,
    sessions: tenue.sessions.map((s) => {
      const siennes = saisies.flatMap((x) => (x.session === s.numero && !s.icos.some((i) => i.date === x.ico.date && i.debut === x.ico.debut) ? [x.ico] : []));
      return { ...s, icos: [...s.icos, ...siennes].sort((a, b) => `${a.date}${a.debut}`.localeCompare(`${b.date}${b.debut}`)) };
    }),
  };
};
const IcoGardee = z.object(CreneauActe.shape).pick({ debut: true, fin: true, lieu: true, places: true, commentaire: true });
const icoDe = ({ debut, fin, lieu, places, commentaire }: z.infer<typeof IcoGardee>): IcoSmf => {
  const [de, a] = [aParis(Date.parse(debut)), aParis(Date.parse(fin))];
  const heure = (m: number): string => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
  const { nom = '', lignes = [], codePostal = '', ville = '' } = lieu ?? {};
  const ou = { nom, voie: lignes[0] ?? '', cpVille: `${codePostal} ${ville}`.trim() };
  return { ...ou, places, date: de.jour, debut: heure(de.minutes), fin: heure(a.minutes), ...(commentaire && { commentaire }) };
};
