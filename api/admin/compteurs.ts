/** How much is stuck, for the headline and the tabs: one pass over what is open, whatever the number of rows. */
import { compter, typo } from '../../domain/francais.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import type { Compteurs } from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { blocagesOuverts, graviteSql, ongletSql } from '../lecture/filtre-blocages.ts';

type Ligne = Compteurs['onglets'] & { total: number; retard: number; ancien: Date | null; nouveaux: number };

/** `depuis`: real instant of the screen's last answer. What sleeps is counted in its tab alone. */
export const lireCompteurs = async (hub: Hub, horloge: Horloge, p: Perimetre, depuis?: string): Promise<Compteurs> => {
  const maintenant = new Date(horloge.maintenant());
  const du = (onglet: string): Prisma.Sql => Prisma.sql`(count(*) FILTER (WHERE onglet = ${onglet}))::int`;
  const [lu] = await hub.$queryRaw<Ligne[]>`
    SELECT ${du('EQUIPE')} AS "EQUIPE", ${du('ORGANISMES')} AS "ORGANISMES", ${du('PRESCRIPTEURS')} AS "PRESCRIPTEURS",
           ${du('SYSTEMES')} AS "SYSTEMES", ${du('VEILLE')} AS "VEILLE",
           (count(*) FILTER (WHERE onglet <> 'VEILLE'))::int AS total, (count(*) FILTER (WHERE retard))::int AS retard,
           min(depuis) FILTER (WHERE onglet <> 'VEILLE') AS ancien,
           (count(*) FILTER (WHERE onglet <> 'VEILLE' AND "creeLe" > ${depuis === undefined ? null : new Date(depuis)}::timestamptz))::int AS nouveaux
    FROM (SELECT b.depuis, b."creeLe", ${ongletSql(maintenant)} AS onglet, ${graviteSql('en_retard', maintenant)} AS retard
          FROM hub.blocage b WHERE ${blocagesOuverts({}, maintenant, p, { tout: true })}) x`;
  const { total = 0, retard = 0, ancien = null, nouveaux = 0, ...onglets } = lu ?? { EQUIPE: 0, ORGANISMES: 0, PRESCRIPTEURS: 0, SYSTEMES: 0, VEILLE: 0 };
  return {
    maintenant: maintenant.toISOString(),
    reel: new Date(horloge.reel()).toISOString(),
    total,
    enRetard: retard,
    plusAncien: ancien?.toISOString() ?? null,
    onglets,
    nouveaux,
  };
};

const JOUR_MS = 86_400_000;

/** « 37 flux bloqués · 9 en retard · le plus ancien : 11 j ». */
export const titreDe = (c: Compteurs): string => {
  if (c.total === 0) return 'Aucun flux bloqué';
  const jours = c.plusAncien === null ? 0 : Math.floor((Date.parse(c.maintenant) - Date.parse(c.plusAncien)) / JOUR_MS);
  const parts = [
    compter(c.total, 'flux bloqué', 'flux bloqués'),
    ...(c.enRetard > 0 ? [`${c.enRetard} en retard`] : []),
    ...(jours > 0 ? [`le plus ancien : ${jours} j`] : []),
  ];
  return typo(parts.join(' · '));
};
