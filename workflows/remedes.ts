/** What operators may do about a blocage, whatever the process. Each act is journalled; a second operator is told that it is done. */
import { setHandler } from '@temporalio/workflow';
import type { ActionBlocage, ReponseAction } from '../domain/actes.ts';
import { echeances } from '../domain/politiques.ts';
import { libreA, type Niveau, relancer } from './attendre.ts';
import { ajuster } from './blocages.ts';
import { hub } from './hub.ts';
import { actionner } from './messages.ts';
import { ecrire, instant, iso, noter, pendant, type Suivi } from './suivi.ts';

export const ecouterRemedes = (s: Suivi): void => {
  setHandler(actionner, async (action): Promise<ReponseAction> => {
    const nom = Object.keys(s.memoire.blocages).find((n) => s.memoire.blocages[n]?.id === action.blocage);
    if (nom === undefined) return { fait: false, refus: 'DEJA_LEVE' };
    const reponse = await pendant(s, () => agir(s, nom, action));
    if (reponse.fait) noter(s, action.code, { acteur: action.par, detail: s.memoire.blocages[nom]?.cause ?? null });
    await ecrire(s);
    return reponse;
  });
};

const agir = async (s: Suivi, nom: string, action: ActionBlocage): Promise<ReponseAction> => {
  const attente = s.memoire.attentes[nom];
  switch (action.code) {
    case 'relancer': {
      const cause = s.memoire.blocages[nom]?.cause;
      if (!attente || !cause) return { fait: false, refus: 'NON_APPLICABLE' };
      const politique = await hub.politique(cause);
      const libre = libreA(attente, politique);
      if (libre > instant(s)) return { fait: false, refus: 'RELANCE_RECENTE', jusqua: iso(libre) };
      const niveaux = echeances(politique, attente.depuis);
      const niveau: Niveau | undefined =
        niveaux.slice(0, attente.niveau + 1).findLast((n) => n.canal === 'COURRIEL') ?? niveaux.find((n) => n.canal === 'COURRIEL');
      if (!niveau) return { fait: false, refus: 'NON_APPLICABLE' };
      return (await relancer(s, nom, attente, niveau)) ? { fait: true } : { fait: false, refus: 'ENVOI_IMPOSSIBLE' };
    }
    case 'mettreEnVeille':
      if (attente) attente.veilleJusqua = Date.parse(action.jusqua);
      ajuster(s, nom, { veilleJusqua: action.jusqua });
      s.battement++;
      return { fait: true };
    case 'prendreEnCharge':
      ajuster(s, nom, { priseEnChargePar: action.par, priseEnChargeJusqua: action.jusqua });
      return { fait: true };
    case 'corriger':
    case 'passer':
      if (!nom.startsWith('REJET_FONCTIONNEL:')) return { fait: false, refus: 'NON_APPLICABLE' };
      s.decisions[nom] = { code: action.code, par: action.par };
      return { fait: true };
  }
};
