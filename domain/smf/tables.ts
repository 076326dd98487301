/**
 * The tables of Saisir ma formation, and what each code is elsewhere (R14, §c.3). A code means nothing without its table and its label:
 * none is passed through. What the slides do not show is our own assumption, and says so in `version`.
 */
import { sansAccents, typo } from '../francais.ts';

export type EntreeTable = {
  libelle: string;
  /** The code of LHEO, null when LHEO has none. */
  lheo: string | null;
  /** How Kairos names it, where it has a name of its own. */
  kairos?: string;
};
export type Table = { nom: string; version: string; codes: Readonly<Record<string, EntreeTable>> };

const entree = (libelle: string, lheo: string | null, kairos?: string): EntreeTable => ({ libelle, lheo, ...(kairos && { kairos }) });
const table = <T extends Table>(t: T): T => t;

export const TABLES_SMF = {
  /** The trap of screen 3: code 2 is « présentiel et à distance » here, « entièrement à distance » in LHEO. */
  enseignement: table({
    nom: 'session en centre et / ou à distance',
    version: '2020 (code 2) et hypothèse (codes 1 et 3)',
    codes: { 1: entree('Formation en présentiel', '0'), 2: entree('Formation en présentiel et à distance', '1'), 3: entree('Formation à distance', '2') },
  }),
  entreesSorties: table({
    nom: 'modalité d’entrée / sortie',
    version: '2020',
    codes: { 0: entree('Entrées / Sorties à dates fixes', '0'), 1: entree('Entrées / Sorties permanentes', '1') },
  }),
  /** The trap of screen 6: 41 here, 2 in LHEO, 41N in Kairos. */
  financement: table({
    nom: 'financement de la session',
    version: '2020 (code 41) et hypothèse (les autres)',
    codes: {
      41: entree('Conseil Régional', '2', '41N'),
      42: entree('Conseil départemental', '8'),
      43: entree('Commune', '9'),
      44: entree('Autre collectivité territoriale', '15'),
      51: entree('Pôle emploi', '4'),
      52: entree('AGEFIPH', '7'),
      53: entree('OPCO', '16'),
      54: entree('Transition Pro', '17'),
      61: entree('État, ministère chargé de l’emploi', '11'),
      62: entree('État, ministère de l’éducation nationale', '12'),
      63: entree('État, autre', '13'),
      64: entree('État, ministère de l’intérieur', '19'),
      65: entree('OFII', '20'),
      66: entree('LADOM', '18'),
      67: entree('ACSÉ', '6'),
      71: entree('Fonds social européen', '3'),
      72: entree('Autre fonds européen', '14'),
      81: entree('Entreprise', '5'),
      82: entree('Bénéficiaire de l’action', '10'),
      99: entree('Autre', '0'),
    },
  }),
  objectifGeneral: table({
    nom: 'objectif général de la formation',
    version: '2020 (code 9) et LHEO 2.2 (les autres)',
    codes: {
      2: entree('Perfectionnement, élargissement des compétences', '2'),
      4: entree('Création d’entreprise', '4'),
      5: entree('Remise à niveau, maîtrise des savoirs de base, initiation', '5'),
      6: entree('Certification', '6'),
      7: entree('Professionnalisation', '7'),
      8: entree('Préparation à la qualification', '8'),
      9: entree('(Re)mobilisation, aide à l’élaboration de projet professionnel', '9'),
    },
  }),
  /** R14: how candidates are chosen, not how they meet the OF: none of these opens a slot in Kairos. */
  modalitesRecrutement: table({
    nom: 'modalités de recrutement',
    version: '2020 (codes 01 et 06 rétablis)',
    codes: {
      '01': entree('sur dossier', '3'),
      '02': entree('sur entretien', '8'),
      '03': entree('sur test', '4'),
      '04': entree('Lettre de motivation', null),
      '05': entree('Curriculum Vitae', null),
      '06': entree('sur concours', '2'),
      '07': entree('sur épreuves écrites', '5'),
      '08': entree('Parcoursup', null),
      '09': entree('méthode de recrutement par simulation', '1'),
    },
  }),
  disponibilite: table({
    nom: 'disponibilité',
    version: '2020 (code 1) et hypothèse (les autres)',
    codes: { 1: entree('Places disponibles', null), 2: entree('Liste d’attente', null), 3: entree('Complet', null) },
  }),
} as const;
export type NomTable = keyof typeof TABLES_SMF;

const normaliser = (texte: string): string =>
  sansAccents(texte)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    // The screen itself writes « en présentielle et à distance ».
    .replace(/presentielle/g, 'presentiel');

export type CodeLu = { ok: true; code: string; entree: EntreeTable } | { ok: false; message: string };

/** Reads « 2 » or, as the screen shows it, « 2 - Formation en présentiel et à distance ». A label that is not the table's is another version's. */
export const lireCode = (nom: NomTable, saisi: string): CodeLu => {
  const t: Table = TABLES_SMF[nom];
  const [, code = saisi.trim(), libelle] = /^\s*(\w+)\s*(?:-\s*(\S.*?))?\s*$/.exec(saisi) ?? [];
  const trouvee = Object.hasOwn(t.codes, code) ? t.codes[code] : undefined;
  if (!trouvee) {
    const admis = Object.entries(t.codes).map(([c, { libelle: l }]) => `${c} (${l})`);
    return { ok: false, message: typo(`Ce code n’est pas dans la table « ${t.nom} » de Saisir ma formation. Codes admis : ${admis.join(', ')}.`) };
  }
  if (libelle !== undefined && normaliser(libelle) !== normaliser(trouvee.libelle))
    return {
      ok: false,
      message: typo(`Dans la table « ${t.nom} », le code ${code} est « ${trouvee.libelle} » : ce libellé vient d’une autre version, il n’est pas traduit.`),
    };
  return { ok: true, code, entree: trouvee };
};

/** The code of SMF for one of LHEO; undefined when SMF has none. */
export const codeDeLheo = (nom: NomTable, lheo: string | undefined): string | undefined =>
  Object.entries<EntreeTable>(TABLES_SMF[nom].codes).find(([, e]) => lheo !== undefined && e.lheo === lheo)?.[0];

/** The code of SMF for a label of its table, or for the code itself, as it once travelled. */
export const codeDuLibelle = (nom: NomTable, dit: string | undefined): string | undefined =>
  Object.entries<EntreeTable>(TABLES_SMF[nom].codes).find(([code, e]) => dit !== undefined && [code, e.libelle].includes(dit))?.[0];

/** « 41N »: how Kairos begins the number of a funding, for the code of LHEO; undefined when it has no name of its own. */
export const prefixeKairos = (financeur: string): string | undefined =>
  Object.values<EntreeTable>(TABLES_SMF.financement.codes).find((e) => e.lheo === financeur)?.kairos;

/** The entry of a code already controlled. */
export const entreeDe = (nom: NomTable, code: string): EntreeTable => {
  const lu = lireCode(nom, code);
  if (!lu.ok) throw new Error(lu.message);
  return lu.entree;
};
