/**
 * Takes an event in. Interpreted at once when all it speaks of is known; kept EN_ATTENTE otherwise (events come late and out of order)
 * and read again by the relay's loop. What was kept of a person is wiped as soon as the event is read, or given up.
 */
import type { Systeme } from '../../domain/codes.ts';
import { ajouterDelai, type Delai } from '../../domain/ouvres.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { oublierAffichage } from '../../prisma/affichages.ts';
import type { HubTx } from '../../prisma/hub.ts';
import type { Deps } from '../deps.ts';
import { lirePolitiques } from '../lecture/blocages.ts';
import type { ARelayer } from '../receptions/types.ts';
import { estRefus } from '../socle/problemes.ts';
import { EVENEMENTS } from './interpretes.ts';

type Recu = { systeme: Systeme; id: string; type: string; date: string; donnees: unknown };
type Gardee = { source: string; id: string; type: string; donnees: { date: string; donnees: unknown }; recuLe: Date; essais: number };

const PAUSE_MAX_MS = 60_000;
/** §f.2 `outage.queue.min`: Kairos was once closed for two weeks; what an event refers to may come that late. */
const patience = async (hub: HubTx): Promise<Delai> => {
  const { conservation = { jours: 15 } } = (await lirePolitiques(hub)).get('PARTENAIRE_FERME') ?? POLITIQUES_PAR_DEFAUT.PARTENAIRE_FERME;
  return conservation;
};
class Inconnu extends Error {}
/** What may be typed of a slot in a partner. */
const OFFRE = new Set<string>(['creneau.ouvert', 'creneau.modifie', 'creneau.precise', 'creneau.annule']);

export const createAccueil = ({ hub, receptions, horloge }: Pick<Deps, 'hub' | 'receptions' | 'horloge'>) => {
  const lire = async (tx: HubTx, { systeme, id, type, date, donnees }: Recu): Promise<ARelayer> => {
    const lu = await EVENEMENTS[type]?.lire(tx, donnees, { systeme, source: `systeme:${systeme}`, id, date });
    // Undoes what the reading wrote so far: an event is read whole or not at all.
    if (lu === undefined || lu === 'EN_ATTENTE') throw new Inconnu();
    // What somebody typed there is what it shows, whatever it was told before.
    if (OFFRE.has(lu.type) && 'creneau' in lu.donnees) await oublierAffichage(tx, systeme, [`creneau:${lu.donnees.creneau}`]);
    return lu;
  };

  const accueillir = async (e: Recu): Promise<void> => {
    const cle = { source: `systeme:${e.systeme}`, id: e.id };
    try {
      await receptions.accepter(cle, (tx) => lire(tx, e));
    } catch (erreur) {
      if (!(erreur instanceof Inconnu)) throw erreur;
      await hub.reception.createMany({
        data: [
          { ...cle, type: e.type, donnees: { date: e.date, donnees: e.donnees as object }, etat: 'EN_ATTENTE', prochain: new Date(horloge.reel() + 1_000) },
        ],
        skipDuplicates: true,
      });
    }
  };

  const relireUne = async (g: Gardee): Promise<boolean> => {
    const cle = { source_id: { source: g.source, id: g.id } };
    const systeme = g.source.slice('systeme:'.length) as Systeme;
    try {
      await hub.$transaction(async (tx) => {
        const message = await lire(tx, { systeme, id: g.id, type: g.type, ...g.donnees });
        await tx.reception.updateMany({
          where: { source: g.source, id: g.id, etat: 'EN_ATTENTE' },
          data: { ...message, etat: 'RECU', essais: 1, prochain: new Date(horloge.reel()) },
        });
      });
      return true;
    } catch (erreur) {
      const abandon = estRefus(erreur)
        ? erreur.probleme.code
        : horloge.reel() > ajouterDelai(g.recuLe.getTime(), await patience(hub))
          ? 'REFERENCE_INCONNUE'
          : null;
      if (!abandon && !(erreur instanceof Inconnu)) throw erreur;
      const attente = Math.min(1_000 * 2 ** g.essais, PAUSE_MAX_MS);
      await hub.reception.update({
        where: cle,
        data: abandon
          ? { etat: 'REFUSE', donnees: {}, reponse: { refus: abandon } }
          : { essais: { increment: 1 }, prochain: new Date(horloge.reel() + attente) },
      });
      return false;
    }
  };

  /** One pass over what was due to be read again at the real instant given, oldest first. */
  const relire = async (reel: number): Promise<'VIDE' | 'ENVOYE'> => {
    const gardees = await hub.$queryRaw<Gardee[]>`
      SELECT source, id, type, donnees, "recuLe", essais FROM hub.reception
      WHERE etat = 'EN_ATTENTE' AND prochain <= ${new Date(reel)} ORDER BY "recuLe", id LIMIT 100`;
    let lues = 0;
    for (const g of gardees) if (await relireUne(g)) lues++;
    return lues > 0 ? 'ENVOYE' : 'VIDE';
  };

  return { accueillir, relire };
};
