/** A regional catalogue in LHEO, always the same for the same seed and reference date. */
import { dateLheo } from '../domain/lheo/dates.ts';
import { type ActionLheo, type Adresse, Formation, type OrganismeLheo, type SessionLheo } from '../domain/lheo/modele.ts';
import { jourApres, type Profil, recrutementsDe } from './creneaux.ts';
import { createHasard, type Hasard } from './hasard.ts';
import { METIERS, type Metier } from './metiers.ts';
import { genererOrganismes, type OrganismeSeme } from './organismes.ts';

export type Graine = { graine: number; reference: Date };
const ORGANISMES = 36;
const vide = { attributs: {}, autres: [] };

/** The profiles of an action's sessions, by turns: the first formations hold those that the demonstration plays with. */
const PROFILS: readonly (readonly Profil[])[] = [
  ['proche', 'ouverte', 'permanente'],
  ['proche', 'ouverte', 'sansCreneau'],
  ['ouverte', 'ouverte', 'fermee'],
  ['ouverte', 'sansEtat', 'terminee'],
  ['proche', 'bientot', 'suspendue'],
  ['ouverte', 'sansCreneau', 'ouverte'],
];
/** Days from the reference to the first and last day of the session. */
const DATES: Record<Profil, readonly [number, number]> = {
  proche: [12, 140],
  ouverte: [35, 180],
  permanente: [-120, 600],
  sansCreneau: [40, 160],
  sansEtat: [50, 200],
  fermee: [5, 120],
  suspendue: [60, 240],
  terminee: [-220, -60],
  bientot: [9, 100],
};
const ETATS: Partial<Record<Profil, string>> = { fermee: '2', suspendue: '3', terminee: '2' };

/** The first number is that of the oldest session: what tells whether these seeds are already in. */
export const PREMIERE_SESSION = '203001';
const numeroSession = (formation: number, rang: number): string => String(203_001 + formation * 10 + rang);

export const genererCatalogue = ({ graine, reference }: Graine): Formation[] => {
  const hasard = createHasard(graine);
  const organismes = genererOrganismes(hasard, ORGANISMES);
  return METIERS.map((metier, n) => formation(metier, n, organismes, reference, hasard));
};

/** Sessions by profile, in the order of their numbers. */
export const sessionsDuProfil = (profil: Profil): string[] =>
  METIERS.flatMap((_, n) => profilsDe(n).flatMap((p, rang) => (p === profil ? [numeroSession(n, rang)] : [])));

const profilsDe = (n: number): readonly Profil[] => PROFILS[n % PROFILS.length] ?? [];

const formation = (metier: Metier, n: number, organismes: readonly OrganismeSeme[], reference: Date, hasard: Hasard): Formation => {
  const tenant = organismes[n % organismes.length] ?? organismes[0];
  if (!tenant) throw new Error('no organisme');
  const second = organismes[(n * 7 + 11) % organismes.length] ?? tenant;
  // R11: a single window, several bodies that deliver.
  const formateurs = metier.intitule.startsWith('#Avenir') ? [tenant, second] : [n % 5 === 3 ? second : tenant];
  return Formation.parse({
    numero: `28_AF_00009${String(n + 1).padStart(5, '0')}`,
    formacodes: [{ code: metier.formacode, ref: 'V14', tag: 'principal' }],
    rome: [metier.rome],
    intitule: metier.intitule,
    objectif: `Acquérir les compétences du métier visé et réussir son entrée en emploi : ${metier.intitule}.`,
    resultats: metier.certifiante ? 'Certification professionnelle ou blocs de compétences' : 'Attestation de fin de formation',
    contenu: 'Accueil et positionnement. Gestes professionnels en plateau technique. Sécurité et environnement. Période en entreprise. Recherche d’emploi.',
    certifiante: metier.certifiante,
    contacts: [contact(tenant)],
    parcours: metier.intitule.startsWith('#Avenir') ? '2' : hasard.choisir(['1', '4', '3']),
    niveauEntree: metier.niveau,
    objectifGeneral: metier.objectif,
    actions: [action(metier, n, formateurs, reference, hasard)],
    organisme: responsable(tenant),
  });
};

