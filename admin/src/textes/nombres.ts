/** Numbers and plurals, as French writes them. */
const FORMAT = new Intl.NumberFormat('fr-FR');

export const n = (nombre: number): string => FORMAT.format(nombre);
export const s = (nombre: number): string => (nombre > 1 ? 's' : '');
/** « 12 dossiers » */
export const compter = (nombre: number, un: string, plusieurs = `${un}s`): string => `${n(nombre)} ${nombre > 1 ? plusieurs : un}`;
/** « 78 % » */
export const part = (valeur: number): string => new Intl.NumberFormat('fr-FR', { style: 'percent' }).format(valeur);
