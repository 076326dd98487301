/** The offer: each fiche, session and slot, whether it lives or has ended, with what SMF, the network, Kairos, OUIFORM and AUDEF show of it. */
import type { Client as Temporal } from '@temporalio/client';
import { maintenant } from '../../domain/calendrier.ts';
import { EtatFiche, type Systeme } from '../../domain/codes.ts';
import type { Ecart } from '../../domain/rapprochement.ts';
import {
  datesDites,
  ecartsCreneau,
  ecartsFiche,
  ecartsSession,
  financeursDits,
  lieuDit,
  type SessionConnue,
  VITRINES,
} from '../../domain/rapprochement-offre.ts';
import { oublierAffichage } from '../../prisma/affichages.ts';
import { lireCalendrier } from '../../prisma/calendrier.ts';
import type { Hub } from '../../prisma/hub.ts';
import { Lieu } from '../../systems/socle/contrat.ts';
import type { CreneauTenu, FicheTenue, SessionTenue } from '../../systems/socle/etat.ts';
import { SessionMessage } from '../../systems/socle/offre.ts';
import type { Page } from '../reconciliation.ts';
import { retenir, tenusPar } from './dire.ts';
import { apresId, enMouvement, type Tenus } from './tenus.ts';

const TAILLE = 100;
/** Who shows sessions: the network, then the tools. */
const MONTRENT = [...VITRINES, 'rco'] as const;
type Deps = { hub: Hub; tenus: Tenus; client: () => Temporal };

