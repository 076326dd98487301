/**
 * R19: a comment to candidates holds practical information only. What may exclude somebody, or asks for what the training does not need, is
 * shown to a person who decides: words alone prove nothing.
 */
const MENTIONS: readonly (readonly [string, RegExp])[] = [
  ['âge', /\b(moins|plus) de \d+ ans\b|\bjeunes? (uniquement|seulement)\b|\bage (maximum|maxi|limite)\b|\bseniors?\b/],
  ['sexe', /\b(hommes?|femmes?|messieurs|dames|masculin|feminin)\b/],
  ['nationalité', /\bnationalites?\b|\b(francaise?s?|europeen(ne)?s?) (uniquement|seulement|exige|obligatoire)|\bressortissants?\b/],
  ['origine', /\b(origine|ethni\w+|race|couleur de peau|accent)\b/],
  ['religion', /\b(religi\w+|voile|foulard|musulman\w*|chretien\w*|juif|juive)\b/],
  ['santé ou handicap', /\b(handicap\w*|rqth|valide physiquement|bonne sante|maladie|certificat medical|apte)\b/],
  ['grossesse ou famille', /\b(enceintes?|grossesse|sans enfants?|celibataires?|mariee?s?|situation de famille)\b/],
  ['apparence', /\b(physique (agreable|avantageux)|bonne presentation|belle apparence)\b/],
  ['lieu de résidence', /\b(habiter|resider|domicilies?) (obligatoirement|imperativement|uniquement)\b|\bhabitants? d[eu]\b/],
  ['opinions', /\b(syndicat\w*|opinions? politiques?)\b/],
  ['mobilité', /\b(permis b|voiture|vehicule)( personnel\w*)? (obligatoire|exige|indispensable|imperatif)/],
];

const aPlat = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ');

/** What a person should read again, by name; empty when the comment is practical. */
export const mentionsARelire = (commentaire: string | null | undefined): string[] => {
  const texte = aPlat(commentaire ?? '');
  return MENTIONS.filter(([, motif]) => motif.test(texte)).map(([nom]) => nom);
};
