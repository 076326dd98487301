/**
 * « Candidats reçus hors rendez-vous et non retenus » (R39, S7): whom an OF met outside any slot and did not take. They hold no place and no
 * registration; the OF only says that it met them, so that somebody else may help them (G1).
 */
import { z } from 'zod';
import { type NonRetenusActe, personneGardee } from '../socle/actes.ts';
import { PersonneMessage } from '../socle/contrat.ts';
import { genre, type Lu, parCle, parSession, posee } from '../socle/pieces.ts';
import type { Regle } from '../socle/regles.ts';
import type { Vue } from '../socle/vues.ts';
import { REFUS } from './refus.ts';
import { cleDossier, Dossier } from './store.ts';

/** Key: that of the dossier which the person does not have. */
const NonRetenu = genre('nonRetenu', z.object({ session: z.string(), personne: PersonneMessage, motif: z.string() }));

type Acte = z.infer<typeof NonRetenusActe>;
const cle = (e: Acte, c: Acte['candidats'][number]): string => cleDossier(personneGardee(c.personne), e.session);

/** All or none: one of them has a place, or is in training, and the whole list is refused. */
export const declarerNonRetenus: Regle<Acte, { reference: string; declares: number }> = {
  lire: (e) => parCle(Dossier, ...e.candidats.map((c) => cle(e, c))),
  decider: (lu, e, { reference }) => {
    if (e.candidats.some((c) => estSuivi(lu, cle(e, c)))) return REFUS.CANDIDAT_SUIVI;
    const pieces = e.candidats.map((c) =>
      posee(NonRetenu, cle(e, c), { session: e.session, personne: personneGardee(c.personne), motif: c.motif }, { session: e.session }),
    );
    return { reponse: { reference: reference(), declares: pieces.length }, pieces };
  },
};

const estSuivi = (lu: Lu, dossier: string): boolean => {
  const d = lu.un(Dossier, dossier)?.donnees;
  return d !== undefined && ((d.inscription !== null && !d.inscription.annulee) || d.positionnements.some((p) => !p.annule && p.suite === null));
};

export const vueNonRetenus: Vue = async (magasin, { session = '' }) => {
  const { lu } = await magasin.lire(parSession(NonRetenu, session), null);
  return lu.tous(NonRetenu).map(({ donnees: { personne, motif } }) => ({
    'N° DE': personne.idDE,
    'Nom - Prénom': `${personne.nom} ${personne.prenom}`,
    Motif: motif,
  }));
};
