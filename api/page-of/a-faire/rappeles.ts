/** What a mandataire is waited for (R13): beside its own, what its dispensateurs have left without an answer, once it was told of it. */
import { accueilDe } from '../../../domain/accueil.ts';
import type { CodeCause, Sujet } from '../../../domain/causes.ts';
import { pageDe } from '../../../domain/pages-of.ts';
import type { Hub } from '../../../prisma/hub.ts';
import type { Lien } from '../../../prisma/liens.ts';
import type { Session } from '../acces.ts';

type Attendu = { cause: CodeCause; sujet: Pick<Sujet, 'creneau' | 'session'> };

/** S6 asks for what S4 asks for. */
const demandee = (cause: string): string => (cause === 'INSCRIPTION_BLOQUEE' ? 'PRESENCE_NON_SAISIE' : cause);
const cle = (cause: string, creneau: string | null, session: string | null): string => [demandee(cause), creneau ?? session].join('#');

/** The link of one slot, or of one session, was made for it, and says all of it. */
export const lireRappeles = async (hub: Hub, lien: Lien, sessions: readonly Session[]): Promise<(a: Attendu) => boolean> => {
  const dAutrui = new Set(lien.session === null && lien.creneau === null ? sessions.filter((s) => !estSienne(s, lien)).map((s) => s.numero) : []);
  if (dAutrui.size === 0) return () => true;
  const ouverts = await hub.blocage.findMany({
    where: { leveLe: null, session: { in: [...dAutrui] } },
    select: { id: true, cause: true, creneau: true, session: true },
  });
  const dites = await hub.relance.findMany({
    where: { blocage: { in: ouverts.map((b) => b.id) }, boite: `MANDATAIRE:${lien.organisme}`, etat: { in: ['EN_ENVOI', 'ENVOYEE'] } },
    select: { blocage: true },
  });
  const dits = new Set(dites.map((r) => r.blocage));
  const blocages = ouverts.filter((b) => dits.has(b.id));
  const rappeles = new Set(blocages.flatMap((b) => [cle(b.cause, b.creneau, b.session), cle(b.cause, null, b.session)]));
  return ({ cause, sujet }) => {
    if (sujet.session === undefined || !dAutrui.has(sujet.session)) return true;
    const page = pageDe(cause);
    const creneau = page === 'PRESENCES' || page === 'CHANGEMENT' ? (sujet.creneau ?? null) : null;
    return rappeles.has(cle(cause, creneau, sujet.session));
  };
};

const estSienne = (s: Session, lien: Lien): boolean => s.ofDispensateur === lien.organisme || accueilDe(s) === lien.organisme;
