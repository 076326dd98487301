/** What JSON may carry and PostgreSQL cannot keep: NUL and halves of a surrogate pair. */
const IMPOSSIBLE = /[\0\p{Surrogate}]/u;

export const estTextePossible = (texte: string): boolean => !IMPOSSIBLE.test(texte);
