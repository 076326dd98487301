/** The decoded text that may still be wanted, in positions of the whole file: from the formation being read, else from the token being read. */
export const createFenetre = () => {
  let texte = '';
  /** Position of the first character held. */
  let origine = 0;
  /** Where the part of the formation that is not taken yet begins. */
  let marque: number | undefined;
  let pris: string[] = [];

  const extraire = (de: number, a: number): string => texte.slice(de - origine, a - origine);

  return {
    ajouter: (lu: string): void => {
      texte += lu;
    },
    /** Position of the first « < » from `depuis`. */
    chevron: (depuis: number): number => origine + texte.indexOf('<', depuis - origine),
    /** A formation begins there. */
    marquer: (position: number): void => {
      marque = position;
    },
    /** Leaves out what stands between these positions of the formation. */
    sauter: (de: number, a: number): void => {
      if (marque === undefined) return;
      pris.push(extraire(marque, de));
      marque = a;
    },
    /** The formation, which ends there. */
    prendre: (fin: number): string => {
      const tout = [...pris, extraire(marque ?? fin, fin)].join('');
      marque = undefined;
      pris = [];
      return tout;
    },
    /** Nothing before `position` will be asked for, save a formation that began. */
    oublier: (position: number): void => {
      const garde = Math.min(position, marque ?? position);
      texte = texte.slice(garde - origine);
      origine = garde;
    },
  };
};
