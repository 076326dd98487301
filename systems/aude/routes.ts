/** AUDE: each operation, act and view beside its rule. */
import { z } from 'zod';
import { jourChiffre } from '../../domain/francais.ts';
import { empreinteTexte, motifsDits, periodesDites } from '../../domain/rapprochement-details.ts';
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { detailsConnus, etat } from '../socle/etats.ts';
import { parCle } from '../socle/pieces.ts';
import { acte, acteLocal, lier, type Traitement } from '../socle/regles.ts';
import { contratAude } from './contract.ts';
import * as regles from './rules.ts';
import { Demandeur, type Fait } from './store.ts';

const operations: Record<keyof typeof contratAude, Traitement> = {
  prescrire: lier(contratAude.prescrire, regles.prescrire),
  annulerPrescription: lier(contratAude.annulerPrescription, regles.annulerPrescription),
  genererAis: lier(contratAude.genererAis, regles.genererAis),
  annulerInscription: lier(contratAude.annulerInscription, regles.annulerInscription),
  enregistrerEntree: lier(contratAude.enregistrerEntree, regles.enregistrerEntree),
  enregistrerInterruption: lier(contratAude.enregistrerInterruption, regles.enregistrerInterruption),
  enregistrerSortie: lier(contratAude.enregistrerSortie, regles.enregistrerSortie),
};

const actes: Traitement[] = [acte('de.statut', regles.StatutActe, regles.changerStatut), acteLocal('cpf.saisi', regles.CpfActe, regles.direCpf)];

const dates = (faits: readonly Fait[]) => faits.map(({ session, date }) => ({ session, date }));

/** What a PE adviser sees of one file. */
const vueDemandeur: Vue = async (magasin, { idDE = '' }) => {
  const { lu } = await magasin.lire(parCle(Demandeur, idDE), null);
  const demandeur = lu.un(Demandeur, idDE)?.donnees;
  return (
    demandeur && {
      statut: demandeur.statut,
      prescriptions: dates(demandeur.prescriptions),
      ais: dates(demandeur.ais),
      entrees: dates(demandeur.entrees),
      sorties: dates(demandeur.sorties),
    }
  );
};

const detailMotive = z.looseObject({ fin: z.string().nullable().default(null), motif: z.string().nullable().default(null) }).catch({ fin: null, motif: null });
const detailPrescription = z.looseObject({
  intitule: z.string().optional(),
  formacode: z.string().optional(),
  objectif: z.string().optional(),
  publics: z.array(z.string()).default([]),
  partenaire: z.string().optional(),
  argumentaire: z.string().nullish(),
});

/** « Détail de l'action »: the adviser sees which partner positioned, and reads the argumentaire (R29, L969–L1040). */
const vueActions: Vue = async (magasin, { idDE = '' }) => {
  const { lu } = await magasin.lire(parCle(Demandeur, idDE), null);
  const demandeur = lu.un(Demandeur, idDE)?.donnees;
  return demandeur?.prescriptions.map((p) => {
    const detail = detailPrescription.parse(p.detail ?? {});
    const de = (faits: readonly Fait[]) => faits.find((f) => f.parcours === p.parcours)?.date ?? null;
    const interruptions = demandeur.interruptions.filter((f) => f.parcours === p.parcours);
    return {
      'Détail de l’action': `EFO${de(demandeur.entrees) === null ? '' : ` : réalisation le ${jourChiffre(de(demandeur.entrees) ?? '')}`}`,
      Type: 'EFO',
      Formation: detail.intitule ?? null,
      Session: p.session,
      'Date d’inscription': p.date,
      'Date de réalisation': de(demandeur.entrees),
      Partenaire: detail.partenaire ?? null,
      Formacode: detail.formacode ?? null,
      Objectif: detail.objectif ?? null,
      'Types de publics': detail.publics,
      'Comportement du DE à mobiliser son CPF':
        demandeur.cpf && `${demandeur.cpf.souhaite ? 'Souhaite' : 'Ne souhaite pas'} mobiliser son CPF (${jourChiffre(demandeur.cpf.date)})`,
      'Organisme prescripteur': detail.partenaire ?? null,
      'Candidature motivée par le prescripteur': detail.argumentaire ?? null,
      AIS: de(demandeur.ais),
      'Périodes d’interruption': interruptions.map((f) => `${jourChiffre(f.date)} - ${jourChiffre(detailMotive.parse(f.detail).fin ?? '')}`),
      Sortie: de(demandeur.sorties),
    };
  });
};

const vues = {
  '/demandeurs/:idDE': { titre: 'Le dossier du demandeur', voir: vueDemandeur },
  '/demandeurs/:idDE/actions': { titre: 'Détail des actions de formation', voir: vueActions },
};

/** One file says what is known of each of its paths. AIS is the registration, as AUDE knows it (R37). */
const etats = {
  demandeurs: etat('demandeurs', Demandeur, ({ donnees: { idDE, statut, depuis } }) => [{ idDE, statut, depuis }]),
  candidats: etat('candidats', Demandeur, ({ donnees: d }) => {
    const parcours = new Map([...d.prescriptions, ...d.ais, ...d.entrees, ...d.sorties].map((f) => [f.parcours, f.session]));
    return [...parcours].map(([numero, session]) => {
      const jour = (faits: readonly Fait[]) => faits.find((f) => f.parcours === numero)?.date;
      const dits = { POSITIONNEMENT: jour(d.prescriptions), INSCRIPTION: jour(d.ais), ENTREE: jour(d.entrees), BILAN: jour(d.sorties) };
      const faits = Object.fromEntries(Object.entries(dits).filter((f): f is [string, string] => f[1] !== undefined));
      const { argumentaire } = detailPrescription.catch({ publics: [] }).parse(d.prescriptions.find((f) => f.parcours === numero)?.detail);
      const interruptions = d.interruptions.filter((f) => f.parcours === numero).map((f) => ({ debut: f.date, ...detailMotive.parse(f.detail) }));
      const details = detailsConnus({
        ARGUMENTAIRE: empreinteTexte(argumentaire),
        INTERRUPTIONS: periodesDites(interruptions),
        MOTIFS_INTERRUPTION: motifsDits(Object.fromEntries(interruptions.map((i) => [i.debut, empreinteTexte(i.motif)]))),
        MOTIF_SORTIE: empreinteTexte(detailMotive.parse(d.sorties.find((f) => f.parcours === numero)?.detail).motif),
      });
      return { positionnement: null, parcours: numero, reference: numero, session, faits, details };
    });
  }),
};

export const createAude = (deps: DepsSysteme) => createSysteme({ code: 'aude', prefixe: 'AUD', operations, actes, vues, etats }, deps);
