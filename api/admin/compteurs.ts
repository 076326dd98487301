/** How much is stuck, for the headline and the tabs: a handful of counts, whatever the number of rows. */
import type { Hub } from '../../prisma/hub.ts';
import { type Compteurs, Onglet } from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { dansOnglet, deGravite, eveille, OUVERT } from './onglets.ts';

/** `depuis`: real instant of the screen's last answer. What sleeps is counted in its tab alone. */
export const lireCompteurs = async (hub: Hub, horloge: Horloge, depuis: string | undefined): Promise<Compteurs> => {
  const reel = new Date(horloge.reel());
  const maintenant = new Date(horloge.maintenant());
  const ouvert = { AND: [OUVERT, eveille(maintenant)] };
  const [total, enRetard, ancien, nouveaux, ...onglets] = await Promise.all([
    hub.blocage.count({ where: ouvert }),
    hub.blocage.count({ where: { AND: [OUVERT, deGravite('en_retard', maintenant)] } }),
    hub.blocage.aggregate({ where: ouvert, _min: { depuis: true } }),
    depuis === undefined ? 0 : hub.blocage.count({ where: { AND: [ouvert, { creeLe: { gt: new Date(depuis) } }] } }),
    ...Onglet.options.map((o) => hub.blocage.count({ where: { AND: [OUVERT, dansOnglet(o, maintenant)] } })),
  ]);
  const nombre = (o: Onglet): number => onglets[Onglet.options.indexOf(o)] ?? 0;
  return {
    maintenant: maintenant.toISOString(),
    reel: reel.toISOString(),
    total,
    enRetard,
    plusAncien: ancien._min.depuis?.toISOString() ?? null,
    onglets: {
      EQUIPE: nombre('EQUIPE'),
      ORGANISMES: nombre('ORGANISMES'),
      PRESCRIPTEURS: nombre('PRESCRIPTEURS'),
      SYSTEMES: nombre('SYSTEMES'),
      VEILLE: nombre('VEILLE'),
    },
    nouveaux,
  };
};
