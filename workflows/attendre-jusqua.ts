/** A wait for a person whose answer time too may give: a day that passes makes it true, or without object. */
import { attendre, type Cas } from './attendre.ts';
import { jusquA, type Suivi } from './suivi.ts';

/**
 * Ends when `fait` holds, even if the case was dealt with off the systems before: it is not asked twice for one reason.
 * `echeance`: the next instant at which `fait` must be looked at again, whatever is said meanwhile.
 */
export const attendreJusqua = async (s: Suivi, fait: () => boolean, echeance: () => number | null, cas: Cas): Promise<void> => {
  await Promise.all([attendre(s, fait, cas), jusquA(s, fait, echeance)]);
};
