/** Where an activity reads the person and the act that a flow only names. One query each; what is read goes to the partner and nowhere else. */
import type { EtatRecrutement, Outil, StatutDe } from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';
import type { PersonneMessage } from '../systems/socle/contrat.ts';
import { type CreneauMessage, SessionMessage } from '../systems/socle/offre.ts';

/** Names of a path and its positioning: the argument of most effects. */
export type Cible = { parcours: string; positionnement: string; session: string };

export type Dossier = {
  positionnement: string;
  creneau: string;
  outil: Outil;
  reseau: string;
  structure: string | null;
  argumentaire: string | null;
  motif: string | null;
  motifs: Record<string, string>;
  bilan: string | null;
  /** The partner's own name for it, when it was born there. */
  reference: string | null;
  personne: PersonneMessage;
  /** R46. */
  pic: boolean;
  statutDe: StatutDe;
  /** R36: something of the person is still kept for AUDE. */
  differees: boolean;
  dossierImilo: string | null;
  intitule: string;
  formacode: string;
  objectif: string;
  /** For whom the training is: formacodes with their edition, as validated. */
  publics: string[];
  debutSession: string;
  finSession: string | null;
  financeurs: { code: string; libelle: string }[];
  debut: Date | null;
  fin: Date | null;
  lieu: CreneauMessage['lieu'];
};

/** A positioning is announced to six partners within the same second: they are told from one reading. */
const RECENT_MS = 1000;

export const createDossiers = (hub: Hub, horloge: () => number = Date.now) => {
  const recents = new Map<string, { a: number; dossier: Promise<Dossier> }>();
  const dossiers = createLectures(hub);
  return {
    ...dossiers,
    /** Whose identity, origin and session: what an announcement says, and no act changes. Anything else is read anew (`lireDossier`). */
    lireAnnonce: (positionnement: string): Promise<Dossier> => {
      const a = horloge();
      const connu = recents.get(positionnement);
      if (connu && a - connu.a < RECENT_MS) return connu.dossier;
      for (const [cle, { a: quand }] of recents) if (a - quand >= RECENT_MS) recents.delete(cle);
      const dossier = dossiers.lireDossier(positionnement);
      dossier.catch(() => recents.delete(positionnement));
      recents.set(positionnement, { a, dossier });
      return dossier;
    },
  };
};

const createLectures = (hub: Hub) => ({
  lireDossier: async (positionnement: string): Promise<Dossier> => {
    const [l] = await hub.$queryRaw<Ligne[]>`
      SELECT p.id::text AS positionnement, p.creneau, p.outil, p.reseau, p.structure, p.argumentaire, p.motif, p.motifs, p.bilan, p.reference,
             pe."idDE", pe.nom, pe.prenom, pe.courriel, pe.telephone, pe.adresse, pe."statutDe", pe."dossierImilo", pe.pic,
             EXISTS (SELECT 1 FROM hub.demandeur d WHERE d.personne = pe.id AND d.differees <> '[]'::jsonb) AS differees,
             s.intitule, s.formacode, COALESCE(s.offre->>'objectifGeneral', s.offre->>'objectif') AS objectif, v.formation->'actions'->0->'publics' AS publics, s.debut AS "debutSession", s.fin AS "finSession", s.financeurs, c.debut, c.fin, c.lieu
      FROM hub.positionnement p JOIN hub.personne pe ON pe.id = p.personne
      LEFT JOIN hub.session s ON s.numero = p.session LEFT JOIN hub.creneau c ON c.id = p.creneau
      LEFT JOIN hub.fiche f ON f.numero = s.fiche LEFT JOIN hub.fiche_version v ON v.fiche = f.numero AND v.empreinte = f.validee
      WHERE p.id = ${positionnement}::uuid`;
    if (!l) throw new Error('positionnement inconnu du hub');
    const { idDE, nom, prenom, courriel, telephone, adresse, debutSession, finSession, ...reste } = l;
    return {
      ...reste,
      personne: { idDE, nom, prenom, courriel, telephone, adresse },
      intitule: l.intitule ?? '',
      formacode: l.formacode ?? '',
      objectif: l.objectif ?? '',
      publics: (l.publics ?? []).map(({ code, ref }) => `${code} (Formacode ${ref})`),
      financeurs: l.financeurs ?? [],
      debutSession: debutSession?.toISOString().slice(0, 10) ?? '1970-01-01',
      finSession: finSession?.toISOString().slice(0, 10) ?? null,
    };
  },
  /** `etat`: its flow's word, ahead of the mirror. */
  lireOffre: async (numero: string, etat?: EtatRecrutement): Promise<SessionMessage & { apprentissage: boolean }> => {
    const { offre, etatRecrutement, placesConventionnees } = await hub.session.findUniqueOrThrow({
      where: { numero },
      select: { offre: true, etatRecrutement: true, placesConventionnees: true },
    });
    // Its own fields and no others: what is kept beside them is nobody's to be told.
    const lue = SessionMessage.parse(offre);
    const etatDit = SessionMessage.shape.etatRecrutement.parse(etat ?? etatRecrutement);
    // S18: between SMF's seats and Kairos's, somebody may have chosen.
    return { ...lue, placesConventionnees, etatRecrutement: etatDit, apprentissage: (offre as { apprentissage?: boolean }).apprentissage === true };
  },
  lireCreneauMessage: async (id: string): Promise<CreneauMessage & { motif: string }> => {
    const c = await hub.creneau.findUniqueOrThrow({ where: { id } });
    return {
      creneau: c.id,
      session: c.session,
      modalite: c.modalite as CreneauMessage['modalite'],
      debut: c.debut.toISOString(),
      fin: c.fin.toISOString(),
      lieu: c.lieu as CreneauMessage['lieu'],
      places: c.places,
      pieces: c.pieces,
      commentaire: c.commentaire,
      ...(c.origine === 'KAIROS' && { reference: c.reference }),
      motif: c.motif ?? 'Non précisé',
    };
  },
});
export type Dossiers = ReturnType<typeof createDossiers>;

type Ligne = Omit<Dossier, 'personne' | 'debutSession' | 'finSession' | 'intitule' | 'formacode' | 'objectif' | 'publics' | 'financeurs'> &
  PersonneMessage & {
    debutSession: Date | null;
    finSession: Date | null;
    intitule: string | null;
    formacode: string | null;
    objectif: string | null;
    publics: { code: string; ref: string }[] | null;
    financeurs: Dossier['financeurs'] | null;
  };
