/** Writes what a validated fiche publishes: its organismes, sessions and slots, in one transaction. */
import { offreDeFiche } from '../domain/lheo/offre.ts';
import { type Hub, Prisma } from '../prisma/hub.ts';
import { lireVersion } from '../prisma/versions.ts';

export type FicheAppliquee = { sessions: string[]; derniereFin: string | null };

const nulSinon = (v: unknown) => (v === null ? Prisma.DbNull : (v as Prisma.InputJsonValue));

/** Facts of the offer are replaced; what flows own (état du recrutement already known, statut of a slot, seats left) is kept. */
export const createAppliquerFiche =
  (hub: Hub) =>
  async (numero: string, empreinte: string): Promise<FicheAppliquee> => {
    // R1: the text that was validated, whatever the OF has submitted since.
    const { organismes, sessions, creneaux } = offreDeFiche(await lireVersion(hub, numero, empreinte));
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
        await tx.creneau.upsert({ where: { id: c.id }, create: { ...faits, placesLibres: c.places }, update: faits });
      }
    });
    const fins = sessions.map((s) => s.fin);
    return { sessions: sessions.map((s) => s.numero), derniereFin: fins.includes(null) ? null : (fins.sort().at(-1) ?? null) };
  };
