/** The search attributes of a flow: upserted only when one of them changed. Codes and dates, nothing else. */
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { ProcessusLigne } from '../activities/projection.ts';
import { MaillonCause, MaillonDepuis, MaillonEtape, MaillonEtat, MaillonOrganisme, MaillonProcessus, MaillonSysteme } from './messages.ts';
import type { Suivi } from './suivi.ts';

export type Attributs = {
  processus: string;
  etape: string;
  etat: string;
  cause: string | null;
  organisme: string | null;
  systeme: string | null;
  depuis: string | null;
};

export const publierAttributs = (s: Suivi, p: ProcessusLigne): void => {
  const b = Object.values(s.memoire.blocages)[0];
  const nouveaux: Attributs = {
    processus: p.type,
    etape: p.etape,
    etat: p.etat,
    cause: b?.cause ?? null,
    organisme: p.organisme,
    systeme: b?.systeme ?? null,
    depuis: b?.depuis ?? null,
  };
  const avant = s.attributs;
  const change = (nom: keyof Attributs) => avant?.[nom] !== nouveaux[nom] && !(avant === undefined && nouveaux[nom] === null);
  const paires: SearchAttributeUpdatePair[] = [];
  if (change('processus')) paires.push({ key: MaillonProcessus, value: nouveaux.processus });
  if (change('etape')) paires.push({ key: MaillonEtape, value: nouveaux.etape });
  if (change('etat')) paires.push({ key: MaillonEtat, value: nouveaux.etat });
  if (change('cause')) paires.push({ key: MaillonCause, value: nouveaux.cause });
  if (change('organisme')) paires.push({ key: MaillonOrganisme, value: nouveaux.organisme });
  if (change('systeme')) paires.push({ key: MaillonSysteme, value: nouveaux.systeme });
  if (change('depuis')) paires.push({ key: MaillonDepuis, value: nouveaux.depuis === null ? null : new Date(nouveaux.depuis) });
  s.attributs = nouveaux;
  if (paires.length) upsertSearchAttributes(paires);
};
