/**
 * Relaunch every blocage of a cause. The number announced on the button is the number there is, or nothing is sent (409).
 * One flow after the other for now: each result is what that flow answered.
 */
import { CodeCause } from '../../domain/causes.ts';
import { typo } from '../../domain/francais.ts';
import type { Hub } from '../../prisma/hub.ts';
import { DemandeRelances, type ResultatAction, ResultatRelances } from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { lirePolitiques } from '../lecture/blocages.ts';
import { estRefus, PROBLEMES, refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import type { Agir } from './actions.ts';
import { AGIR } from './droits.ts';
import { duGroupe, reposMs } from './groupes.ts';

type Dependances = { hub: Hub; horloge: Horloge; agir: Agir };

export const createRoutesRelances = ({ hub, horloge, agir }: Dependances): Route[] => [
  route({
    methode: 'post',
    chemin: '/api/admin/relances-groupees',
    nom: 'relancerTous',
    resume: 'Relancer tous les blocages d’une cause',
    etiquette: 'Tableau de bord : à traiter',
    droits: AGIR,
    entree: { corps: DemandeRelances },
    exempleCorps: { cause: 'PRESENCE_NON_SAISIE', onglet: 'ORGANISMES', nombreAttendu: 12 },
    reponses: { 200: { description: 'Le résultat de chacun, lu de son flux.', schema: ResultatRelances } },
    refus: ['filtre-change'],
    traiter: async ({ corps, appelant }) => {
      const maintenant = horloge.maintenant();
      const cause = CodeCause.safeParse(corps.cause);
      if (!cause.success) throw refus('requete-invalide', { errors: [{ pointer: '#/cause', detail: 'Cause inconnue.' }] });
      const lignes = await hub.blocage.findMany({
        where: duGroupe(corps.onglet, cause.data, new Date(maintenant)),
        orderBy: [{ depuis: 'asc' }, { id: 'asc' }],
        take: 501,
      });
      if (lignes.length !== corps.nombreAttendu) {
        throw refus('filtre-change', {
          detail: typo(`Il y a maintenant ${lignes.length} flux concernés, et non ${corps.nombreAttendu} : rien n'a été envoyé.`),
        });
      }
      const repos = reposMs(cause.data, await lirePolitiques(hub));
      const resultats: (ResultatAction & { issue: Issue })[] = [];
      for (const { id, derniereRelance } of lignes) {
        // What is cooling down is not even asked.
        const enRepos = derniereRelance !== null && derniereRelance.getTime() + repos > maintenant;
        resultats.push(
          enRepos
            ? ignoree(id, new Date(derniereRelance.getTime() + repos))
            : await tenter(id, () => agir(appelant, id, 'relancer', corps.motif === undefined ? {} : { motif: corps.motif })),
        );
      }
      const combien = (issue: Issue): number => resultats.filter((r) => r.issue === issue).length;
      return ok({ faites: combien('faite'), ignorees: combien('ignoree'), echecs: combien('echec'), resultats: resultats.map(({ issue: _, ...r }) => r) });
    },
  }),
];

type Issue = 'faite' | 'ignoree' | 'echec';

const ignoree = (blocage: string, jusqua: Date) => ({
  blocage,
  fait: false,
  phrase: typo('Ignorée : une relance est déjà partie.'),
  jusqua: jusqua.toISOString(),
  issue: 'ignoree' as const,
});

/** A refusal of one flow is its own result; anything unexpected stops the whole. */
const tenter = async (blocage: string, agir: () => Promise<ResultatAction>): Promise<ResultatAction & { issue: Issue }> => {
  try {
    return { ...(await agir()), issue: 'faite' };
  } catch (erreur) {
    if (!estRefus(erreur)) throw erreur;
    const { code, detail, jusqua } = erreur.probleme;
    return { blocage, fait: false, phrase: detail ?? PROBLEMES[code].titre, jusqua: jusqua ?? null, issue: code === 'indisponible' ? 'echec' : 'ignoree' };
  }
};
