/** Writes what a validated fiche publishes: its organismes, sessions and slots, in one transaction. */
import { divergenceIco, fondre, memeTexte, nomDePlus, type TexteIco, type TextesIco, texteDe } from '../domain/jumeaux.ts';
import type { CreneauOffre } from '../domain/lheo/creneaux.ts';
import { type Offre, offreDeFiche } from '../domain/lheo/offre.ts';
import { type Reconnu, reconnaitre } from '../domain/lheo/reconnaissance.ts';
import { idCreneau } from '../domain/processus.ts';
import { type Hub, type HubTx, Prisma } from '../prisma/hub.ts';
import { lireVersion } from '../prisma/versions.ts';

/**
 * `deplaces`, `modifies`, `annules`: slots that live already, which SMF has moved, reworded or taken out since the version published before;
 * `retirees`: sessions that it has taken out. Their flows tell it, once. `divergences`: slots typed in Kairos too, in other words (R15, S18).
 */
export type FicheAppliquee = {
  sessions: string[];
  derniereFin: string | null;
  deplaces: { creneau: string; debut: string; fin: string }[];
  modifies: string[];
  annules: string[];
  retirees: string[];
  divergences: { session: string; smf: string; kairos: string }[];
};

type Creneau = Prisma.CreneauGetPayload<object>;
type Connu = Omit<Creneau, 'debut'> & { debut: number };
type Suite = Pick<FicheAppliquee, 'deplaces' | 'modifies' | 'annules'>;

const nulSinon = (v: unknown) => (v === null ? Prisma.DbNull : (v as Prisma.InputJsonValue));

/**
 * Facts of the offer are replaced; what flows own (état du recrutement already known, statut of a slot, its dates, seats left) is kept.
 * What SMF changed is read of its two versions, not of the rows: asked again, the answer is the same.
 */
export const createAppliquerFiche =
  (hub: Hub) =>
  async (numero: string, empreinte: string, precedente: string | null = null): Promise<FicheAppliquee> => {
    // R1: the text that was validated, whatever the OF has submitted since.
    const offre = offreDeFiche(await lireVersion(hub, numero, empreinte));
    const avant = precedente === null ? null : offreDeFiche(await lireVersion(hub, numero, precedente));
    const numeros = offre.sessions.map((s) => s.numero);
    const suite = await hub.$transaction(async (tx) => {
      await ecrireOffre(tx, offre);
      const suite = await ecrireCreneaux(tx, offre.creneaux, avant?.creneaux ?? []);
      return { ...suite, divergences: await divergencesDe(tx, numeros) };
    });
    const fins = offre.sessions.map((s) => s.fin);
    return {
      sessions: numeros,
      derniereFin: fins.includes(null) ? null : (fins.sort().at(-1) ?? null),
      retirees: (avant?.sessions ?? []).map((s) => s.numero).filter((n) => !numeros.includes(n)),
      ...suite,
    };
  };

const ecrireOffre = async (tx: HubTx, { organismes, sessions }: Offre): Promise<void> => {
  for (const { adresse, ...o } of organismes) {
    const faits = Object.fromEntries(Object.entries(o).filter(([, v]) => v !== null));
    await tx.organisme.upsert({ where: { siret: o.siret }, create: { ...o, adresse: nulSinon(adresse) }, update: faits });
  }
  for (const { etatRecrutement, placesDisponibles, debut, fin, ...s } of sessions) {
    const faits = { ...s, debut: new Date(debut), fin: fin === null ? null : new Date(fin) };
    const connue = await tx.session.findUnique({ where: { numero: s.numero }, select: { etatRecrutement: true, offre: true } });
    const etat = etatRecrutement === 'NON_RENSEIGNE' && connue ? connue.etatRecrutement : etatRecrutement;
    await tx.session.upsert({
      where: { numero: s.numero },
      create: { ...faits, etatRecrutement: etat, placesDisponibles },
      update: { ...faits, etatRecrutement: etat, offre: { ...ditDansKairos(connue?.offre), ...s.offre } },
    });
  }
};

/** What Kairos alone says of the session: no text of SMF takes it away (L768, R42b). */
const DE_KAIROS = ['plus', 'liens', 'interruptions'];
const ditDansKairos = (offre: unknown): object => Object.fromEntries(Object.entries(offre ?? {}).filter(([cle]) => DE_KAIROS.includes(cle)));

