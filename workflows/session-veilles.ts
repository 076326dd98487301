/** What a session may lack, each watched for its whole life: visibility, état, slots, candidates, a place with a SIRET, one truth. */
import { ChampDivergent } from '../domain/codes.ts';
import type { Cas } from './attendre.ts';
import { attendreJusqua } from './attendre-jusqua.ts';
import { surveillerCompte } from './session-compte.ts';
import { cas, debutDe, type EtatSession, joursAvant, type SuiviSession, seuil, sujet } from './session-etat.ts';
import { approcheDe } from './session-mesures.ts';
import { instant, jusquA } from './suivi.ts';

export const veilles = (s: SuiviSession): Promise<never>[] => [
  surveillerVisibilite(s),
  surveillerEtat(s),
  surveillerModalites(s),
  surveillerRendezVous(s),
  surveillerTraces(s),
  surveillerPlaces(s),
  surveillerLieu(s),
  surveillerCompte(s),
  ...ChampDivergent.options.map((champ) => surveillerDivergence(s, champ)),
];

type Veille = {
  manque: () => boolean;
  /** When `manque` changes by itself. */
  echeance?: () => number | null;
  cas: () => Cas;
};
/** Again and again: the lack begins, is waited for, ends. */
const veiller = async (s: SuiviSession, { manque, echeance = () => null, cas: duCas }: Veille): Promise<never> => {
  for (;;) {
    await jusquA(s, manque, echeance);
    if (!manque()) continue;
    await attendreJusqua(s, () => !manque(), echeance, duCas());
  }
};

const exportee = ({ exportee: faite, demandee, raison }: EtatSession): boolean => faite !== null && faite === demandee && raison === null;

/** S15: the Carif looks for what was not exported, the Kairos référent for what was and is not seen. */
const surveillerVisibilite = async (s: SuiviSession): Promise<never> => {
  const e = s.etat;
  const manque = () => e.demandee !== null && !e.retiree && (e.publiee === null || e.raison !== null);
  for (;;) {
    await jusquA(s, manque);
    const [faite, rang] = [exportee(e), e.rang];
    const autre = () => !manque() || exportee(e) !== faite || e.rang !== rang;
    await attendreJusqua(s, autre, () => null, {
      ...cas(s),
      cause: 'SESSION_NON_VISIBLE',
      acteurType: faite ? 'EQUIPE' : 'CARIF',
      acteur: faite ? 'REFERENT_KAIROS' : null,
      depuis: e.valideeLe === null ? instant(s) : Date.parse(e.valideeLe),
      sujet: () => ({ ...sujet(s), etatPublication: faite ? 'EXPORTEE' : 'NON_PUBLIEE', refus: e.raison }),
    });
  }
};

const recrute = ({ publiee, retiree, etatRecrutement: etat }: EtatSession): boolean =>
  publiee !== null && !retiree && (etat === 'OUVERT' || etat === 'NON_RENSEIGNE');

/** S2: without an état du recrutement, OUIFORM shows « non renseigné » and nobody dares to position (R18). */
const surveillerEtat = (s: SuiviSession): Promise<never> =>
  veiller(s, {
    manque: () => recrute(s.etat) && s.etat.etatRecrutement === 'NON_RENSEIGNE',
    cas: () => ({ ...cas(s), cause: 'ETAT_RECRUTEMENT_NON_RENSEIGNE', sujet: () => ({ ...sujet(s), ...demande(s) }) }),
  });

/** G5: quoted, and the priority that it gives. */
const demande = ({ etat: { mesures } }: SuiviSession) => ({
  consultations: mesures?.consultations ?? 0,
  ...(mesures?.complets ? { conseillers: mesures.complets } : {}),
});

const aVenir = (s: SuiviSession): { fin: number; limite: number; libres: number | null }[] => Object.values(s.etat.creneaux).filter((c) => c.fin > instant(s));
const prochaineDate = (s: SuiviSession): number | null =>
  Object.values(s.etat.creneaux)
    .flatMap((c) => [c.limite, c.fin])
    .filter((d) => d > instant(s))
    .sort((a, b) => a - b)[0] ?? null;

/** S1: no slot at all, or none but past and cancelled ones: no positioning but off the systems (R22). */
const surveillerModalites = (s: SuiviSession): Promise<never> =>
  veiller(s, {
    manque: () => recrute(s.etat) && aVenir(s).length === 0,
    echeance: () => prochaineDate(s),
    cas: () => ({ ...cas(s), cause: 'MODALITE_NON_RENSEIGNEE', sujet: () => ({ ...sujet(s), ...demande(s) }) }),
  });

