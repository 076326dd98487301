/**
 * The second verb: wait for a person.
 * Past the first delay of its cause's policy the wait becomes a blocage; then the ladder of reminders, level by level, in business time; the
 * operators' verbs; and, the moment the condition holds, the blocage falls and reminders stop. One timer at a time.
 */
import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { BlocageLigne } from '../activities/projection.ts';
import { JUSQUA_UN_CHANGEMENT } from '../domain/actes.ts';
import { prochainInstantOuvre } from '../domain/ouvres.ts';
import { echeances, enMemeTemps, type Politique } from '../domain/politiques.ts';
import { ajuster, bloquer, lever } from './blocages.ts';
import { suivrePolitique } from './politique.ts';
import { accompagner, echecDe, type Niveau, relancer, suivreCourrier } from './rappel.ts';
import { type Attente, instant, iso, jusquA, type Suivi } from './suivi.ts';

type Sujet = BlocageLigne['sujet'];
export type Cas = {
  cause: string;
  /** Two waits of one flow for the same cause need two names. */
  nom?: string;
  acteurType: BlocageLigne['acteurType'];
  acteur: string | null;
  organisme?: string | null;
  systeme?: string | null;
  session?: string | null;
  creneau?: string | null;
  /** When the wait began, if before now (business, epoch ms): the ladder counts from there. */
  depuis?: number;
  /** When the actor was asked, before any reminder: the rest between two mails counts from there. */
  prevenuLe?: number | null;
  /** Read again at each write: the sentence of a standing blocage follows what has been answered since. */
  sujet: () => Sujet;
  /** Who made it true, once it is: « fait attendu » when nobody in particular. */
  leveur?: () => string | undefined;
  /** Another wait speaks to the same people of the same thing: levels climb, no mail leaves. */
  muette?: () => boolean;
};

const HEURE = 3_600_000;
const JAMAIS = Date.parse(JUSQUA_UN_CHANGEMENT);

/** Waits until `fait` holds, with the patience of the cause's policy. Begins again where it was after a continued run. */
export const attendre = async (s: Suivi, fait: () => boolean, cas: Cas): Promise<void> => {
  const nom = cas.nom ?? cas.cause;
  if (!fait()) {
    const attente = s.memoire.attentes[nom] ?? {
      cause: cas.cause,
      politique: 0,
      depuis: cas.depuis ?? instant(s),
      niveau: -1,
      fait: null,
      blocage: null,
      envois: 0,
      derniereRelance: cas.prevenuLe ?? null,
      veilleJusqua: null,
    };
    s.memoire.attentes[nom] = attente;
    s.sale = true;
    const veille = new CancellationScope();
    const suivreSujet = () => redire(s, nom, cas.sujet());
    s.avantEcriture.add(suivreSujet);
    await Promise.race([
      jusquA(s, () => fait() || attente.horsSysteme === true),
      veille
        .run(() => monterLEchelle(s, nom, attente, cas, fait))
        .catch((e: unknown) => {
          if (!isCancellation(e)) throw e;
        }),
    ]);
    veille.cancel();
    s.avantEcriture.delete(suivreSujet);
  }
  delete s.memoire.attentes[nom];
  lever(s, echecDe(nom), 'fait attendu');
  lever(s, nom, cas.leveur?.() ?? 'fait attendu');
};

const monterLEchelle = async (s: Suivi, nom: string, a: Attente, cas: Cas, fait: () => boolean): Promise<void> => {
  const tient = () => s.memoire.attentes[nom] === a && !fait() && a.horsSysteme !== true;
  const enVigueur = suivrePolitique(s, a.cause);
  for (;;) {
    const { battement } = s;
    const politique = await enVigueur();
    const marches = () => echeances(politique, a.depuis, cas.acteurType, instant(s));
    if (politique.version !== a.politique) {
      a.politique = politique.version;
      a.niveau = marches().findLastIndex((n) => a.fait !== null && n.echeance <= a.fait);
      s.sale = true;
    }
    const relu = () => s.battement !== battement;
    for (;;) {
      await suivreCourrier(s, nom, a);
      // A step that falls due together with what was waited for is not taken: the wait is over, or is being ended.
      if (!tient()) await jusquA(s, tient);
      const niveaux = marches();
      // Late start or long sleep: of all the levels now due, only the last is worth a reminder.
      const du = niveaux.findLastIndex((n) => n.echeance <= instant(s));
      if (du > a.niveau) {
        a.blocage ??= bloquer(s, nom, { ...blocageDe(cas), depuis: iso(a.depuis) });
        const marche = niveaux[du] as Niveau;
        const repos = libreA(a, politique);
        // A snooze may end on a closed day.
        const libre = marche.canal === 'COURRIEL' ? prochainInstantOuvre(Math.max(repos, marche.echeance)) : repos;
        if (libre > instant(s)) {
          prevoir(s, nom, libre);
          await jusquA(
            s,
            () => relu() || libreA(a, politique) !== repos,
            () => libre,
          );
        } else {
          Object.assign(a, { niveau: du, fait: marche.echeance });
          if (cas.muette?.()) ajuster(s, nom, { niveau: marche.niveau });
          else {
            const avec = enMemeTemps(niveaux.slice(0, du), marche);
            await relancer(s, nom, a, marche);
            for (const m of avec) await accompagner(s, nom, a, m);
          }
        }
      } else {
        const suivant = niveaux[a.niveau + 1]?.echeance ?? null;
        prevoir(s, nom, suivant);
        await jusquA(s, relu, () => suivant);
      }
      if (relu()) break;
    }
  }
};

/** The instant until which the last reminder rests. */
export const reposA = (a: Attente, p: Politique): number => (a.derniereRelance === null ? 0 : a.derniereRelance + p.reposHeures * HEURE);

/** The instant from which the ladder may send another: after the snooze, after « je m’en occupe » and after the rest. */
const libreA = (a: Attente, p: Politique): number => Math.max(a.veilleJusqua ?? 0, a.enChargeJusqua ?? 0, reposA(a, p));

const blocageDe = ({ cause, acteurType, acteur, organisme, systeme, session, creneau, sujet }: Cas) => ({
  cause,
  acteurType,
  acteur,
  ...(organisme && { organisme }),
  ...(systeme && { systeme }),
  session: session ?? null,
  creneau: creneau ?? null,
  sujet: sujet(),
});

const redire = (s: Suivi, nom: string, sujet: Sujet): void => {
  const b = s.memoire.blocages[nom];
  if (b && JSON.stringify(b.sujet) !== JSON.stringify(sujet)) ajuster(s, nom, { sujet });
};

const prevoir = (s: Suivi, nom: string, quand: number | null): void => {
  const prochaineRelance = quand === null || quand >= JAMAIS ? null : iso(quand);
  if (s.memoire.blocages[nom] && s.memoire.blocages[nom]?.prochaineRelance !== prochaineRelance)
    ajuster(s, nom, { prochaineRelance, echeance: prochaineRelance });
};
