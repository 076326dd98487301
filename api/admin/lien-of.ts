/** « Voir la page comme l'organisme », and give it a new link. Both are journalled: whoever opens the page could answer on it. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { compter, typo } from '../../domain/francais.ts';
import type { CodeFait } from '../../domain/journal.ts';
import type { Hub } from '../../prisma/hub.ts';
import { creerLien } from '../../prisma/liens.ts';
import type { Appelant } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { AGIR } from './droits.ts';

type Regenerer = (siret: string) => Promise<{ revoques: number; envoyeA: string | null }>;
type Dependances = { hub: Hub; horloge: Horloge; url: string; regenerer: Regenerer | undefined };
/** Business time: long enough to look, too short to be handed on. */
const POUR_VOIR_MS = 24 * 3_600_000;

export const createRoutesLienOf = ({ hub, horloge, url, regenerer }: Dependances): Route[] => {
  const noter = (fait: CodeFait, siret: string, appelant: Appelant, detail: string | null) =>
    hub.evenement.create({
      data: { cle: `lien/${randomUUID()}`, processus: `organisme:${siret}`, date: new Date(horloge.maintenant()), acteur: appelant.par, fait, detail },
    });
  return [
    route({
      methode: 'post',
      chemin: '/api/admin/organismes/{siret}/lien',
      nom: 'creerLienOrganisme',
      resume: 'Voir la page d’un organisme comme lui, ou régénérer ses liens',
      etiquette: 'Tableau de bord : organismes',
      droits: AGIR,
      entree: { params: z.object({ siret: z.string().regex(/^\d{14}$/) }), corps: c.DemandeLienOf },
      exempleCorps: { pour: 'voir' },
      reponses: { 200: { description: 'Un lien pour soi, ou ce qui est parti vers l’organisme.', schema: c.LienOfCree } },
      refus: ['creneau-introuvable', 'indisponible'],
      traiter: async ({ params: { siret }, corps: { pour, creneau }, appelant }) => {
        if (!(await hub.organisme.findUnique({ where: { siret }, select: { siret: true } }))) throw refus('introuvable');
        if (pour === 'regenerer') {
          if (!regenerer) throw refus('indisponible');
          const { revoques, envoyeA } = await regenerer(siret);
          await noter('LIENS_OF_REGENERES', siret, appelant, compter(revoques, 'lien révoqué', 'liens révoqués'));
          return ok({
            url: null,
            phrase: typo(envoyeA ? `Un nouveau lien part à ${envoyeA}.` : "Les liens sont révoqués ; aucune adresse valable n'est connue."),
          });
        }
        const cible = creneau === undefined ? { session: null } : await duCreneau(hub, creneau, siret);
        const jeton = await creerLien(hub, {
          organisme: siret,
          creneau: creneau ?? null,
          session: cible.session,
          expireLe: horloge.maintenant() + POUR_VOIR_MS,
        });
        await noter('PAGE_OF_VUE', siret, appelant, creneau ?? null);
        return ok(
          { url: `${url}/of/${jeton}`, phrase: "Ce lien est pour vous seul : ce qui y est saisi l'est au nom de l'organisme." },
          { 'Cache-Control': 'no-store' },
        );
      },
    }),
  ];
};

const duCreneau = async (hub: Hub, creneau: string, siret: string): Promise<{ session: string }> => {
  const lu = await hub.creneau.findUnique({ where: { id: creneau }, select: { session: true } });
  const session =
    lu &&
    (await hub.session.findFirst({
      where: { numero: lu.session, OR: [{ ofDispensateur: siret }, { guichetUnique: true, ofResponsable: siret }] },
      select: { numero: true },
    }));
  if (!session) throw refus('creneau-introuvable');
  return { session: session.numero };
};
