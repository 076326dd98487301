/** An operator's act on one blocage: written with its motif, asked of the flow, answered once it has taken effect. */
import { randomUUID } from 'node:crypto';
import type { ReponseAction } from '../../domain/actes.ts';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { heure, jourCourt, typo } from '../../domain/francais.ts';
import { composerAction, direDeja, EXIGENCES, REMEDES } from '../../domain/remedes.ts';
import { cloreActe, dernierActe, ouvrirActe } from '../../prisma/actes.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import type { CodeAction, DemandeAction, ResultatAction } from '../contract/admin.ts';
import type { Flux } from '../flux.ts';
import type { Horloge } from '../horloge.ts';
import type { Receptions } from '../receptions/index.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { estRefus, refus } from '../socle/problemes.ts';
import { proposerCreneau } from './autre-creneau.ts';
import { nomsActeurs } from './noms.ts';

const DELAI_MS = 10_000;

type Ligne = Prisma.BlocageGetPayload<object>;
type Dependances = { hub: Hub; flux: Flux; horloge: Horloge; receptions: Receptions };
export type Agir = (appelant: Appelant, blocage: string, code: CodeAction, demande: DemandeAction) => Promise<ResultatAction>;

/**
 * Throws 422 when something is missing, 404 for an unknown blocage, 409 when somebody was first or a reminder has just left, 503 when the flow
 * does not answer in time.
 */
export const createAgir = ({ hub, flux, horloge, receptions }: Dependances): Agir => {
  const deja = async (quoi: string, par: string | null, le: Date | null): Promise<never> => {
    const dit =
      par?.includes(':') === true
        ? direDeja(quoi, (await nomsActeurs(hub, [par]))(par), le?.getTime() ?? null, horloge.maintenant())
        : typo(`Déjà résolu${le ? ` le ${jourCourt(le.getTime())} à ${heure(le.getTime())}` : ''} : ce qui était attendu est arrivé.`);
    throw refus('deja-fait', { detail: dit });
  };
  const dejaLeve = (b: Pick<Ligne, 'levePar' | 'leveLe'>): Promise<never> => deja('Déjà fait', b.levePar, b.leveLe);

  const refuser = async (b: Ligne, code: CodeAction, { refus: pourquoi, par, jusqua }: ReponseAction): Promise<never> => {
    const fait = await dernierActe(hub, b.id, code);
    switch (pourquoi) {
      case 'RELANCE_RECENTE':
        throw refus('relance-recente', jusqua === undefined ? {} : { detail: repos(jusqua), jusqua });
      case 'DEJA_PRIS':
        return deja('Déjà pris en charge', par ?? fait?.par ?? 'hub', fait?.date ?? null);
      case 'DEJA_FAIT':
        return deja('Déjà fait', fait?.par ?? null, fait?.date ?? null);
      case 'DEJA_LEVE': {
        const relu = await hub.blocage.findUniqueOrThrow({ where: { id: b.id } });
        return dejaLeve(relu);
      }
      default:
        throw refus(
          'action-impossible',
          pourquoi === 'ENVOI_IMPOSSIBLE' ? { detail: 'Le courriel n’a pas pu partir : l’adresse manque ou ne répond pas.' } : {},
        );
    }
  };

  return async (appelant, id, code, demande) => {
    const maintenant = horloge.maintenant();
    controler(code, demande, maintenant);
    const ligne = await hub.blocage.findUnique({ where: { id } });
    if (!ligne) throw refus('introuvable');
    if (ligne.leveLe) await dejaLeve(ligne);
    if (!CAUSES[CodeCause.parse(ligne.cause)].remedes.some((r) => r.code === code)) throw refus('action-impossible', { detail: NON_PREVU });
    const acte = randomUUID();
    const { motif, ...autres } = demande;
    await ouvrirActe(hub, { id: acte, blocage: id, code, par: appelant.par, motif, demande: sansVide(autres), date: maintenant }, ligne);
    if (code === 'proposerAutreCreneau') {
      await proposerCreneau({ hub, receptions, horloge }, ligne, appelant, acte, demande).catch(async (erreur: unknown) => {
        await cloreActe(hub, acte, estRefus(erreur) ? erreur.probleme.code : 'SANS_REPONSE');
        throw erreur;
      });
      await cloreActe(hub, acte, null);
      return { blocage: id, fait: true, phrase: REMEDES[code].fait, jusqua: null };
    }
    const reponse = await flux.actionner(ligne.processus, composerAction(code, { blocage: id, par: appelant.par, acte }, demande, maintenant), DELAI_MS);
    if (reponse === 'SILENCE') {
      await cloreActe(hub, acte, 'SANS_REPONSE');
      throw refus('indisponible', { detail: typo('Le flux n’a pas répondu : rien ne dit que l’action a eu lieu. Relisez la liste avant de recommencer.') });
    }
    await cloreActe(hub, acte, reponse === 'ABSENT' ? 'FLUX_TERMINE' : reponse.fait ? null : (reponse.refus ?? 'NON_APPLICABLE'));
    if (reponse === 'ABSENT') throw refus('action-impossible', { detail: 'Ce flux est terminé.' });
    if (!reponse.fait) await refuser(ligne, code, reponse);
    return { blocage: id, fait: true, phrase: REMEDES[code].fait, jusqua: reponse.jusqua ?? null };
  };
};

const NON_PREVU = 'Cette action n’est pas prévue pour ce blocage.';
const repos = (jusqua: string): string =>
  typo(`Une relance est déjà partie. La prochaine est possible le ${jourCourt(Date.parse(jusqua))} à ${heure(Date.parse(jusqua))}.`);

/** Free text holds no social security number (§h), what is needed is there, and a date is still to come. */
const controler = (code: CodeAction, demande: DemandeAction, maintenant: number): void => {
  refuserNir(demande);
  const errors = [
    ...REMEDES[code].exige.filter((champ) => demande[champ] === undefined).map((champ) => ({ pointer: `#/${champ}`, detail: EXIGENCES[champ] })),
    ...(demande.jusqua !== undefined && Date.parse(demande.jusqua) <= maintenant ? [{ pointer: '#/jusqua', detail: 'Cette date est passée.' }] : []),
  ];
  if (errors.length > 0) throw refus('requete-invalide', { errors, detail: errors.map((e) => e.detail).join(' ') });
};

const sansVide = (o: Omit<DemandeAction, 'motif'>): Record<string, string | number | boolean> =>
  Object.fromEntries(Object.entries(o).flatMap(([cle, v]) => (v === undefined ? [] : [[cle, v]])));
