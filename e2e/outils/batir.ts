/** Before the e2e: the dashboard is built once, where each instance would find it missing and build its own. */
import { construireTableau, isTableauAJour } from '../../cli/services/tableau.ts';

export default async (): Promise<void> => {
  if (!isTableauAJour()) await construireTableau();
};