/** S3: places to give, and no appointment at which to give them. */
const surveillerRendezVous = (s: SuiviSession): Promise<never> =>
  veiller(s, {
    manque: () =>
      recrute(s.etat) &&
      s.etat.etatRecrutement === 'OUVERT' &&
      (s.etat.places?.disponibles ?? 0) > 0 &&
      !Object.values(s.etat.creneaux).some((c) => c.limite > instant(s) && c.libres !== 0),
    echeance: () => prochaineDate(s),
    cas: () => ({
      ...cas(s),
      cause: 'AUCUN_RENDEZ_VOUS_DISPONIBLE',
      sujet: () => ({
        ...sujet(s),
        nombre: s.etat.places?.disponibles ?? 0,
        ...demande(s),
        ...(joursAvant(s) >= 0 && joursAvant(s) < seuil(s, 'urgence') ? { jours: joursAvant(s) } : {}),
      }),
    }),
  });

/** S7: a session filled without anybody having been positioned: those who were not retained have left no trace (R39). */
const surveillerTraces = (s: SuiviSession): Promise<never> =>
  veiller(s, {
    manque: () => {
      const { places, mesures, publiee, retiree } = s.etat;
      if (publiee === null || retiree || places === null || places.totales === 0 || places.disponibles > 0) return false;
      return mesures !== null && mesures.positionnements === 0 && mesures.declares === 0;
    },
    cas: () => ({
      ...cas(s),
      cause: 'RECRUTEMENT_HORS_SYSTEME',
      sujet: () => ({ ...sujet(s), nombre: s.etat.mesures?.inscrits || (s.etat.places?.totales ?? 0) }),
    }),
  });

/** S22: the start is near, places are left, and few were taken or many did not come. */
const surveillerPlaces = (s: SuiviSession): Promise<never> => {
  const e = s.etat;
  const debut = () => debutDe(e);
  const tropAbsents = () => absences(e) > seuil(s, 'absences') / 100;
  const depart = () => approcheDe(s) ?? 0;
  return veiller(s, {
    manque: () => {
      const d = debut();
      if (!recrute(e) || d === null || e.places === null || e.places.totales === 0 || e.mesures === null) return false;
      if (instant(s) < depart() || instant(s) >= d || e.places.disponibles === 0) return false;
      return (e.places.totales - e.places.disponibles) / e.places.totales < seuil(s, 'remplissage') / 100 || tropAbsents();
    },
    echeance: () => [depart(), debut() ?? 0].filter((d) => d > instant(s))[0] ?? null,
    cas: () => ({
      ...cas(s),
      cause: 'PLACES_NON_POURVUES',
      depuis: depart(),
      sujet: () => ({
        ...sujet(s),
        nombre: e.places?.disponibles ?? 0,
        jours: joursAvant(s),
        attente: e.mesures?.attente ?? 0,
        ...(tropAbsents() ? { absents: Math.round(absences(e) * 100) } : {}),
      }),
    }),
  });
};
const absences = ({ mesures }: EtatSession): number => {
  const attendus = (mesures?.presents ?? 0) + (mesures?.absents ?? 0);
  return attendus === 0 ? 0 : (mesures?.absents ?? 0) / attendus;
};

/** S17: a place without SIRET is attached to a site that has one, by who types the offer in SMF (R13, R13b). */
const surveillerLieu = (s: SuiviSession): Promise<never> =>
  veiller(s, {
    manque: () => s.etat.lue?.lieuSansSiret === true && !s.etat.retiree,
    cas: () => ({
      ...cas(s),
      acteur: s.etat.lue?.responsable ?? null,
      organisme: s.etat.lue?.responsable ?? null,
      cause: 'LIEU_SANS_SIRET',
      sujet: () => sujet(s),
    }),
  });

/** S18: both values stand side by side until one is chosen, or they agree again. */
const surveillerDivergence = (s: SuiviSession, champ: ChampDivergent): Promise<never> =>
  veiller(s, {
    manque: () => s.etat.divergences[champ] !== undefined && !s.etat.retiree,
    cas: () => ({
      ...cas(s),
      // R13: what SMF says is the mandataire's, what Kairos says the dispensateur's.
      acteur: s.etat.lue?.responsable ?? null,
      organisme: s.etat.lue?.dispensateur ?? null,
      cause: 'DONNEES_DIVERGENTES',
      nom: nomDivergence(champ),
      depuis: Date.parse(s.etat.divergences[champ]?.depuis ?? ''),
      sujet: () => ({ ...sujet(s), champ, valeurSmf: s.etat.divergences[champ]?.smf ?? null, valeurKairos: s.etat.divergences[champ]?.kairos ?? null }),
    }),
  });
export const nomDivergence = (champ: ChampDivergent): string => `DONNEES_DIVERGENTES:${champ}`;