const ecrireCreneaux = async (tx: HubTx, offerts: readonly CreneauOffre[], avant: readonly CreneauOffre[]): Promise<Suite> => {
  const lus = await tx.creneau.findMany({
    where: { session: { in: [...offerts, ...avant].map((c) => c.session) } },
    orderBy: [{ debut: 'asc' }, { id: 'asc' }],
  });
  const connus = lus.map((c): Connu => ({ ...c, debut: c.debut.getTime() }));
  const vivants = await vivantsParmi(tx, connus);
  const disAvant = reconnaitre(avant, connus);
  // One that was cancelled stays so while the offer goes on saying it; said again later, it is another.
  const apres = reconnaitre(offerts, connus, (c) => c.statut === 'ANNULE' && disAvant.every((d) => d.id !== c.id));
  const suite: Suite = { deplaces: [], modifies: [], annules: [] };
  for (const r of apres) {
    const { offert: c, id, connu } = r;
    const dit = disAvant.find((d) => d.id === id)?.offert;
    if (connu === null && resteAnnule(c, avant, connus)) continue;
    if (connu === null || (connu.id === c.id && !vivants.has(id))) await poser(tx, r);
    else if (dit === undefined) {
      if (connu.id !== c.id) await fusionner(tx, c, connu, suite);
    } else if (vivants.has(id)) {
      const deplace = c.debut !== dit.debut || c.fin !== dit.fin || JSON.stringify(c.lieu) !== JSON.stringify(dit.lieu);
      const change = !memeTexte(texteDe(c), texteDe(dit));
      if (deplace || change) await reecrire(tx, c, connu);
      if (deplace) suite.deplaces.push({ creneau: id, debut: c.debut, fin: c.fin });
      if (change) suite.modifies.push(id);
    }
  }
  const gardes = new Set(apres.map((r) => r.id));
  for (const { connu } of disAvant) {
    if (connu === null || gardes.has(connu.id) || !estASmf(connu) || !OUVERTS.includes(connu.statut)) continue;
    await tx.creneau.update({ where: { id: connu.id }, data: { motif: 'Retiré de l’offre par l’organisme' } });
    suite.annules.push(connu.id);
  }
  return suite;
};

/** Moved in Kairos, then cancelled there: while the offer says it as before, it says nothing new, though its hour is not that of the slot any more. */
const resteAnnule = (o: CreneauOffre, avant: readonly CreneauOffre[], connus: readonly Connu[]): boolean =>
  avant.some((a) => a.id === o.id && a.session === o.session && a.debut === o.debut && a.fin === o.fin) &&
  connus.some((c) => c.statut === 'ANNULE' && c.session === o.session && [c.id, c.reference, c.jumelle].includes(o.id));

const OUVERTS = ['PUBLIE', 'COMPLET', 'REPORTE'];
/** Nobody has typed it elsewhere. */
const estASmf = (c: Connu): boolean => c.origine === 'SMF' && c.reference === null && c.textes === null;
const textesDe = (c: Connu): TextesIco => (c.textes === null ? { [c.origine]: texteDe(c) } : (c.textes as TextesIco)); // written here and by the doors alone

/** Those whose flow has begun: they are told of what changes, and what is over is left as it was. */
const vivantsParmi = async (tx: HubTx, connus: readonly Connu[]): Promise<Set<string>> => {
  const lus = await tx.processus.findMany({ where: { id: { in: connus.map((c) => idCreneau(c.id)) }, etape: { not: 'NOUVEAU' } }, select: { sujet: true } });
  return new Set(lus.map((l) => l.sujet));
};

const poser = async (tx: HubTx, { offert: { lieu, debut, fin, ...c }, id }: Reconnu<Connu>): Promise<void> => {
  const faits = { ...c, id, lieu: nulSinon(lieu), debut: new Date(debut), fin: new Date(fin) };
  await tx.creneau.upsert({ where: { id }, create: { ...faits, placesLibres: c.places }, update: faits });
};

/** R15: the same meeting was typed elsewhere first: one slot, under both names, and Kairos's word holds. */
const fusionner = async (tx: HubTx, c: CreneauOffre, connu: Connu, suite: Suite): Promise<void> => {
  const dit = texteDe(c);
  const dits = { ...textesDe(connu), SMF: dit };
  const { retenu, textes } = fondre(dits, dit);
  if (!memeTexte(retenu, texteDe(connu))) suite.modifies.push(connu.id);
  await ecrireTexte(tx, connu, retenu, { ...nomDePlus(connu, c.id), textes: textes ?? Prisma.DbNull });
};

/** S18: the first slot of each session of which SMF and Kairos do not say the same; equal values for one that is settled. */
const divergencesDe = async (tx: HubTx, sessions: string[]): Promise<FicheAppliquee['divergences']> => {
  const doubles = await tx.creneau.findMany({
    where: { session: { in: sessions }, textes: { not: Prisma.AnyNull }, statut: { not: 'ANNULE' } },
    orderBy: [{ debut: 'asc' }, { id: 'asc' }],
  });
  const ouvertes = await tx.divergence.findMany({ where: { session: { in: sessions }, champ: 'ICO', choix: null }, select: { session: true } });
  return sessions.flatMap((session) => {
    const double = doubles.find((c) => c.session === session);
    const dite = double && divergenceIco(double.debut, double.textes as TextesIco);
    if (dite) return [{ session, ...dite }];
    return ouvertes.some((o) => o.session === session) ? [{ session, smf: '=', kairos: '=' }] : [];
  });
};

/** Typed in Kairos too, its words stay Kairos's, and SMF's are kept beside (R15). */
const reecrire = async (tx: HubTx, c: CreneauOffre, connu: Connu): Promise<void> => {
  const dit = texteDe(c);
  const lieu = { lieu: nulSinon(c.lieu) };
  if ('KAIROS' in textesDe(connu)) {
    const { textes } = fondre({ ...textesDe(connu), SMF: dit }, dit);
    await tx.creneau.update({ where: { id: connu.id }, data: { ...lieu, textes: textes ?? Prisma.DbNull } });
  } else await ecrireTexte(tx, connu, dit, lieu);
};

const ecrireTexte = (tx: HubTx, connu: Connu, dit: TexteIco, plus: Prisma.CreneauUpdateInput): Promise<unknown> =>
  tx.creneau.update({ where: { id: connu.id }, data: { ...dit, placesLibres: Math.max(0, connu.placesLibres + dit.places - connu.places), ...plus } });
