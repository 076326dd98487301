/** The offer, as the hub believes it beside what SMF, the network and the tools hold of it: fiches, sessions, slots. Pure. */
import { z } from 'zod';
import type { EtatFiche } from './codes.ts';
import { divergence, type Ecart, type Objet, seulConstat } from './rapprochement.ts';
import { horairesDits } from './rapprochement-details.ts';

type FicheConnue = { fiche: string; etat: EtatFiche; validee?: string | null };
type FicheDite = { etat: EtatFiche; valide?: string | null | undefined } | null | undefined;

/** SMF owns the state of a fiche, and says which text the Carif validated: the hub that says otherwise missed something, and a person must look. */
export const ecartsFiche = (f: FicheConnue, tenue: FicheDite): Ecart[] => {
  if (tenue === undefined) return [];
  if (tenue?.etat !== f.etat) return [divergence('smf', 'FICHE', f.etat, tenue?.etat ?? null)];
  // Typed there and not named yet, a text has no fingerprint.
  return f.validee && tenue.valide && f.validee !== tenue.valide ? [divergence('smf', 'VERSION', abrege(f.validee), abrege(tenue.valide))] : [];
};
const abrege = (empreinte: string): string => empreinte.slice(0, 12);

/** Who shows the offer: Kairos, OUIFORM, AUDEF. */
export const VITRINES = ['kairos', 'ouiform', 'audef'] as const;
type Vitrine = (typeof VITRINES)[number];

export const ChampOffre = z.enum(['ETAT_RECRUTEMENT', 'PLACES', 'DATES', 'INTITULE', 'DISPENSATEUR', 'RESPONSABLE', 'LIEU', 'FINANCEURS', 'FORMACODE']);
export type ChampOffre = z.infer<typeof ChampOffre>;
/** What one side says of a session, in the same words on both; absent: it does not keep it. */
export type OffreDite = Partial<Record<ChampOffre, string | null>>;

export type SessionConnue = OffreDite & {
  session: string;
  /** OUIFORM and AUDEF keep names, not SIRET. */
  noms?: Pick<OffreDite, 'DISPENSATEUR' | 'RESPONSABLE'>;
  /** What became of it in each system. */
  publications: Readonly<Partial<Record<string, string>>>;
};
/** `publication`: RCO's own word. */
export type SessionDite = { offre: OffreDite; publication?: string | null | undefined } | null;

/** Who says it again where it differs. Kairos: what was typed or counted there is its own to say (§c.3, S18); what it only repeats of SMF is told again (R47). */
const SIENS: readonly ChampOffre[] = ['PLACES', 'DATES', 'INTITULE', 'DISPENSATEUR'];

export const ecartsSession = (s: SessionConnue, { rco, ...tenues }: Partial<Record<Vitrine | 'rco', SessionDite>>): Ecart[] => [
  ...ecartsRco(s, rco),
  ...VITRINES.flatMap((systeme): Ecart[] => {
    const tenue = tenues[systeme];
    if (tenue === undefined || s.publications[systeme] !== 'VISIBLE') return [];
    return tenue === null ? [ecartSession(s, systeme, 'SESSION', s.session, null, 'publierSession')] : ecartsChamps(s, systeme, tenue.offre, 'publierSession');
  }),
];

const ecartsRco = (s: SessionConnue, rco: SessionDite | undefined): Ecart[] => {
  if (rco === undefined) return [];
  const [ici, la] = [s.publications['rco'], rco === null ? null : (rco.publication ?? 'VISIBLE')];
  const ecart = (hub: string, operation: string): Ecart => ecartSession(s, 'rco', 'SESSION', hub, la, operation);
  if (ici === 'VISIBLE') return la === 'VISIBLE' ? ecartsChamps(s, 'rco', rco?.offre ?? {}, 'exporterSession') : [ecart(ici, 'exporterSession')];
  if (ici === 'RETIREE') return la === 'VISIBLE' ? [ecart('RETIREE', 'retirerSession')] : [];
  // Exported and not seen yet: whether it is, the network alone says.
  return ici === 'EXPORTEE' && la !== 'EXPORTEE' ? [la === null ? ecart(ici, 'exporterSession') : seulConstat(ecart(ici, ''))] : [];
};

const estNomme = (systeme: Vitrine | 'rco', objet: ChampOffre): objet is 'DISPENSATEUR' | 'RESPONSABLE' =>
  (systeme === 'ouiform' || systeme === 'audef') && (objet === 'DISPENSATEUR' || objet === 'RESPONSABLE');

