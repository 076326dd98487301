/** What each system heard of the path that a fault names, in its order: to be read beside the fault. No identity: keys are the hub's ids. */
import { LEDGERS, type Lu } from './lu.ts';

const PARCOURS = /[0-9a-f-]{36}:[\w-]+/;

export const entendus = (lu: Lu, faute: string): string[] => {
  const parcours = PARCOURS.exec(faute)?.[0];
  if (parcours === undefined) return [];
  const references = new Set(lu.positionnements.filter((p) => p.parcours === parcours).flatMap((p) => [p.id, p.creneau]));
  return LEDGERS.flatMap((systeme) =>
    lu.ledgers[systeme]
      .filter((l) => l.cle.includes(parcours) || (l.route.startsWith('/actes/') && references.has(l.reference ?? '')))
      .map((l) => `${systeme} ${l.rang} ${l.statut}${l.rejeu ? ' rejeu' : ''} ${l.route} ${l.cle.replace(parcours, '…')} ${l.empreinte.slice(0, 8)}`),
  );
};
