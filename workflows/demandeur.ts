/**
 * One person's status with PE (§d.8), and the ledger of what AUDE cannot show while she is struck off: kept in order, replayed once at the
 * réinscription (R36), dropped after the configured time.
 */
import type { ActeDemandeur } from '../domain/actes.ts';
import type { StatutDe } from '../domain/codes.ts';
import { attendre } from './attendre.ts';
import { derouler } from './derouler.ts';
import { estDiffere } from './diffuser.ts';
import type { Effet } from './effets.ts';
import { etape } from './etape.ts';
import { hub } from './hub.ts';
import type { Debut } from './messages.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, type Memoire, noter, pendant, reprendreA, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';

type Differee = { rang: number; parcours: string; fait: string; operation: string; arg: unknown; depuis: string };
export type EtatDemandeur = {
  lu: boolean;
  statut: StatutDe;
  /** Date of the status in AUDE: an event older than this says nothing new. */
  le: number;
  rang: number;
  differees: Differee[];
};

/** Longest radiation (service-public F1638): what waits longer is dropped, and the journal says so. */
const EXPIRATION_MS = 365 * 86_400_000;
const REESSAI_MS = 3_600_000;
const VISIBLES: StatutDe[] = ['INSCRIT', 'INSCRIPTION_EN_COURS', 'REINSCRIT'];

export async function demandeur(debut: Debut<Memoire<EtatDemandeur>>): Promise<void> {
  const s = suivre<EtatDemandeur, ActeDemandeur>('demandeur', debut, {
    initial: { lu: false, statut: 'NON_INSCRIT', le: 0, rang: 0, differees: [] },
    recevoir,
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
  await derouler(s, () => vivre(s));
}

const vivre = async (s: Suivi<EtatDemandeur>): Promise<never> => {
  const e = s.etat;
  if (!e.lu) await decouvrir(s);
  for (;;) {
    await jusquA(s, () => e.differees.length > 0);
    const expiration = () => Date.parse(e.differees[0]?.depuis ?? iso(instant(s))) + EXPIRATION_MS;
    if (!visible(e)) {
      const sujet = () => ({ nombre: e.differees.length, date: e.differees[0]?.depuis ?? null });
      await Promise.race([
        attendre(s, () => visible(e) || instant(s) >= expiration(), { cause: 'DEMANDEUR_RADIE', acteurType: 'PRESCRIPTEUR', acteur: null, sujet }),
        jusquA(s, () => visible(e), expiration).then(() => {
          s.battement++; // the wait looks again
        }),
      ]);
    }
    if (visible(e)) await rejouer(s);
    else if (instant(s) >= expiration()) noter(s, 'DIFFEREE_EXPIREE', { systeme: 'aude', detail: e.differees.shift()?.fait ?? null });
  }
};

/** In order, once each: the same idempotency keys as the first time. */
const rejouer = async (s: Suivi<EtatDemandeur>): Promise<void> => {
  const e = s.etat;
  while (visible(e)) {
    const d = e.differees[0];
    if (!d) return;
    const rendu = await etape(s, `rejouer:${d.rang}`, { systeme: 'aude', operation: d.operation, arg: d.arg } satisfies Effet);
    if (estDiffere(rendu)) return patienter(s);
    e.differees.shift();
    noter(s, 'REJOUE', { systeme: 'aude', detail: d.fait });
    await signaler(s, `rejoue:${d.rang}`, [{ processus: 'parcours', sujet: d.parcours, acte: { type: 'rejoue', faits: [d.fait] } }]);
  }
};

/** AUDE says otherwise than the last event: another is on its way; if it was lost, AUDE is asked again later. */
const patienter = async (s: Suivi<EtatDemandeur>): Promise<void> => {
  const { le } = s.etat;
  const reessai = instant(s) + REESSAI_MS;
  await jusquA(
    s,
    () => s.etat.le !== le,
    () => reessai,
  );
};

const visible = (e: EtatDemandeur): boolean => VISIBLES.includes(e.statut);

const decouvrir = async (s: Suivi<EtatDemandeur>): Promise<void> => {
  const { version, statut, le } = await pendant(s, () => hub.lireDemandeur(s.sujet));
  reprendreA(s, version);
  if (Date.parse(le) > s.etat.le) Object.assign(s.etat, { statut, le: Date.parse(le) });
  s.etat.lu = true;
  s.sale = true;
};

const recevoir = (s: Suivi<EtatDemandeur>, a: ActeDemandeur): undefined => {
  const e = s.etat;
  switch (a.type) {
    case 'statut':
      if (Date.parse(a.le) <= e.le) return; // late or out of order
      Object.assign(e, { statut: a.statut, le: Date.parse(a.le) });
      noter(s, 'STATUT_DE', { systeme: 'aude', detail: a.statut });
      return;
    case 'differer':
      e.differees.push({ rang: ++e.rang, parcours: a.parcours, fait: a.fait, operation: a.effet.operation, arg: a.effet.arg, depuis: a.date });
      return;
  }
};
