/** Routes of the partner systems: health, settings of the demonstration, and what their users see. */
import { z } from 'zod';
import { Systeme } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE, REGLER } from './droits.ts';
import type { Partenaire } from './partenaire.ts';
import { lireEtats, lireMesures } from './sante.ts';
import { motifSuspension } from './suspension.ts';
import { ListeVues, lireSujet, vuesDe } from './vues.ts';

const ETIQUETTE = 'Tableau de bord : systèmes';
const AN_MS = 365 * 86_400_000;
const HEURE_MS = 3_600_000;

const ROLES: Record<Systeme, string> = {
  smf: 'La saisie des fiches de formation',
  rco: 'L’échange national des Carif-Oref',
  kairos: 'Le suivi des organismes de formation',
  ouiform: 'Le positionnement par les missions locales et Cap emploi',
  aude: 'Le dossier du demandeur d’emploi',
  audef: 'Les places achetées et leur consommation',
  pefr: 'L’espace personnel du demandeur d’emploi',
  imilo: 'Le dossier des missions locales',
};

type Dependances = { hub: Hub; horloge: Horloge; partenaire: Partenaire; demonstration: boolean };

export const createRoutesSystemes = ({ hub, horloge, partenaire, demonstration }: Dependances): Route[] => {
  const lireReglages = async (code: Systeme): Promise<c.Reglages | null> => {
    const lus = demonstration ? await partenaire.lireReglages(code) : null;
    if (!lus) return null;
    const panne = lus.indisponibleJusqua;
    return c.Reglages.parse({ ...lus, indisponibleJusqua: panne !== null && Date.parse(panne) > horloge.maintenant() ? panne : null });
  };
  /** Calls are timed by the real clock; whoever reads lives at the business date. */
  const aLaDateMetier = (reel: Date | null | undefined): string | null =>
    reel ? new Date(reel.getTime() + horloge.maintenant() - horloge.reel()).toISOString() : null;
  const lireTous = async (): Promise<c.SystemeDetail[]> => {
    const [etats, mesureDe] = await Promise.all([lireEtats(hub), lireMesures(hub, new Date(horloge.reel() - HEURE_MS))]);
    return Promise.all(
      etats.map(async ({ sante, ligne }) => ({
        ...sante,
        role: ROLES[sante.code],
        dernierSucces: aLaDateMetier(ligne?.dernierSucces),
        dernierEchec: aLaDateMetier(ligne?.dernierEchec),
        mesure: mesureDe(sante.code),
        motif: sante.etat === 'SUSPENDU' ? await motifSuspension(hub, sante.code) : (ligne?.motif ?? null),
        reglages: await lireReglages(sante.code),
      })),
    );
  };
  const lireUn = async (code: Systeme): Promise<c.SystemeDetail> => {
    const systeme = (await lireTous()).find((s) => s.code === code);
    if (!systeme) throw refus('introuvable');
    return systeme;
  };
  return [
    route({
      methode: 'get',
      chemin: '/api/admin/systemes',
      nom: 'listerSystemes',
      resume: 'L’état des systèmes partenaires',
      etiquette: ETIQUETTE,
      droits: LIRE,
      reponses: { 200: { description: 'Les huit systèmes.', schema: c.ListeSystemes } },
      traiter: async () => ok({ maintenant: new Date(horloge.maintenant()).toISOString(), systemes: await lireTous() }),
    }),
    route({
      methode: 'put',
      chemin: '/api/admin/systemes/{code}/reglages',
      nom: 'reglerSysteme',
      resume: 'Casser ou réparer un système, en démonstration',
      etiquette: ETIQUETTE,
      droits: REGLER,
      entree: { params: z.object({ code: Systeme }), corps: c.DemandeReglages },
      exempleCorps: { enPanne: true },
      reponses: { 200: { description: 'Le système et ses réglages.', schema: c.SystemeDetail } },
      refus: ['indisponible'],
      traiter: async ({ params: { code }, corps: { enPanne, ...corps } }) => {
        if (!demonstration) throw refus('introuvable');
        const avant = await partenaire.lireReglages(code);
        if (!avant) throw refus('indisponible');
        // An outage lasts until it is switched off.
        const panne = enPanne === undefined ? {} : { indisponibleJusqua: enPanne ? new Date(horloge.maintenant() + AN_MS).toISOString() : null };
        await partenaire.ecrireReglages(code, { ...avant, ...corps, ...panne });
        return ok(await lireUn(code));
      },
    }),
    route({
      methode: 'get',
      chemin: '/api/admin/systemes/{code}/vue',
      nom: 'voirSysteme',
      resume: 'Ce que voient les utilisateurs d’un système',
      etiquette: ETIQUETTE,
      droits: REGLER,
      entree: { params: z.object({ code: Systeme }), query: c.FiltreVue },
      reponses: { 200: { description: 'Les vues du système, telles qu’il les donne.', schema: c.VueSysteme } },
      refus: ['indisponible'],
      traiter: async ({ params: { code }, query }) => {
        const sujet = await lireSujet(hub, query);
        if (!sujet) throw refus('introuvable');
        const liste = ListeVues.parse((await partenaire.voir(code, '/vue')) ?? []);
        const vues = await Promise.all(vuesDe(liste, sujet).map(async ({ titre, chemin }) => ({ titre, contenu: await partenaire.voir(code, chemin) })));
        return ok({ systeme: code, vues: vues.filter((v) => v.contenu !== null) }, { 'Cache-Control': 'no-store' });
      },
    }),
  ];
};
