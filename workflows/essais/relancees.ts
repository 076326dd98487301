/** Whom reminders of each cause left for, in order. */
import type { Scene } from './scene.ts';

export const relancees = (s: Scene) => s.relances.map((x) => [x.blocage.split('#')[1], x.destinataire]);
