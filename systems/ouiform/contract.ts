/** OUIFORM, the positioning and follow-up tool of missions locales and Cap emploi (R24, R32, R40). */
import { contratOffre } from '../socle/offre.ts';
import { contratSuivi, REFUS_SUIVI } from '../socle/suivi.ts';

export const REFUS_OUIFORM = REFUS_SUIVI;

export const contratOuiform = { ...contratOffre, ...contratSuivi };
