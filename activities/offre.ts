/** Writes what a validated fiche publishes: its organismes, sessions and slots, in one transaction. */
import { offreDeFiche } from '../domain/lheo/offre.ts';
import { idCreneau } from '../domain/processus.ts';
import { type Hub, type HubTx, Prisma } from '../prisma/hub.ts';
import { lireVersion } from '../prisma/versions.ts';

/** `deplaces`, `modifies`: slots that live already, which SMF has moved or reworded since the version published before: their flows tell it, once. */
export type FicheAppliquee = {
  sessions: string[];
  derniereFin: string | null;
  deplaces: { creneau: string; debut: string; fin: string }[];
  modifies: string[];
};

const nulSinon = (v: unknown) => (v === null ? Prisma.DbNull : (v as Prisma.InputJsonValue));

/**
 * Facts of the offer are replaced; what flows own (état du recrutement already known, statut of a slot, its dates, seats left) is kept.
 * What SMF changed is read of its two versions, not of the rows: asked again, the answer is the same.
 */
export const createAppliquerFiche =
  (hub: Hub) =>
  async (numero: string, empreinte: string, precedente: string | null = null): Promise<FicheAppliquee> => {
    // R1: the text that was validated, whatever the OF has submitted since.
    const { organismes, sessions, creneaux } = offreDeFiche(await lireVersion(hub, numero, empreinte));
    const avant = precedente === null ? [] : offreDeFiche(await lireVersion(hub, numero, precedente)).creneaux;
    const vivants = await vivantsParmi(hub, creneaux);
    const changes = creneaux.flatMap((c) => {
      const dit = avant.find((a) => a.id === c.id);
      return dit !== undefined && vivants.has(c.id) ? [{ c, deplace: c.debut !== dit.debut || c.fin !== dit.fin, change: texteDe(c) !== texteDe(dit) }] : [];
    });
    await hub.$transaction(async (tx) => {
      for (const { adresse, ...o } of organismes) {
        const faits = Object.fromEntries(Object.entries(o).filter(([, v]) => v !== null));
        await tx.organisme.upsert({ where: { siret: o.siret }, create: { ...o, adresse: nulSinon(adresse) }, update: faits });
      }
      for (const { etatRecrutement, placesDisponibles, debut, fin, ...s } of sessions) {
        const faits = { ...s, debut: new Date(debut), fin: fin === null ? null : new Date(fin) };
        const connue = await tx.session.findUnique({ where: { numero: s.numero }, select: { etatRecrutement: true } });
        const etat = etatRecrutement === 'NON_RENSEIGNE' && connue ? connue.etatRecrutement : etatRecrutement;
        await tx.session.upsert({
          where: { numero: s.numero },
          create: { ...faits, etatRecrutement: etat, placesDisponibles },
          update: { ...faits, etatRecrutement: etat },
        });
      }
      for (const { lieu, debut, fin, ...c } of creneaux) {
        const faits = { ...c, lieu: nulSinon(lieu), debut: new Date(debut), fin: new Date(fin) };
        // One that lives keeps what was said of it elsewhere: SMF's word counts where SMF has changed it.
        if (!vivants.has(c.id)) await tx.creneau.upsert({ where: { id: c.id }, create: { ...faits, placesLibres: c.places }, update: faits });
        else if (changes.some((x) => x.c.id === c.id && x.change)) await reecrire(tx, c, lieu);
      }
    });
    const fins = sessions.map((s) => s.fin);
    return {
      sessions: sessions.map((s) => s.numero),
      derniereFin: fins.includes(null) ? null : (fins.sort().at(-1) ?? null),
      deplaces: changes.filter((x) => x.deplace).map(({ c: { id, debut, fin } }) => ({ creneau: id, debut, fin })),
      modifies: changes.filter((x) => x.change).map((x) => x.c.id),
    };
  };

type CreneauOffre = ReturnType<typeof offreDeFiche>['creneaux'][number];
const texteDe = ({ lieu, places, pieces, commentaire }: CreneauOffre): string => JSON.stringify([lieu, places, pieces, commentaire]);

/** Those whose flow has begun: they are told of what changes, and what is over is left as it was. */
const vivantsParmi = async (hub: Hub, creneaux: readonly CreneauOffre[]): Promise<Set<string>> => {
  const lus = await hub.processus.findMany({ where: { id: { in: creneaux.map((c) => idCreneau(c.id)) }, etape: { not: 'NOUVEAU' } }, select: { sujet: true } });
  return new Set(lus.map((l) => l.sujet));
};

/** Typed in Kairos too, its words stay Kairos's, and SMF's are kept beside (R15). */
const reecrire = async (
  tx: HubTx,
  { id, places, pieces, commentaire }: Omit<CreneauOffre, 'debut' | 'fin' | 'lieu'>,
  lieu: CreneauOffre['lieu'],
): Promise<void> => {
  const connu = await tx.creneau.findUniqueOrThrow({ where: { id }, select: { places: true, placesLibres: true, textes: true } });
  const dit = { places, pieces, commentaire };
  if (connu.textes !== null && typeof connu.textes === 'object' && 'KAIROS' in connu.textes)
    await tx.creneau.update({ where: { id }, data: { textes: { ...connu.textes, SMF: dit } } });
  else
    await tx.creneau.update({
      where: { id },
      data: { ...dit, lieu: nulSinon(lieu), placesLibres: Math.max(0, connu.placesLibres + places - connu.places) },
    });
};
