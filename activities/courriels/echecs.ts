/** What a mail server's refusal means. The error itself holds addresses: only its code is kept. */
import { ApplicationFailure } from '@temporalio/common';

/** Passing: the attempt is made again, after the flow's own patience or after `dans`. */
export const courrierIndisponible = (code: string, dans?: '1s' | '5s'): ApplicationFailure =>
  ApplicationFailure.create({ type: 'INDISPONIBLE', message: `Le courrier ne part pas : ${code}`, category: 'BENIGN', ...(dans && { nextRetryDelay: dans }) });

/** ADRESSE: the recipient is refused for good (S13). MESSAGE: this message is. null: it may pass later. */
export type Refus = { code: string; definitif: 'ADRESSE' | 'MESSAGE' | null };

/** A 5xx about the recipient or the message is final; all the rest may pass. */
export const lireRefus = (erreur: unknown): Refus => {
  const e = typeof erreur === 'object' && erreur !== null ? erreur : {};
  const reponse = 'responseCode' in e && typeof e.responseCode === 'number' ? e.responseCode : null;
  const code = 'code' in e && typeof e.code === 'string' ? e.code : 'INCONNUE';
  const final = reponse === null || reponse >= 500;
  const definitif = !final ? null : code === 'EENVELOPE' ? 'ADRESSE' : code === 'EMESSAGE' ? 'MESSAGE' : null;
  return { code: reponse === null ? code : `${code} ${reponse}`, definitif };
};
