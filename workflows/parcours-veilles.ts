/**
 * What else of a path is watched for while it goes on: i-Milo that will not know (S8, S8b), an AIS that does not come (S19), non-retained people
 * whom nobody declared (S7), a place offered to the waiting list. Each is a fact of the state: true, it is waited to be false.
 */
import { attendre, type Cas } from './attendre.ts';
import { casOf, type EtatParcours, positionne, type SuiviParcours, sujetSession } from './parcours-etat.ts';
import { jusquA } from './suivi.ts';

type Veille = { nom: string; vraie: (s: SuiviParcours) => boolean; cas: (e: EtatParcours) => Omit<Cas, 'nom'> };

const prescripteur = { acteurType: 'PRESCRIPTEUR' as const, acteur: null };
const creneauDe = (e: EtatParcours): string | null => positionne(e)?.creneau ?? null;
const commun = (e: EtatParcours) => ({ session: e.lu?.session ?? null, creneau: creneauDe(e), sujet: () => sujetSession(e) });
const profil = (e: EtatParcours) => (positionne(e)?.annonce ? positionne(e)?.profil : undefined);
/** S8b: known of the dossier from the start, or learnt from i-Milo's refusal. */
export const dossierNonSynchronise = (e: EtatParcours): Cas => ({ ...prescripteur, ...commun(e), cause: 'DOSSIER_NON_SYNCHRONISE' });

const VEILLES: readonly Veille[] = [
  {
    nom: 'ORIGINE_OF_HORS_IMILO',
    vraie: ({ etat }) => {
      const p = profil(etat);
      return p !== undefined && p.reseau === 'OF' && p.dossierImilo;
    },
    cas: (e) => ({ ...prescripteur, ...commun(e), cause: 'ORIGINE_OF_HORS_IMILO' }),
  },
  {
    nom: 'DOSSIER_NON_SYNCHRONISE',
    vraie: ({ etat }) => {
      const p = profil(etat);
      return p !== undefined && p.outil === 'OUIFORM' && p.reseau === 'ML' && p.dossierImilo && !p.synchronise;
    },
    cas: (e) => dossierNonSynchronise(e),
  },
  {
    // Once AUDE was told, or cannot be: while it is being told there is nothing to wait for.
    nom: 'AIS_NON_GENEREE',
    vraie: (s) => {
      const file = s.memoire.files['aude'] ?? [];
      const arretee = Object.keys(s.memoire.blocages).some((nom) => nom.includes(':aude.'));
      return s.etat.inscrit && s.etat.ais === 'ATTENDUE' && (file.length === 0 || arretee);
    },
    cas: (e) => ({ ...commun(e), acteurType: 'SYSTEME', acteur: 'aude', cause: 'AIS_NON_GENEREE', depuis: inscritLe(e) }),
  },
  {
    nom: 'RECRUTEMENT_HORS_SYSTEME',
    vraie: ({ etat }) => etat.inscrit && etat.nonRetenusAttendus,
    cas: (e) => ({ ...commun(e), ...casOf(e, null), cause: 'RECRUTEMENT_HORS_SYSTEME' }),
  },
  {
    // Who positioned the person can still reach her; nobody did for one who did it herself, or whom the OF entered.
    nom: 'COURRIEL_EN_ECHEC',
    vraie: ({ etat }) => {
      const p = positionne(etat);
      return p !== null && etat.convocationRevenue === p.id && p.presence === null;
    },
    cas: (e) => ({
      ...(['PE', 'ML', 'CAP_EMPLOI'].includes(positionne(e)?.profil.reseau ?? '') ? prescripteur : { acteurType: 'EQUIPE' as const, acteur: null }),
      ...commun(e),
      cause: 'COURRIEL_EN_ECHEC',
      sujet: () => ({ ...sujetSession(e), destinataire: 'CANDIDAT' }),
    }),
  },
  {
    nom: 'PLACE_OFFERTE',
    vraie: ({ etat }) => etat.placeOfferteLe !== null && etat.etape === 'LISTE_ATTENTE' && positionne(etat) !== null,
    cas: (e) => ({ ...commun(e), ...casOf(e, creneauDe(e)), cause: 'SUITE_NON_SAISIE', depuis: Date.parse(e.placeOfferteLe ?? '') }),
  },
];

const inscritLe = (e: EtatParcours): number => Date.parse(e.etapes.findLast((x) => x.etape === 'INSCRIT')?.date ?? '');

/** For the whole life of the flow. */
export const veiller = async (s: SuiviParcours): Promise<void> => {
  await Promise.all(VEILLES.map((v) => veillerSur(s, v)));
};

const veillerSur = async (s: SuiviParcours, { nom, vraie, cas }: Veille): Promise<never> => {
  const e = s.etat;
  const aFaire = () => e.fini === null && vraie(s) && !e.acquittees.includes(nom);
  for (;;) {
    await jusquA(s, aFaire);
    await attendre(s, () => !aFaire(), { ...cas(e), nom });
    if (aFaire()) e.acquittees.push(nom); // settled outside any system
  }
};
