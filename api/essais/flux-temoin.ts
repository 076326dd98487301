/** A flow that keeps what it hears: what a real one owes to the door, and no more. */
import { condition, setHandler } from '@temporalio/workflow';
import { type Acte, acte, actionner, agir, calendrierAvance, calendrierRecale, type Debut, lireEtat } from '../../workflows/messages.ts';

export async function parcours(debut: Debut): Promise<void> {
  const actes: Acte[] = [];
  setHandler(lireEtat, () => ({ debut, actes }));
  setHandler(acte, (a) => void actes.push(a));
  setHandler(agir, async (a) => {
    actes.push(a);
    return a.type === 'positionner' && a.creneau === 'PLEIN' ? { statut: 'REFUSE', refus: 'COMPLET' } : { statut: 'CONFIRME' };
  });
  setHandler(calendrierAvance, async () => null);
  setHandler(calendrierRecale, () => undefined);
  let fini = false;
  setHandler(actionner, async ({ blocage }) => {
    fini = blocage === 'le dernier';
    if (fini) await condition(() => false); // ends under it
    return { fait: true };
  });
  await condition(() => fini);
}
