/** For tests of anything that people read: what must never be in a French sentence of ours. */

/** Plain characters where French wants others: straight apostrophe, ordinary space before high punctuation or after a figure. */
export const FAUTES = /'|undefined|\bnull\b|NaN|\[object| [;:!?»]|« |(^|[\s(])\d+ \p{Ll}| {2}|\.\.|(^|\s)(de le|de les|à le|à les|de [AEIOUaeiouy]\p{L}+) /u;
