/** The tabs of « À traiter »: who must act, and what sleeps. In the database, lecture/filtre-blocages says the same. */
import type { Onglet } from '../contract/admin.ts';

export const ongletDe = (b: { acteurType: string; veilleJusqua: Date | null }, maintenant: Date): Onglet => {
  if (b.veilleJusqua !== null && b.veilleJusqua > maintenant) return 'VEILLE';
  if (b.acteurType === 'OF') return 'ORGANISMES';
  if (b.acteurType === 'PRESCRIPTEUR') return 'PRESCRIPTEURS';
  return b.acteurType === 'SYSTEME' ? 'SYSTEMES' : 'EQUIPE';
};