const action = (metier: Metier, n: number, formateurs: readonly OrganismeSeme[], reference: Date, hasard: Hasard): ActionLheo => {
  const profils = profilsDe(n);
  const lieu = formateurs[0];
  const entreprise = Math.round(metier.heures * 0.25);
  return {
    ...vide,
    numero: `A9${String(25_001 + n).padStart(5, '0')}`,
    rythme: hasard.choisir(['Temps plein', 'Temps plein, cinq jours par semaine', 'Temps partiel']),
    publics: [{ code: '83056', ref: 'V14' }],
    niveauEntreeObligatoire: false,
    alternance: `${entreprise} h en entreprise`,
    enseignement: hasard.choisir(['0', '1']),
    conditions: 'Projet professionnel travaillé avec un conseiller.',
    priseEnChargeFrais: true,
    lieux: lieu
      ? [{ ...vide, siret: lieu.siret, coordonnees: { ...vide, nom: lieu.nom, lignes: [], adresse: adresse(lieu), telephones: [], portables: [], web: [] } }]
      : [],
    entreesSorties: profils.includes('permanente') ? '1' : '0',
    sessions: profils.map((profil, rang) => session(profil, numeroSession(n, rang), lieu, reference, hasard)),
    datesInformation: [],
    modalitesRecrutement: 'Information collective puis entretien individuel.',
    heuresCentre: metier.heures - entreprise,
    heuresEntreprise: entreprise,
    heuresTotal: metier.heures,
    conventionnement: true,
    formateurs: formateurs.map((f) => ({ ...vide, siret: f.siret, raisonSociale: f.nom, contacts: [contact(f)] })),
    financeurs: [
      { ...vide, code: '2', places: hasard.entier(10, 16) },
      ...(hasard.pourcent(35) ? [{ ...vide, code: '4', places: hasard.entier(2, 6) }] : []),
      ...(hasard.pourcent(15) ? [{ ...vide, code: '7', places: hasard.entier(1, 3) }] : []),
    ],
  };
};

const session = (profil: Profil, numero: string, lieu: OrganismeSeme | undefined, reference: Date, hasard: Hasard): SessionLheo => {
  const [de, a] = DATES[profil];
  const decalage = hasard.entier(0, 6);
  return {
    ...vide,
    numero,
    debut: dateLheo(jourApres(reference, de + decalage)),
    fin: dateLheo(jourApres(reference, a + decalage)),
    adresseInscription: adresse(lieu),
    etatRecrutement: profil === 'sansEtat' ? undefined : (ETATS[profil] ?? '1'),
    recrutements: recrutementsDe(profil, numero, reference, hasard),
    contacts: [],
  };
};

const adresse = (o: OrganismeSeme | undefined): Adresse => ({
  ...vide,
  lignes: [o?.rue ?? 'Accueil'],
  codePostal: o?.commune.codePostal ?? '76000',
  ville: o?.commune.nom ?? 'ROUEN',
  departement: (o?.commune.codePostal ?? '76').slice(0, 2),
  codeInsee: o?.commune.codeInsee,
  region: '28',
  pays: 'FR',
});

const contact = (o: OrganismeSeme) => ({
  ...vide,
  type: '4',
  coordonnees: { ...vide, nom: 'Accueil', lignes: [], telephones: [o.telephone], portables: [], courriel: o.courriel, web: [] },
});

const responsable = (o: OrganismeSeme): OrganismeLheo => ({
  ...vide,
  numeroActivite: o.nda,
  siret: o.siret,
  nom: o.nom,
  raisonSociale: o.nom,
  coordonnees: { ...vide, lignes: [], adresse: adresse(o), telephones: [], portables: [], web: [] },
  contacts: [contact(o)],
});