export const createOffre = ({ hub, tenus, client }: Deps) => {
  const lister = (type: string, apres: string) => hub.processus.findMany({ where: { type, id: apresId(type, apres) }, orderBy: { id: 'asc' }, take: TAILLE });

  /** As the event that was lost would have said it. */
  const direVisible = async (session: string, date: string): Promise<void> => {
    const acte = { id: `reconciliation:${session}:visible:${date}`, type: 'visible', date, par: 'systeme:rco', depuis: 'rco' };
    await client().workflow.getHandle(`session:${session}`).signal('acte', acte);
  };

  /** S18 between SMF and Kairos is the session's own affair: it keeps both values, and falls when they are equal. */
  const direDivergence = async (session: string, champ: ChampDeSession, smf: string, kairos: string): Promise<void> => {
    const calendrier = await lireCalendrier(hub);
    const date = new Date(maintenant(calendrier, Date.now())).toISOString();
    const acte = {
      id: `reconciliation:${session}:${champ}:${smf}:${kairos}:${Math.floor(Date.now() / 60_000)}`,
      type: 'divergence',
      date,
      par: 'hub',
      depuis: null,
      champ,
      smf,
      kairos,
    };
    await client()
      .workflow.getHandle(`session:${session}`)
      .signal('acte', acte)
      .catch(() => undefined);
  };

  return {
    fiches: async (apres: string, graceMs: number): Promise<Page> => {
      const flux = await lister('fiche', apres);
      const stables = flux.filter((p) => !enMouvement(p, graceMs));
      const numeros = stables.map((p) => p.sujet);
      const [lignes, lue] = await Promise.all([
        hub.fiche.findMany({ where: { numero: { in: numeros } }, select: { numero: true, etat: true, validee: true } }),
        tenus.parReferences('smf', 'fiches', numeros),
      ]);
      const deja = await tenusPar(
        hub,
        stables.map((p) => p.id),
      );
      const constats: Page['constats'] = [];
      for (const f of lignes) {
        const { smf } = parSysteme(['smf'], [lue], graceMs, (e: FicheTenue) => e.fiche === f.numero);
        retenir(
          constats,
          `fiche:${f.numero}`,
          ecartsFiche({ fiche: f.numero, etat: EtatFiche.parse(f.etat), validee: f.validee }, smf),
          deja,
          smf === undefined ? [] : ['smf'],
        );
      }
      return { ...fin(flux, stables), constats, muets: lue === null ? ['smf'] : [] };
    },

    sessions: async (apres: string, graceMs: number): Promise<Page> => {
      const flux = await lister('session', apres);
      const stables = flux.filter((p) => !enMouvement(p, graceMs));
      const numeros = stables.map((p) => p.sujet);
      const [lignes, publications, ...lues] = await Promise.all([
        hub.session.findMany({ where: { numero: { in: numeros } } }),
        hub.publication.findMany({ where: { session: { in: numeros } } }),
        ...MONTRENT.map((s) => tenus.parReferences(s, 'sessions', numeros)),
      ]);
      const vivantes = new Set(flux.filter((p) => p.ouvert).map((p) => p.sujet));
      const divergentes = await hub.divergence.findMany({ where: { session: { in: numeros }, choix: null }, select: { session: true, champ: true } });
      const deja = await tenusPar(
        hub,
        stables.map((p) => p.id),
      );
      const constats: Page['constats'] = [];
      let repares = 0;
      for (const s of lignes) {
        const publiees = Object.fromEntries(publications.filter((p) => p.session === s.numero).map((p) => [p.systeme, p.etat]));
        const tenues = parSysteme(MONTRENT, lues, graceMs, (e: SessionTenue) => e.session === s.numero);
        const { rco } = tenues;
        // It is seen there, and nobody heard of it: the network alone says that.
        if (rco?.publication === 'VISIBLE' && rco.visibleDepuis && publiees['rco'] === 'EXPORTEE' && vivantes.has(s.numero)) {
          await direVisible(s.numero, rco.visibleDepuis);
          repares++;
          continue;
        }
        const ecarts = ecartsSession(connueDe(s, publiees), tenues);
        // A session that has ended cannot keep both values itself: its guardian does.
        const [smfKairos, autres] = vivantes.has(s.numero) ? parts(ecarts) : [[], ecarts];
        for (const champ of CHAMPS_DE_SESSION) {
          const ecart = smfKairos.find((e) => e.objet === champ);
          if (ecart) {
            await oublierAffichage(hub, 'kairos', [`session:${s.numero}`]);
            await direDivergence(s.numero, champ, ecart.hub ?? '', ecart.partenaire ?? '');
          }
          // Equal again: said of what had differed, and of nothing else.
          else if (tenues.kairos && divergentes.some((d) => d.session === s.numero && d.champ === champ)) await direDivergence(s.numero, champ, '=', '=');
        }
        retenir(constats, `session:${s.numero}`, autres, deja, compares(tenues));
      }
      return { ...fin(flux, stables), constats, repares, muets: muets(MONTRENT, lues) };
    },

    creneaux: async (apres: string, graceMs: number): Promise<Page> => {
      const flux = await lister('creneau', apres);
      // Not published yet: nobody can show it.
      const stables = flux.filter((p) => !enMouvement(p, graceMs) && p.etape !== 'NOUVEAU');
      const ids = stables.map((p) => p.sujet);
      const vivants = new Set(flux.filter((p) => p.ouvert).map((p) => p.sujet));
      const [lignes, ...lues] = await Promise.all([
        hub.creneau.findMany({ where: { id: { in: ids } } }),
        ...VITRINES.map((s) => tenus.parReferences(s, 'creneaux', ids)),
      ]);
      const sessions = [...new Set(lignes.map((c) => c.session))];
      const [publications, deja] = await Promise.all([
        hub.publication.findMany({ where: { session: { in: sessions }, visibleLe: { not: null } }, select: { session: true, systeme: true } }),
        tenusPar(
          hub,
          stables.map((p) => p.id),
        ),
      ]);
      const constats: Page['constats'] = [];
      let repares = 0;
      for (const c of lignes) {
        const tenues = parSysteme(VITRINES, lues, graceMs, (e: CreneauTenu) => e.creneau === c.id || e.reference === c.reference);
        const connu = {
          creneau: c.id,
          debut: c.debut.toISOString(),
          fin: c.fin.toISOString(),
          annule: c.statut === 'ANNULE',
          origine: c.origine,
          fini: !vivants.has(c.id),
          montreChez: publications.filter((p) => p.session === c.session).map((p) => p.systeme),
          deuxTextes: c.textes !== null,
          modalite: c.modalite,
          places: c.places,
          lieu: lieuDit(Lieu.nullable().catch(null).parse(c.lieu)),
        };
        retenir(constats, `creneau:${c.id}`, ecartsCreneau(connu, tenues), deja, compares(tenues));
        // Seats are Kairos's to count: a mirror that says otherwise is put right.
        const libres = tenues.kairos?.libres ?? null;
        if (libres !== null && libres !== c.placesLibres)
          repares += await hub.$executeRaw`UPDATE hub.creneau SET "placesLibres" = ${libres} WHERE id = ${c.id} AND "placesLibres" = ${c.placesLibres}`;
      }
      return { ...fin(flux, stables), constats, repares, muets: muets(VITRINES, lues) };
    },
  };
};

