/** What the views of the reminders share: of which cause, of which organisme. */
import { CAUSES, CodeCause } from '../../../domain/causes.ts';
import { FiltreChoix, FiltreTexte } from '../commun/Filtres.tsx';
import { relances as t } from '../textes/relances.ts';

const CHOIX = CodeCause.options.map((code) => [code, CAUSES[code].intitule] as const).toSorted(([, a], [, b]) => a.localeCompare(b, 'fr'));

export const FiltresCommuns = () => (
  <>
    <FiltreTexte nom="organisme" libelle={t.recherche} court />
    <FiltreChoix nom="cause" libelle={t.cause} tous={t.toutesCauses} choix={CHOIX} />
  </>
);
