/** The offer, as the hub believes it beside what SMF, the network and the tools hold of it: fiches, sessions, slots. Pure. */
import type { EtatFiche, EtatRecrutement } from './codes.ts';
import { type Ecart, type Objet, seulConstat } from './rapprochement.ts';

/** SMF owns the state of a fiche: the hub that says otherwise missed something, and a person must look. */
export const ecartsFiche = (f: { fiche: string; etat: EtatFiche }, tenue: { etat: EtatFiche } | null | undefined): Ecart[] =>
  tenue === undefined || tenue?.etat === f.etat
    ? []
    : [{ cle: 'smf.FICHE', cause: 'DONNEES_DIVERGENTES', systeme: 'smf', objet: 'FICHE', hub: f.etat, partenaire: tenue?.etat ?? null }];

/** Who shows the offer: Kairos, OUIFORM, AUDEF. */
export const VITRINES = ['kairos', 'ouiform', 'audef'] as const;
type Vitrine = (typeof VITRINES)[number];

export type SessionConnue = {
  session: string;
  intitule?: string;
  dispensateur?: string;
  etatRecrutement: EtatRecrutement;
  debut: string;
  fin: string | null;
  places: number;
  /** Where it is published. */
  publiee: readonly string[];
  /** The session is over: where it must no longer be shown. */
  retiree?: readonly string[];
};
export type SessionDite = {
  etatRecrutement: EtatRecrutement | null;
  debut: string | null;
  fin: string | null;
  places: number | null;
  intitule?: string | null | undefined;
  dispensateur?: string | null | undefined;
} | null;

/** `rco`: the network shows it or not, and says nothing else. */
export const ecartsSession = (s: SessionConnue, { rco, ...tenues }: Partial<Record<Vitrine | 'rco', SessionDite>>): Ecart[] => [
  ...(rco === null && s.publiee.includes('rco')
    ? [
        {
          cle: 'rco.SESSION',
          cause: 'DONNEES_DIVERGENTES',
          systeme: 'rco',
          objet: 'SESSION',
          hub: s.session,
          partenaire: null,
          reparation: { operation: 'rco.exporterSession', arg: { session: s.session } },
        } as const,
      ]
    : []),
  ...(rco && s.retiree?.includes('rco')
    ? [
        {
          cle: 'rco.SESSION',
          cause: 'DONNEES_DIVERGENTES',
          systeme: 'rco',
          objet: 'SESSION',
          hub: 'retirée',
          partenaire: 'visible',
          reparation: { operation: 'rco.retirerSession', arg: { session: s.session } },
        } as const,
      ]
    : []),
  ...ecartsVitrines(s, tenues),
];

const ecartsVitrines = (s: SessionConnue, tenues: Partial<Record<Vitrine, SessionDite>>): Ecart[] =>
  VITRINES.flatMap((systeme): Ecart[] => {
    const tenue = tenues[systeme];
    if (tenue === undefined || !s.publiee.includes(systeme)) return [];
    const ecart = (objet: Objet, hub: string, partenaire: string | null, operation: string, plus: Record<string, unknown> = {}): Ecart => ({
      cle: `${systeme}.${objet}`,
      cause: 'DONNEES_DIVERGENTES',
      systeme,
      objet,
      hub,
      partenaire,
      reparation: { operation: `${systeme}.${operation}`, arg: { session: s.session, ...plus } },
    });
    if (tenue === null) return [ecart('SESSION', s.session, null, 'publierSession')];
    const dates = (d: string | null, f: string | null): string => `${d ?? '?'} - ${f ?? '?'}`;
    return [
      ...(tenue.etatRecrutement !== null && tenue.etatRecrutement !== s.etatRecrutement
        ? [ecart('ETAT_RECRUTEMENT', s.etatRecrutement, tenue.etatRecrutement, 'changerEtatRecrutement', { etat: s.etatRecrutement })]
        : []),
      // « 442 » in SMF, « 82 » in Kairos: never overwritten silently (§c.3).
      ...(tenue.places !== null && tenue.places !== s.places
        ? [selonVitrine(systeme, ecart('PLACES', String(s.places), String(tenue.places), 'publierSession'))]
        : []),
      ...(['intitule', 'dispensateur'] as const).flatMap((champ) => {
        const [ici, la] = [s[champ], tenue[champ]];
        const objet = champ === 'intitule' ? 'INTITULE' : 'DISPENSATEUR';
        return systeme === 'kairos' && ici && la && ici !== la ? [seulConstat(ecart(objet, ici, la, 'publierSession'))] : [];
      }),
      ...(tenue.debut !== s.debut || tenue.fin !== s.fin
        ? [selonVitrine(systeme, ecart('DATES', dates(s.debut, s.fin), dates(tenue.debut, tenue.fin), 'publierSession'))]
        : []),
    ];
  });

const selonVitrine = (systeme: Vitrine, ecart: Ecart): Ecart => (systeme === 'kairos' ? seulConstat(ecart) : ecart);

export type CreneauConnu = { creneau: string; session: string; debut: string; fin: string; annule: boolean; origine: string; fini?: boolean };
export type CreneauDit = { debut: string; fin: string; annule: boolean } | null;

export const ecartsCreneau = (c: CreneauConnu, tenus: Partial<Record<Vitrine, CreneauDit>>): Ecart[] =>
  VITRINES.flatMap((systeme): Ecart[] => {
    const tenu = tenus[systeme];
    if (tenu === undefined) return [];
    const ecart = (objet: Objet, hub: string, partenaire: string | null, operation: string): Ecart => ({
      cle: `${systeme}.${objet}`,
      cause: 'DONNEES_DIVERGENTES',
      systeme,
      objet,
      hub,
      partenaire,
      // What was typed in Kairos is Kairos's to say.
      ...((systeme !== 'kairos' || (objet === 'CRENEAU' && c.origine !== 'KAIROS')) && {
        reparation: { operation: `${systeme}.${operation}`, arg: { creneau: c.creneau } },
      }),
    });
    // Whoever forgot a slot that is cancelled or over misses nothing.
    if (tenu === null) return c.annule || c.fini ? [] : [ecart('CRENEAU', c.creneau, null, 'publierCreneau')];
    if (tenu.annule !== c.annule) return [ecart('ANNULATION', ouiNon(c.annule), ouiNon(tenu.annule), c.annule ? 'annulerCreneau' : 'publierCreneau')];
    const memes = Date.parse(tenu.debut) === Date.parse(c.debut) && Date.parse(tenu.fin) === Date.parse(c.fin);
    return memes ? [] : [ecart('HORAIRES', c.debut, tenu.debut, 'deplacerCreneau')];
  });

const ouiNon = (annule: boolean): string => (annule ? 'annulé' : 'maintenu');