/** What a session keeps side by side when Kairos does not show what SMF said (S18); an information collective is compared where it is typed. */
const CHAMPS_DE_SESSION = ['PLACES', 'DATES', 'INTITULE', 'DISPENSATEUR'] as const;
type ChampDeSession = (typeof CHAMPS_DE_SESSION)[number];

const jour = (d: Date | null): string | null => d?.toISOString().slice(0, 10) ?? null;

type SessionLue = Awaited<ReturnType<Hub['session']['findMany']>>[number];
const connueDe = (s: SessionLue, publications: Record<string, string>): SessionConnue => {
  const { data: offre } = SessionMessage.safeParse(s.offre);
  return {
    session: s.numero,
    publications,
    ETAT_RECRUTEMENT: s.etatRecrutement,
    PLACES: String(s.placesConventionnees),
    DATES: datesDites(jour(s.debut), jour(s.fin)),
    INTITULE: s.intitule,
    DISPENSATEUR: s.ofDispensateur,
    RESPONSABLE: s.ofResponsable,
    ...(offre && { LIEU: lieuDit(offre.lieu), FINANCEURS: financeursDits(offre.financeurs), FORMACODE: offre.formacode }),
    noms: { DISPENSATEUR: offre?.ofDispensateur.nom ?? null, RESPONSABLE: offre?.ofResponsable.nom ?? null },
  };
};

/** What each of them holds of one thing: absent when it did not answer or moved too recently, null when it holds nothing. */
const parSysteme = <S extends string, E extends { ageMs: number }>(
  systemes: readonly S[],
  lues: readonly (E[] | null)[],
  graceMs: number,
  est: (e: E) => boolean,
) =>
  Object.fromEntries(
    systemes.flatMap((systeme, rang): [S, E | null][] => {
      const elements = lues[rang] ?? null;
      const tenu = elements?.find(est) ?? null;
      return elements === null || (tenu !== null && tenu.ageMs < graceMs) ? [] : [[systeme, tenu]];
    }),
  ) as Partial<Record<S, E | null>>; // its keys are `systemes`

const parts = (ecarts: readonly Ecart[]): [Ecart[], Ecart[]] => {
  const estDeLaSession = (e: Ecart): boolean => e.systeme === 'kairos' && CHAMPS_DE_SESSION.some((c) => c === e.objet);
  return [ecarts.filter(estDeLaSession), ecarts.filter((e) => !estDeLaSession(e))];
};

const compares = <S extends Systeme>(tenues: Partial<Record<S, unknown>>): S[] => Object.keys(tenues) as S[]; // its keys are systems

const muets = <S extends string>(systemes: readonly S[], lues: readonly (unknown[] | null)[]): S[] => systemes.filter((_, rang) => lues[rang] === null);
export const fin = (flux: readonly { id: string }[], stables: readonly unknown[]) => ({
  suivant: flux.length < TAILLE ? null : (flux.at(-1)?.id ?? null),
  compares: stables.length,
  enMouvement: flux.length - stables.length,
});