const ecartsChamps = (s: SessionConnue, systeme: Vitrine | 'rco', dite: OffreDite, operation: string): Ecart[] =>
  ChampOffre.options.flatMap((objet): Ecart[] => {
    const ici = estNomme(systeme, objet) ? s.noms?.[objet] : s[objet];
    const la = dite[objet];
    if (ici === undefined || ici === null || la === undefined || la === null || ici === la) return [];
    if (objet === 'ETAT_RECRUTEMENT') return [ecartSession(s, systeme, objet, ici, la, 'changerEtatRecrutement', { etat: ici })];
    const ecart = ecartSession(s, systeme, objet, ici, la, operation);
    return [systeme === 'kairos' && SIENS.includes(objet) ? seulConstat(ecart) : ecart];
  });

const ecartSession = (
  s: SessionConnue,
  systeme: Vitrine | 'rco',
  objet: Objet,
  hub: string,
  partenaire: string | null,
  operation: string,
  plus: Record<string, unknown> = {},
): Ecart => ({
  ...divergence(systeme, objet, hub, partenaire),
  reparation: { operation: `${systeme}.${operation}`, arg: { session: s.session, ...plus } },
});

type Lieu = { nom?: string | undefined; codePostal?: string | undefined; ville?: string | undefined } | null;
export const lieuDit = (l: Lieu | undefined): string | null => (l ? [l.nom, l.codePostal, l.ville].filter(Boolean).join(' ').toUpperCase() || null : null);
export const financeursDits = (f: readonly { libelle: string; places: number | null }[]): string =>
  f
    .map(({ libelle, places }) => `${libelle} (${places ?? '?'})`)
    .sort()
    .join(', ') || 'aucun';
/** « 2026-05-04 - 2026-07-03 ». */
export const datesDites = (debut: string | null, fin: string | null): string | null => (debut === null ? null : `${debut} - ${fin ?? '?'}`);

export type CreneauConnu = {
  creneau: string;
  debut: string;
  fin: string;
  annule: boolean;
  origine: string;
  /** Where its session was published: who showed it must go on showing it, even when it is over. */
  fini?: boolean;
  montreChez?: readonly string[];
  /** Typed in SMF and in Kairos, which do not say the same: that is a divergence of its own (R15). */
  deuxTextes?: boolean;
  modalite?: string;
  places?: number;
  lieu?: string | null;
};
export type CreneauDit = {
  debut: string;
  fin: string;
  annule: boolean;
  places?: number | undefined;
  modalite?: string | null | undefined;
  lieu?: string | null | undefined;
} | null;

export const ecartsCreneau = (c: CreneauConnu, tenus: Partial<Record<Vitrine, CreneauDit>>): Ecart[] =>
  VITRINES.flatMap((systeme): Ecart[] => {
    const tenu = tenus[systeme];
    if (tenu === undefined) return [];
    const ecart = (objet: Objet, hub: string, partenaire: string | null, operation: string): Ecart => ({
      ...divergence(systeme, objet, hub, partenaire),
      // What was typed in Kairos is Kairos's to say.
      ...((systeme !== 'kairos' || (objet === 'CRENEAU' && c.origine !== 'KAIROS')) && {
        reparation: { operation: `${systeme}.${operation}`, arg: { creneau: c.creneau } },
      }),
    });
    // Whoever forgot a slot that is cancelled misses nothing; of one that is over, who never showed it neither.
    if (tenu === null) return c.annule || (c.fini && !c.montreChez?.includes(systeme)) ? [] : [ecart('CRENEAU', c.creneau, null, 'publierCreneau')];
    if (tenu.annule !== c.annule) return [ecart('ANNULATION', ouiNon(c.annule), ouiNon(tenu.annule), c.annule ? 'annulerCreneau' : 'publierCreneau')];
    const [ici, la] = [horairesDits(c), horairesDits(tenu)];
    const textes: [Objet, string | null | undefined, string | null | undefined][] =
      systeme === 'kairos' && c.deuxTextes
        ? []
        : [
            ['MODALITE', c.modalite, tenu.modalite],
            ['PLACES_CRENEAU', c.places?.toString(), tenu.places?.toString()],
            ['LIEU_CRENEAU', c.lieu, tenu.lieu],
          ];
    return [
      ...(ici === la ? [] : [ecart('HORAIRES', ici, la, 'deplacerCreneau')]),
      ...textes.flatMap(([objet, hub, partenaire]) => (hub && partenaire && hub !== partenaire ? [ecart(objet, hub, partenaire, 'publierCreneau')] : [])),
    ];
  });

const ouiNon = (annule: boolean): string => (annule ? 'annulé' : 'maintenu');
