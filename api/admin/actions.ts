/** An operator's act on one blocage: asked of the flow, answered once it has taken effect. */
import type { ActionBlocage } from '../../domain/actes.ts';
import { heure, jourCourt, typo } from '../../domain/francais.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import type { CodeAction, DemandeAction, ResultatAction } from '../contract/admin.ts';
import type { Flux } from '../flux.ts';
import type { Horloge } from '../horloge.ts';
import { refus } from '../socle/problemes.ts';
import { nomsActeurs } from './noms.ts';

const DELAI_MS = 10_000;
const HEURE_MS = 3_600_000;
/** « Je m’en occupe » holds for half a working day unless said. */
const PRISE_EN_CHARGE_MS = 4 * HEURE_MS;
const VEILLE_MS = 24 * HEURE_MS;

type Dependances = { hub: Hub; flux: Flux; horloge: Horloge };
export type Agir = (appelant: Appelant, blocage: string, code: CodeAction, demande: DemandeAction) => Promise<ResultatAction>;

const FAIT: Record<CodeAction, string> = {
  relancer: 'Relance envoyée.',
  mettreEnVeille: 'Mis en veille.',
  prendreEnCharge: 'Pris en charge.',
  corriger: 'Étape reprise.',
  passer: 'Étape passée.',
};

/** Throws 404 for an unknown blocage, 409 when somebody was first, 503 when the flow does not answer in time. */
export const createAgir = ({ hub, flux, horloge }: Dependances): Agir => {
  const dejaFait = async (par: string | null, le: Date | null, quoi = 'Déjà fait'): Promise<string> => {
    const nom = par === null ? 'le flux lui-même' : (await nomsActeurs(hub, [par]))(par);
    return typo(`${quoi} par ${nom}${le ? ` le ${jourCourt(le.getTime())} à ${heure(le.getTime())}` : ''}.`);
  };
  return async (appelant, id, code, demande) => {
    const maintenant = horloge.maintenant();
    const ligne = await hub.blocage.findUnique({ where: { id } });
    if (!ligne) throw refus('introuvable');
    if (ligne.leveLe) throw refus('action-impossible', { detail: await dejaFait(ligne.levePar, ligne.leveLe) });
    const prisParUnAutre =
      ligne.priseEnChargePar !== null && ligne.priseEnChargePar !== appelant.par && (ligne.priseEnChargeJusqua?.getTime() ?? 0) > maintenant;
    if (code === 'prendreEnCharge' && prisParUnAutre)
      throw refus('action-impossible', { detail: await dejaFait(ligne.priseEnChargePar, null, 'Déjà pris en charge') });
    const reponse = await flux.actionner(ligne.processus, composer(code, id, appelant.par, demande, maintenant), DELAI_MS);
    if (reponse === 'SILENCE')
      throw refus('indisponible', { detail: typo('Le flux n’a pas répondu : rien ne dit que l’action a eu lieu. Relisez la liste avant de recommencer.') });
    if (reponse === 'ABSENT') throw refus('action-impossible', { detail: 'Ce flux est terminé.' });
    if (reponse.fait) return { blocage: id, fait: true, phrase: FAIT[code], jusqua: reponse.jusqua ?? null };
    if (reponse.refus === 'RELANCE_RECENTE') {
      const jusqua = reponse.jusqua;
      throw refus('relance-recente', {
        ...(jusqua
          ? {
              detail: typo(`Une relance est déjà partie. La prochaine est possible le ${jourCourt(Date.parse(jusqua))} à ${heure(Date.parse(jusqua))}.`),
              jusqua,
            }
          : {}),
      });
    }
    const relu = reponse.refus === 'DEJA_LEVE' ? await hub.blocage.findUnique({ where: { id } }) : null;
    throw refus('action-impossible', relu?.leveLe ? { detail: await dejaFait(relu.levePar, relu.leveLe) } : {});
  };
};

const composer = (code: CodeAction, blocage: string, par: string, { jusqua }: DemandeAction, maintenant: number): ActionBlocage => {
  const fin = (defaut: number): string => jusqua ?? new Date(maintenant + defaut).toISOString();
  switch (code) {
    case 'mettreEnVeille':
      return { code, blocage, par, jusqua: fin(VEILLE_MS) };
    case 'prendreEnCharge':
      return { code, blocage, par, jusqua: fin(PRISE_EN_CHARGE_MS) };
    default:
      return { code, blocage, par };
  }
};
