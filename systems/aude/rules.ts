/** AUDE: a live DE's file takes what is said of it, a struck-off one's takes nothing until the réinscription (R36, R37). */
import { z } from 'zod';
import { StatutDe } from '../../domain/codes.ts';
import { lireIdDE } from '../../domain/identifiants.ts';
import { Instant, Jour, type Recu } from '../socle/contrat.ts';
import { changee, type Lu, neuve, type Piece, parCle } from '../socle/pieces.ts';
import { catalogue } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import type { REFUS_AUDE } from './contract.ts';
import { Demandeur, type Fait } from './store.ts';

const REFUS = catalogue<(typeof REFUS_AUDE)[number]>({
  DEMANDEUR_INCONNU: [404, 'Aucun dossier de demandeur d’emploi sous cet identifiant.'],
  DEMANDEUR_RADIE: [409, 'Le dossier est clos : il reprendra à la réinscription du demandeur d’emploi.'],
  STATUT_INCOMPATIBLE: [409, 'Ce changement de situation ne suit pas la situation connue.'],
});

type Sujet = { idDE: string; parcours: string; session: string; date: string };

/** A fact is kept once per parcours: said again, it is corrected. */
const dire = <E extends Sujet>(change: (demandeur: Demandeur, fait: Fait, e: E) => Partial<Demandeur>): Regle<E, Recu> => ({
  lire: (e) => parCle(Demandeur, e.idDE),
  decider: (lu, e) => {
    const dossier = ouvrir(lu, e.idDE);
    if (!dossier) return REFUS.DEMANDEUR_INCONNU;
    // A1: both readings of « en cours d'inscription » are live; only these two are not.
    if (['RADIE', 'CESSATION'].includes(dossier.donnees.statut)) return REFUS.DEMANDEUR_RADIE;
    const { idDE: _, parcours, session, date, ...detail } = e;
    const fait: Fait = { parcours, session, date, detail: z.json().parse(detail) };
    return { reponse: { reference: `${e.idDE}:${parcours}` }, pieces: [changee(dossier, change(dossier.donnees, fait, e))] };
  },
});

const avec = (faits: readonly Fait[], fait: Fait): Fait[] => [...sans(faits, fait), fait];
const sans = (faits: readonly Fait[], { parcours }: Fait): Fait[] => faits.filter((f) => f.parcours !== parcours);

/** Of somebody who has left, on another day than the one known: she is registered again, and what was lived before is not this one's. */
const estNouvelle = ({ ais, sorties }: Demandeur, { parcours, date }: Fait): boolean =>
  ais.some((f) => f.parcours === parcours && f.date !== date) && sorties.some((f) => f.parcours === parcours);
const sansFormation = (d: Demandeur, fait: Fait) => ({
  entrees: sans(d.entrees, fait),
  interruptions: sans(d.interruptions, fait),
  sorties: sans(d.sorties, fait),
});

export const prescrire = dire((d, fait) => ({ prescriptions: avec(d.prescriptions, fait) }));
export const annulerPrescription = dire((d, fait) => ({ prescriptions: sans(d.prescriptions, fait) }));
/** « L'AIS est générée dans les mêmes conditions que pour une prescription PE » (R37). */
export const genererAis = dire((d, fait) => ({ ...(estNouvelle(d, fait) && sansFormation(d, fait)), ais: avec(d.ais, fait) }));
export const annulerInscription = dire((d, fait) => ({ ais: sans(d.ais, fait) }));
export const enregistrerEntree = dire((d, fait) => ({ entrees: avec(d.entrees, fait) }));
export const enregistrerInterruption = dire((d, fait) => ({
  interruptions: [...d.interruptions.filter((i) => i.parcours !== fait.parcours || i.date !== fait.date), fait],
}));
export const enregistrerSortie = dire((d, fait) => ({ sorties: avec(d.sorties, fait) }));

export const StatutActe = z.object({
  idDE: z.string().min(1).max(20),
  statut: StatutDe.exclude(['NON_INSCRIT']),
  date: z.union([Instant, z.iso.date()]),
  /** End of the radiation, when AUDE says it (§d.8). */
  jusqua: z.union([Instant, z.iso.date()]).nullish(),
});

/** §d.8: nobody is re-registered who never left. */
export const changerStatut: Regle<z.infer<typeof StatutActe>, { reference: string; statut: StatutDe }> = {
  lire: (e) => parCle(Demandeur, e.idDE),
  decider: (lu, e) => {
    const connu = lu.un(Demandeur, e.idDE);
    const dossier = connu ?? ouvrir(lu, e.idDE);
    if (!dossier) return REFUS.DEMANDEUR_INCONNU;
    const depuis = new Date(e.date).toISOString();
    const parti = ['RADIE', 'CESSATION'].includes(dossier.donnees.statut);
    if (connu && e.statut === 'REINSCRIT' && !parti) return REFUS.STATUT_INCOMPATIBLE;
    if (connu && parti && e.statut === 'INSCRIT') return REFUS.STATUT_INCOMPATIBLE;
    return { reponse: { reference: e.idDE, statut: e.statut }, pieces: [changee(dossier, { statut: e.statut, depuis })] };
  },
};

export const CpfActe = z.object({ idDE: z.string().min(1).max(20), souhaite: z.boolean(), date: Jour });

/** « Comportement du DE à mobiliser son Compte Personnel de Formation » (L1035): AUDE's own, told to nobody. */
export const direCpf: Regle<z.infer<typeof CpfActe>, Recu> = {
  lire: (e) => parCle(Demandeur, e.idDE),
  decider: (lu, e) => {
    const dossier = ouvrir(lu, e.idDE);
    if (!dossier) return REFUS.DEMANDEUR_INCONNU;
    return { reponse: { reference: e.idDE }, pieces: [changee(dossier, { cpf: { souhaite: e.souhaite, date: e.date } })] };
  },
};

/** The simulation has no register of its own: a well-formed identifiant DE that it meets for the first time is a registered person's. */
const ouvrir = (lu: Lu, idDE: string): Piece<Demandeur> | undefined => {
  const connu = lu.un(Demandeur, idDE);
  if (connu || !lireIdDE(idDE)) return connu;
  return neuve(Demandeur, idDE, { idDE, statut: 'INSCRIT', depuis: null, prescriptions: [], ais: [], entrees: [], interruptions: [], sorties: [], cpf: null });
};
