/** What OUIFORM keeps: the offer, and the follow-up of each positioning. */
export { Positionnement } from '../socle/outil-pieces.ts';
