/** Who must know what (§d.9), stated a second time: what is wrong in the flows' statement is not wrong here in the same way. */
import type { Fait, Systeme } from './lu.ts';

export type Qui = {
  reseau: string;
  outil: string;
  modalite: string;
  idDE: boolean;
  /** i-Milo knows a dossier of the person, and it is synchronised. */
  imilo: boolean;
};
export type Regle = 'DOIT' | 'PEUT' | 'JAMAIS';

export const doitSavoir = (systeme: Systeme, fait: Fait, q: Qui): Regle => {
  if (fait === 'PRESENCE' && q.modalite === 'CANDIDATURE') return 'PEUT'; // nobody is met
  switch (systeme) {
    case 'kairos':
      return 'DOIT';
    case 'ouiform':
      return 'DOIT';
    case 'audef':
      // R37: the registration is told to AUDEF as the AIS that AUDE made.
      return fait === 'INSCRIPTION' && !q.idDE ? 'PEUT' : 'DOIT';
    case 'aude':
      if (!q.idDE) return 'JAMAIS'; // R25
      return fait === 'PRESENCE' || fait === 'SUITE' ? 'PEUT' : 'DOIT';
    case 'pefr':
      if (!q.idDE) return 'JAMAIS'; // R25
      if (fait === 'POSITIONNEMENT') return q.modalite === 'CANDIDATURE' ? 'PEUT' : 'DOIT'; // the appointment
      return fait === 'PRESENCE' ? 'DOIT' : 'PEUT';
    case 'imilo':
      if (q.reseau !== 'ML' || q.outil !== 'OUIFORM') return 'JAMAIS'; // R30, R31
      if (!q.imilo) return 'PEUT'; // it may have been synchronised once
      return fait === 'POSITIONNEMENT' || fait === 'SUITE' ? 'DOIT' : 'PEUT';
  }
};
