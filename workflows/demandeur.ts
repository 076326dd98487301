/**
 * One person's status with PE (§d.8), and the ledger of what AUDE cannot show while she is struck off: kept in order, replayed once at the
 * réinscription (R36), dropped after the configured time.
 */
import type { ActeDemandeur } from '../domain/actes.ts';
import type { StatutDe } from '../domain/codes.ts';
import { MACHINE_DEMANDEUR } from '../domain/machines/demandeur.ts';
import { conserver, reporterEchelle } from './demandeur-attente.ts';
import { expliquerReinscription, redireReinscription } from './demandeur-avis.ts';
import { derouler } from './derouler.ts';
import { estDiffere } from './diffuser.ts';
import type { Effet } from './effets.ts';
import { etape } from './etape.ts';
import { hub } from './hub.ts';
import { franchir } from './machine.ts';
import type { Debut } from './messages.ts';
import { noter, reprendreA } from './miroir.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, type Memoire, pendant, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';

export type Differee = { rang: number; parcours: string; fait: string; operation: string; arg: unknown; depuis: string; entree: number | null };
export type EtatDemandeur = {
  lu: boolean;
  statut: StatutDe;
  /** Date of the status in AUDE: an event older than this says nothing new. Of two at the same date, the one that AUDE said last holds. */
  le: number;
  ditLe?: number;
  /** The end of the radiation, when AUDE said it. */
  jusqua: number | null;
  rang: number;
  differees: Differee[];
  /** The référent was written to because an entry is near. */
  presse: boolean;
  /** Updates given up, while the référent is being told. */
  expirees: number;
  /** What the person is told of this radiation: `le`, its date, names the mail; `envois`, how often somebody asked to send it again. */
  avis?: Avis | null;
};
export type Avis = { le: number; envois: number; dit: boolean; recu: boolean };
export type SuiviDemandeur = Suivi<EtatDemandeur>;

const REESSAI_MS = 3_600_000;
const VISIBLES: StatutDe[] = ['INSCRIT', 'INSCRIPTION_EN_COURS', 'REINSCRIT'];

export async function demandeur(debut: Debut<Memoire<EtatDemandeur>>): Promise<void> {
  const s = suivre<EtatDemandeur, ActeDemandeur>('demandeur', debut, {
    initial: { lu: false, statut: MACHINE_DEMANDEUR.initial, le: 0, jusqua: null, rang: 0, differees: [], presse: false, expirees: 0 },
    recevoir,
    remedier: redireReinscription,
    resume: ({ statut }) => ({ etape: statut, organisme: null }),
    miroir: ({ lu, statut, le, differees }) =>
      lu
        ? {
            demandeurs: [
              {
                personne: debut.sujet,
                statut,
                depuis: iso(le),
                differees: differees.map(({ rang, parcours, fait, depuis }) => ({ rang, parcours, fait, depuis })),
              },
            ],
          }
        : {},
  });
  await derouler(s, () => Promise.race([vivre(s), expliquerReinscription(s)]));
}

const vivre = async (s: SuiviDemandeur): Promise<never> => {
  const e = s.etat;
  if (!e.lu) await decouvrir(s);
  for (;;) {
    await jusquA(s, () => e.differees.length > 0);
    if (visible(e)) await rejouer(s);
    else await conserver(s, () => visible(e) || e.differees.length === 0);
  }
};

/** In order, once each: the same idempotency keys as the first time. */
const rejouer = async (s: SuiviDemandeur): Promise<void> => {
  const e = s.etat;
  while (visible(e)) {
    const d = e.differees[0];
    if (!d) return;
    const rendu = await etape(s, `rejouer:${d.rang}`, { systeme: 'aude', operation: d.operation, arg: d.arg } satisfies Effet);
    if (estDiffere(rendu)) return visible(e) ? patienter(s) : undefined; // struck off meanwhile, and it is known
    e.differees.shift();
    s.sale = true;
    if (rendu === undefined) continue; // somebody decided to do without: AUDE has not heard it
    noter(s, 'REJOUE', { systeme: 'aude', detail: d.fait });
    await signaler(s, `rejoue:${d.rang}`, [{ processus: 'parcours', sujet: d.parcours, acte: { type: 'rejoue', faits: [d.fait] } }]);
  }
};

/** AUDE says otherwise than the last event: another is on its way; if it was lost, AUDE is asked again later. */
const patienter = async (s: SuiviDemandeur): Promise<void> => {
  const { le } = s.etat;
  const reessai = instant(s) + REESSAI_MS;
  await jusquA(
    s,
    () => s.etat.le !== le,
    () => reessai,
  );
};

const visible = (e: EtatDemandeur): boolean => VISIBLES.includes(e.statut);

const decouvrir = async (s: SuiviDemandeur): Promise<void> => {
  const { version, statut, le } = await pendant(s, () => hub.lireDemandeur(s.sujet));
  reprendreA(s, version);
  if (Date.parse(le) > s.etat.le) Object.assign(s.etat, { statut, le: Date.parse(le) });
  s.etat.lu = true;
  s.sale = true;
};

const recevoir = (s: SuiviDemandeur, a: ActeDemandeur): undefined => {
  const e = s.etat;
  switch (a.type) {
    case 'statut': {
      const [le, ditLe] = [Date.parse(a.le), Date.parse(a.date)];
      if (le < e.le || (le === e.le && ditLe <= (e.ditLe ?? 0))) return; // late, doubled or out of order
      if (a.statut !== e.statut) {
        if (!franchir(s, MACHINE_DEMANDEUR, e.statut, a.statut)) return;
        e.statut = a.statut;
        if (visible(e)) e.avis = null;
        noter(s, 'STATUT_DE', { systeme: 'aude', detail: a.statut });
      }
      Object.assign(e, { le, ditLe, jusqua: a.jusqua ? Date.parse(a.jusqua) : null, presse: false });
      reporterEchelle(s);
      return;
    }
    case 'differer': {
      const { operation, arg } = a.effet;
      const entree = a.entree ? Date.parse(a.entree) : null;
      e.differees.push({ rang: ++e.rang, parcours: a.parcours, fait: a.fait, operation, arg, depuis: a.date, entree });
      return;
    }
  }
};
