/** Chapter 3: the meeting passes, nobody types anything; the flow is stuck and says so; the OF is written to. */
import { prochainInstantOuvre } from '../../domain/ouvres.ts';
import { attendreQue, type Courriel } from '../pilote.ts';
import type { Recit } from './recit.ts';

type Blocage = { id: string; processus: string; situation: { cause: string; phrase: string; suite: { quoi: string } } };

export const oublier = async ({ pilote, etape, memoire }: Recit): Promise<void> => {
  // The same box hears of other things too: places to fill…
  const courriers = async (connus: number): Promise<Courriel[]> => {
    const tous = (await pilote.courriels()).filter((c) => c.text?.includes('/of/') && /présences? (est |sont )?à saisir/i.test(`${c.subject} ${c.text}`));
    return tous.length > connus ? tous : [];
  };
  await etape('La réunion passe : l’organisme reçoit une demande', async () => {
    await pilote.avancer('P3D');
    // Nobody is written to on a closed day.
    const ici = await pilote.maintenant();
    const heures = Math.ceil((prochainInstantOuvre(ici) - ici) / 3_600_000);
    if (heures > 0) await pilote.avancer(`PT${heures}H`);
    const [c] = await attendreQue(
      'le courriel de demande',
      () => courriers(0),
      (l) => l.length > 0,
    );
    return `« ${c?.subject} »`;
  });
  await etape('Personne ne répond : le flux est bloqué, et dit pourquoi', async () => {
    await pilote.avancer('P1D');
    const lire = async () => (await pilote.api<{ elements: Blocage[] }>(`/api/v1/blocages?cause=PRESENCE_NON_SAISIE`)).corps.elements;
    const [b] = await attendreQue('le blocage', lire, (l) => l?.length === 1);
    return `${b?.situation.phrase} ${b?.situation.suite.quoi}`;
  });
  await etape('La relance part', async () => {
    await pilote.avancer('P3D');
    const tous = await attendreQue(
      'le courriel de relance',
      () => courriers(1),
      (l) => l.length >= 2,
    );
    const dernier = tous.at(-1) as Courriel;
    memoire.lien = /https?:\S+\/of\/[\w-]+/.exec(dernier.text)?.[0] ?? '';
    return `« ${dernier.subject} » à ${dernier.to[0]?.address}`;
  });
};
