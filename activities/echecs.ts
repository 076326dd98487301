/** How an activity says that it failed: four words that `etape` understands. None carries anything personal. */
import { ApplicationFailure } from '@temporalio/common';

/** The partner understood and refuses: asking again changes nothing. */
export const refus = (systeme: string, code: string): ApplicationFailure =>
  ApplicationFailure.create({ type: 'REFUS', message: `${systeme} refuse : ${code}`, details: [{ systeme, code }], nonRetryable: true, category: 'BENIGN' });

/** The partner does not know yet what we speak of: another flow is about to tell it. */
export const pasEncore = (systeme: string, code: string): ApplicationFailure =>
  ApplicationFailure.create({ type: 'PAS_ENCORE', message: `${systeme} ne connaît pas encore : ${code}`, details: [{ systeme, code }], category: 'BENIGN' });

/** The partner does not answer, or answers that it cannot. */
export const indisponible = (systeme: string, raison: string): ApplicationFailure =>
  ApplicationFailure.create({ type: 'INDISPONIBLE', message: `${systeme} indisponible : ${raison}`, details: [{ systeme, code: raison }], category: 'BENIGN' });

/** The partner is known to be down: it was not even called. Its own flow will say when to try again. */
export const disjonction = (systeme: string): ApplicationFailure =>
  ApplicationFailure.create({
    type: 'DISJONCTEUR',
    message: `${systeme} est en panne`,
    details: [{ systeme, code: 'EN_PANNE' }],
    nonRetryable: true,
    category: 'BENIGN',
  });
