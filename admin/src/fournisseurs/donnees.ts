/**
 * The data provider: react-admin's lists and records, plus the verbs of the field (relancer, mettreEnVeille, prendreEnCharge…).
 * Nothing is created, edited or deleted as a record: the dashboard acts on flows.
 */
import type { DataProvider, GetListParams, GetListResult, RaRecord } from 'react-admin';
import type { z } from 'zod';
import * as c from '../../../api/contract/admin.ts';
import type { Systeme } from '../../../domain/codes.ts';
import type { Appeler } from './http.ts';

const RACINE = '/api/admin';

/** What each list reads, and which field is its id. */
const LISTES = {
  blocages: { forme: c.PageBlocages, id: 'id' },
  parcours: { forme: c.PageParcours, id: 'id' },
  sessions: { forme: c.PageSessions, id: 'numero' },
  creneaux: { forme: c.PageCreneaux, id: 'id' },
} as const;
type Ressource = keyof typeof LISTES;
const estListe = (r: string): r is Ressource => r in LISTES;

export type VerbesMaillon = {
  /** Any other route: each screen knows its own, so that the home does not load them. */
  appeler: Appeler;
  moi: () => Promise<c.Moi>;
  aTraiter: (signal?: AbortSignal) => Promise<c.ATraiter>;
  compteurs: (depuis: string, signal?: AbortSignal) => Promise<c.Compteurs>;
  relancer: (blocage: string, demande?: c.DemandeAction) => Promise<c.ResultatAction>;
  mettreEnVeille: (blocage: string, demande: c.DemandeAction) => Promise<c.ResultatAction>;
  prendreEnCharge: (blocage: string) => Promise<c.ResultatAction>;
  agir: (blocage: string, code: c.CodeAction, demande?: c.DemandeAction) => Promise<c.ResultatAction>;
  lancerOperation: (demande: c.DemandeOperation) => Promise<c.OperationDetail>;
  parcours: (id: string, signal?: AbortSignal) => Promise<c.ParcoursDetail>;
  systemes: (signal?: AbortSignal) => Promise<z.infer<typeof c.ListeSystemes>>;
  reglerSysteme: (code: Systeme, demande: c.DemandeReglages) => Promise<c.SystemeDetail>;
  vueSysteme: (code: Systeme, sujet: { session?: string; parcours?: string }, signal?: AbortSignal) => Promise<c.VueSysteme>;
  calendrier: (signal?: AbortSignal) => Promise<c.CalendrierLu>;
  avancerCalendrier: (duree: string) => Promise<c.CalendrierLu>;
};
export type Donnees = DataProvider & VerbesMaillon;

const sujet = (id: string): string => encodeURIComponent(id);

const verbes = (appeler: Appeler): VerbesMaillon => {
  const agir: VerbesMaillon['agir'] = (blocage, code, demande = {}) =>
    appeler(`${RACINE}/blocages/${sujet(blocage)}/actions/${code}`, c.ResultatAction, { methode: 'POST', corps: demande });
  return {
    appeler,
    agir,
    relancer: (blocage, demande) => agir(blocage, 'relancer', demande),
    mettreEnVeille: (blocage, demande) => agir(blocage, 'mettreEnVeille', demande),
    prendreEnCharge: (blocage) => agir(blocage, 'prendreEnCharge'),
    moi: () => appeler(`${RACINE}/moi`, c.Moi),
    aTraiter: (signal) => appeler(`${RACINE}/a-traiter`, c.ATraiter, { signal }),
    compteurs: (depuis, signal) => appeler(`${RACINE}/compteurs`, c.Compteurs, { signal, recherche: { depuis } }),
    lancerOperation: (demande) => appeler(`${RACINE}/operations`, c.OperationDetail, { methode: 'POST', corps: demande }),
    parcours: (id, signal) => appeler(`${RACINE}/parcours/${sujet(id)}`, c.ParcoursDetail, { signal }),
    systemes: (signal) => appeler(`${RACINE}/systemes`, c.ListeSystemes, { signal }),
    reglerSysteme: (code, demande) => appeler(`${RACINE}/systemes/${code}/reglages`, c.SystemeDetail, { methode: 'PUT', corps: demande }),
    vueSysteme: (code, recherche, signal) => appeler(`${RACINE}/systemes/${code}/vue`, c.VueSysteme, { signal, recherche }),
    calendrier: (signal) => appeler('/api/demonstration/calendrier', c.CalendrierLu, { signal }),
    avancerCalendrier: (duree) => appeler('/api/demonstration/calendrier', c.CalendrierLu, { methode: 'POST', corps: { avancer: duree } }),
  };
};

const getList = async (appeler: Appeler, ressource: string, params: GetListParams & { signal?: AbortSignal }): Promise<GetListResult> => {
  if (!estListe(ressource)) throw new Error(`Liste inconnue : ${ressource}`);
  const { forme, id } = LISTES[ressource];
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const lu = await appeler<z.infer<typeof forme>>(`${RACINE}/${ressource}`, forme, {
    signal: params.signal,
    recherche: { ...params.filter, page, taille: perPage },
  });
  const { elements, total, ...meta } = lu;
  return { data: elements.map((e): RaRecord => ({ ...e, id: champ(e, id) })), total, meta };
};

const champ = (element: object, nom: string): string => String(Object.entries(element).find(([cle]) => cle === nom)?.[1]);

const refuser = (): never => {
  throw new Error('Le tableau de bord ne modifie aucun enregistrement : il agit sur les flux.');
};

export const createDonnees = (appeler: Appeler): Donnees => {
  const v = verbes(appeler);
  return {
    ...v,
    supportAbortSignal: true,
    getList: async (ressource: string, params: GetListParams) => {
      const { data, total, meta } = await getList(appeler, ressource, params);
      // react-admin lets the caller choose the record type; the contract above was just checked by zod.
      return { data: data as never[], total: total ?? 0, meta };
    },
    getOne: refuser,
    getMany: refuser,
    getManyReference: refuser,
    create: refuser,
    update: refuser,
    updateMany: refuser,
    delete: refuser,
    deleteMany: refuser,
  };
};
