/** Says what is wrong in an instance that is calm. It knows nothing of flows nor of what they call: an empty list is a proof. */
import { sansCause, silences } from './blocages.ts';
import { courriels } from './courriels.ts';
import { desordres, doubles, perdus, survivants } from './effets.ts';
import { journal } from './journal.ts';
import type { Lu } from './lu.ts';
import { ecarts } from './offre.ts';
import { silencesAutour } from './silences.ts';

export const verifier = (lu: Lu): string[] => [
  ...perdus(lu),
  ...survivants(lu),
  ...ecarts(lu),
  ...doubles(lu),
  ...desordres(lu),
  ...silences(lu),
  ...silencesAutour(lu),
  ...sansCause(lu),
  ...courriels(lu),
  ...journal(lu),
];
