/** Kairos NG: the candidatures received in a window, and the call of a candidate to an appointment (§d.5, R17). */
import { z } from 'zod';
import { DIT_CANDIDATURE, etatCandidature } from '../../domain/recrutement-vu.ts';
import { type Lu, parCle } from '../socle/pieces.ts';
import type { Regle } from '../socle/regles.ts';
import type { Vue } from '../socle/vues.ts';
import { REFUS } from './refus.ts';
import { deplacerPositionnement, trouver } from './rules.ts';
import { Creneau, Dossier, estEnAttente } from './store.ts';
import { lire } from './vues.listes.ts';
import { enInstants } from './vues.session.ts';
import { ORIGINE, parNom } from './vues.ts';

const Nom = z.string().trim().min(1).max(250);
export const ConvocationActe = z.object({ positionnement: Nom, creneau: Nom, organisme: z.string().max(14).nullish() });
type Convocation = z.infer<typeof ConvocationActe>;
export const parSonPositionnement = { session: (lu: Lu, e: { positionnement: string }) => lu.un(Dossier, e.positionnement)?.donnees.session };

/** The OF calls a candidate to a meeting or an appointment of its own: the candidature is then waited for there. */
export const convoquer: Regle<Convocation, { reference: string }> = {
  ...deplacerPositionnement,
  lireEnsuite: (lu, e) => [...(deplacerPositionnement.lireEnsuite?.(lu, e) ?? []), ...parCle(Creneau, e.creneau)],
  decider: (lu, e, contexte) => {
    const place = trouver(lu.un(Dossier, e.positionnement)?.donnees.positionnements ?? [], e.positionnement);
    const vers = lu.un(Creneau, e.creneau)?.donnees.modalite;
    if (place && (!estEnAttente(place) || lu.un(Creneau, place.creneau)?.donnees.modalite !== 'CANDIDATURE' || vers === 'CANDIDATURE'))
      return REFUS.CANDIDATURE_ABSENTE;
    return deplacerPositionnement.decider(lu, e, contexte);
  },
};

/** Everybody who applied, also who was called since, or gave up. */
export const vueCandidatures: Vue = async (magasin, { session = '' }, maintenant) => {
  const { dossiers, creneaux } = await lire(magasin, session);
  return dossiers.flatMap((d) =>
    d.positionnements.flatMap((p) => {
      const fenetre = p.candidature ?? p.creneau;
      const c = creneaux.get(fenetre);
      if (c?.modalite !== 'CANDIDATURE') return [];
      const convoquee = p.candidature != null;
      return [
        {
          positionnement: p.positionnement ?? p.reference,
          'N° DE': d.personne.idDE,
          'Nom - Prénom': parNom(d),
          Origine: ORIGINE[p.outil],
          Argumentaire: p.argumentaire,
          Fenêtre: c.creneau ?? c.reference,
          'Rendez-vous': convoquee ? (creneaux.get(p.creneau)?.debut ?? null) : null,
          Statut: DIT_CANDIDATURE[etatCandidature(enInstants(c), { ...p, convoquee }, maintenant)],
          Motif: p.motif,
        },
      ];
    }),
  );
};
