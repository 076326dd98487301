/** R27, to the letter: the sentence that advisers know, the same through every door. Its apostrophe is straight, and clients compare it. */
export const DEJA_INSCRITE = "Est déjà inscrite à une réunion d'information pour cette session de formation.";
