/** Complete candidate paths, through the doors: positioned, met, retained, registered, entered; all systems told, all of it read back. */
import { attendreQue, type Pilote } from '../cli/pilote.ts';
import { SYSTEMES } from '../domain/codes.ts';
import { jourParis } from '../domain/ouvres.ts';
import { catalogueAvenir } from '../seeds/avenir.ts';
import { enParallele, mesurer } from './mesure.ts';

export type Terrain = { session: string; creneau: string };
type Accepte = { id: string; parcours: string; statut: string };

const SESSION = 990_001;

/** A session with one meeting that everybody fits in, within a day. `rang`: another session each time, since the calendar moves between them. */
export const preparerTerrain = async (p: Pilote, places: number, rang = 0): Promise<Terrain> => {
  const maintenant = await p.maintenant();
  const session = String(SESSION + rang);
  const depot = await p.api('/api/v1/catalogues', {
    method: 'POST',
    body: catalogueAvenir(new Date(maintenant)).replaceAll(String(SESSION), session),
    headers: { 'content-type': 'application/xml' },
  });
  if (depot.statut !== 202) throw new Error(`Le catalogue est refusé : ${depot.statut}`);
  const lire = async () => (await p.vue<{ creneau: string }[]>('kairos', `sessions/${session}/creneaux`)) ?? [];
  await attendreQue('la session dans Kairos', lire, (c) => Array.isArray(c) && c.length > 0);
  const debut = maintenant + 20 * 3_600_000;
  const json = {
    session,
    modalite: 'ICO',
    debut: new Date(debut).toISOString(),
    fin: new Date(debut + 2 * 3_600_000).toISOString(),
    lieu: { nom: 'Grande salle', lignes: ['1 rue des Exemples'], codePostal: '76600', ville: 'LE HAVRE' },
    places,
    pieces: [],
    commentaire: null,
  };
  const cree = await p.api<{ id: string }>('/api/v1/creneaux', { method: 'POST', json, headers: { 'idempotency-key': `banc-${debut}` } });
  if (cree.statut >= 300) throw new Error(`Le créneau est refusé : ${JSON.stringify(cree.corps)}`);
  await attendreQue('le créneau dans Kairos', lire, (c) => c.some((x) => x.creneau === cree.corps.id));
  return { session, creneau: cree.corps.id };
};

const demande = (t: Terrain, i: number) => ({
  personne: {
    idDE: `${String(1_000_000 + i).slice(-7)}Z`,
    nom: `Nom${i}`,
    prenom: `Prenom${i}`,
    courriel: `p${i}@candidat.example`,
    telephone: '0600000000',
    adresse: { codePostal: '76600', ville: 'LE HAVRE' },
  },
  session: t.session,
  creneau: t.creneau,
  argumentaire: 'Motivation confirmée.',
});

/** R34: PE prescribes four in five, and its advisers position in AUDEF. */
const prescrire = async (p: Pilote, t: Terrain, i: number): Promise<void> => {
  if (i % 5 === 0) {
    await positionner(p, t, i);
    return;
  }
  const prescripteur = { reseau: 'PE', structure: 'Agence de Rouen', nom: 'Conseillère' };
  const r = await p.acte('audef', 'positionnement.cree', { ...demande(t, i), prescripteur });
  if (r.statut >= 300) throw new Error(`Positionnement ${i} dans AUDEF : ${r.statut} ${JSON.stringify(r.corps)}`);
};

/** `essai`: another request of the same prescriber for the same person. */
export const positionner = async (p: Pilote, t: Terrain, i: number, essai = ''): Promise<Accepte> => {
  const json = {
    ...demande(t, i),
    prescripteur: { reseau: 'ML', structure: 'Mission locale de Rouen', nom: 'Conseillère' },
    dossierImilo: { id: `IM-${i}`, synchronise: true },
  };
  const r = await p.api<Accepte>('/api/v1/positionnements', {
    method: 'POST',
    jeton: p.cle('CLIENT_API', 'ML'),
    json,
    headers: { 'idempotency-key': `banc-${i}${essai}` },
  });
  if (r.statut !== 202) throw new Error(`Positionnement ${i} : ${r.statut} ${JSON.stringify(r.corps)}`);
  return r.corps;
};

export type Chemins = { parSeconde: number; secondes: number; effets: number; ecritures: number; transitions: number };
/** What the benchmark reads beside the doors, so that looking costs the measured instance nothing. */
export type Regard = {
  positionnes(creneau: string): Promise<{ id: string; parcours: string }[]>;
  /** Paths whose active positioning is on this slot. */
  compter(creneau: string, etape: string): Promise<number>;
  /** Turns written to the hub, per path. */
  ecritures(parcours: string[]): Promise<number>;
  transitions(parcours: string): Promise<number>;
};

/** `nombre` paths, `ensemble` at once. The jumps of the calendar between the phases are not counted. */
export const mesurerChemins = async (p: Pilote, regard: Regard, t: Terrain, nombre: number, ensemble: number, depuis: number): Promise<Chemins> => {
  const avant = await compterEffets(p);
  const tous = async (etape: string) =>
    attendreQue(
      `${nombre} parcours à l’étape ${etape}`,
      () => regard.compter(t.creneau, etape),
      (n) => n >= nombre,
      600_000,
    );
  let secondes = await mesurer(async () => {
    await enParallele(nombre, ensemble, async (i) => {
      await prescrire(p, t, depuis + i);
    });
    await tous('CONVOQUE');
  });
  const faits = await regard.positionnes(t.creneau);
  await p.avancer('P1D');
  secondes += await mesurer(async () => {
    const presences = faits.map(({ id }) => ({ positionnement: id, presence: 'PRESENT', suite: 'RETENU' }));
    const r = await p.api(`/api/v1/creneaux/${t.creneau}/presences`, { method: 'POST', json: { presences } });
    if (r.statut >= 300) throw new Error(`Présences : ${r.statut} ${JSON.stringify(r.corps)}`);
    await tous('AIS_GENEREE');
  });
  await p.avancer('P12D');
  await tous('ENTREE_A_VALIDER');
  const date = jourParis(await p.maintenant());
  secondes += await mesurer(async () => {
    await enParallele(nombre, ensemble, async (i) => {
      const r = await p.api(`/api/v1/parcours/${faits[i]?.parcours}/entree`, { method: 'POST', json: { date } });
      if (r.statut >= 300) throw new Error(`Entrée ${i} : ${r.statut} ${JSON.stringify(r.corps)}`);
    });
    await tous('EN_FORMATION');
  });
  const parcours = faits.map((f) => f.parcours);
  const [effets, ecritures, transitions] = await Promise.all([compterEffets(p), regard.ecritures(parcours), regard.transitions(parcours[0] as string)]);
  return { parSeconde: nombre / secondes, secondes, effets: (effets - avant) / nombre, ecritures, transitions };
};

/** Effects kept in the ledgers of the eight partners. */
const compterEffets = async (p: Pilote): Promise<number> => {
  const ledgers = await Promise.all(SYSTEMES.map((code) => p.ledger(code)));
  return ledgers.flat().filter((l) => !l.rejeu && /^(parcours|creneau):/.test(l.cle)).length;
};
