/** One wait for an organisme, with its ladder, and nothing else: what a hundred thousand of them cost, how a thousand reminders leave. */
import { attendre } from '../../workflows/attendre.ts';
import { derouler } from '../../workflows/derouler.ts';
import type { Acte, Debut } from '../../workflows/messages.ts';
import type { Memoire } from '../../workflows/suivi.ts';
import { suivre } from '../../workflows/suivre.ts';

type Etat = { recu: boolean };

/** When each wait began: Monday 2 March 2026, 9:00 in Paris. */
const DEPUIS = Date.parse('2026-03-02T08:00:00Z');

export { organisme } from '../../workflows/organisme.ts';

export async function creneau(debut: Debut<Memoire<Etat>>): Promise<void> {
  const s = suivre<Etat, Acte>('creneau', debut, {
    initial: { recu: false },
    recevoir: (suivi) => {
      suivi.etat.recu = true;
    },
    resume: ({ recu }) => ({ etape: recu ? 'CLOS' : 'A_EMARGER', organisme: debut.sujet, fini: recu ? 'termine' : null }),
    miroir: () => ({}),
  });
  await derouler(s, () =>
    attendre(s, () => s.etat.recu, {
      cause: 'PRESENCE_NON_SAISIE',
      acteurType: 'OF',
      acteur: debut.sujet,
      organisme: debut.sujet,
      depuis: DEPUIS,
      sujet: () => ({ nombre: 1 }),
    }),
  );
}
