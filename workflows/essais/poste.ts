/** Letters to the candidates of a slot, and what becomes of each: by default it leaves. */
type Lettre = { positionnement: string; occasion: string; cle: string };

export const poste = (sort: (l: Lettre) => string = () => 'ENVOYEE') => {
  const lettres: Lettre[] = [];
  const convoquer = async (l: Lettre) => {
    lettres.push(l);
    return { etat: sort(l) };
  };
  return { lettres, convoquer };
};

export const partenaires = (operation: string): string[] => ['audef', 'kairos', 'ouiform'].map((s) => `${s}.${operation}`);
