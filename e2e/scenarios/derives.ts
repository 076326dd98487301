/** Somebody's hand in the partners' own tables, once the scenarios are over: what the reconciliation says, and puts right. */
import { expect } from 'vitest';
import { attendreQue, type Pilote } from '../../cli/pilote.ts';
import type { BilanRapprochement } from '../../domain/bilan-rapprochement.ts';
import type { Systeme } from '../../domain/codes.ts';
import { jourChiffre } from '../../domain/francais.ts';
import { comparer } from '../outils/comparer.ts';

type Tenu = { positionnement: string | null; parcours: string | null; session: string; faits: Record<string, string>; details: Record<string, string> };
type Bloque = { id: string; sujet: { parcours?: string; systeme?: string; valeurHub?: string; valeurPartenaire?: string }; situation: { phrase: string } };

const AUTRE_JOUR = '2031-01-15';
const DELAI_MS = 90_000;
let gestes = 0;

const demander = async <T>(pilote: Pilote, code: Systeme, chemin: string, json: unknown): Promise<T> => {
  const { corps, statut } = await pilote.appeler<T>(`${pilote.urls.systemes[code]}${chemin}`, {
    method: 'POST',
    jeton: pilote.demarrage.cleSystemes,
    json,
    headers: { 'idempotency-key': `geste:${++gestes}` },
  });
  expect(statut, `${code} ${chemin} : ${JSON.stringify(corps)}`).toBe(200);
  return corps;
};
const tenus = async (pilote: Pilote, code: Systeme, references?: string[]): Promise<Tenu[]> =>
  (await demander<{ elements: Tenu[] }>(pilote, code, '/etat/candidats', references ? { references } : { apres: '', taille: 500 })).elements;

/** As the team reads it in the dashboard. */
const lireEcran = async (pilote: Pilote, chemin: string): Promise<unknown> => {
  const { courriel, motDePasse } = pilote.demarrage.comptes.find((x) => x.role === 'ADMIN') ?? expect.fail();
  const url = `${pilote.urls.api}/api/admin`;
  const entree = await pilote.appeler(`${url}/session`, {
    method: 'POST',
    json: { courriel, motDePasse },
    headers: { origin: new URL(pilote.urls.api).origin },
  });
  const cookie = entree.entetes.getSetCookie().map((x) => x.split(';')[0]);
  const { statut, corps } = await pilote.appeler(`${url}${chemin}`, { headers: { cookie: cookie.join('; ') } });
  expect(statut).toBe(200);
  return corps;
};

/** « 15/01/2031 ». */

export const deriver = async (pilote: Pilote): Promise<void> => {
  const bloques = async (): Promise<Bloque[]> =>
    (await pilote.api<{ elements: Bloque[] }>('/api/v1/blocages?cause=DONNEES_DIVERGENTES&taille=200')).corps.elements;

  const vu = (await tenus(pilote, 'ouiform')).find((t) => t.parcours && t.positionnement && t.faits['ENTREE'] && t.faits['BILAN']);
  const { parcours, positionnement } = vu ?? expect.fail('personne n’est sorti de formation');
  const noms = [parcours ?? '', positionnement ?? ''];
  const entree = vu?.faits['ENTREE'] ?? '';
  const chez = async (code: Systeme): Promise<Tenu | undefined> => (await tenus(pilote, code, noms)).find((t) => t.faits['ENTREE']);

  // OUIFORM and Kairos now say another day of entry; AUDEF says a slot where she never went.
  await demander(pilote, 'ouiform', '/suivis', { positionnement, parcours, entree: AUTRE_JOUR });
  await demander(pilote, 'audef', '/suivis', { positionnement, parcours, creneau: 'ailleurs' });
  await demander(pilote, 'kairos', '/entrees', { parcours, date: AUTRE_JOUR });

  const vues = new Map<string, BilanRapprochement['details'][number]>();
  await attendreQue(
    'les trois différences',
    async () => {
      for (const d of (await comparer(pilote, 1)).details.filter((x) => x.flux === `parcours:${parcours}`)) vues.set(`${d.systeme} ${d.objet}`, d);
      return [...vues.keys()].sort();
    },
    (cles) => cles.length >= 3,
    DELAI_MS,
  );
  expect(Object.fromEntries(vues)).toMatchObject({
    'ouiform ENTREE': { hub: entree, partenaire: AUTRE_JOUR, repare: true },
    'kairos ENTREE': { hub: entree, partenaire: AUTRE_JOUR, repare: false },
    'audef CRENEAU_CHOISI': { partenaire: 'ailleurs', repare: true },
  });
  expect(vues.size).toBe(3);

  // The rule is clear for those who repeat: told again, with its line in the journal of the path.
  await attendreQue(
    'OUIFORM remis d’accord',
    () => chez('ouiform'),
    (t) => t?.faits['ENTREE'] === entree,
    DELAI_MS,
  );
  await attendreQue(
    'AUDEF remis d’accord',
    () => chez('audef'),
    (t) => t?.details['CRENEAU_CHOISI'] === vu?.details['CRENEAU_CHOISI'],
    DELAI_MS,
  );
  // Kairos owns the entry: both values, side by side, for whoever can say which is right.
  const siens = async () => (await bloques()).filter((b) => b.sujet.parcours === parcours);
  const [bloque] = await attendreQue('Kairos et Maillon côte à côte', siens, (l) => l.length > 0, DELAI_MS);
  expect(bloque).toMatchObject({ sujet: { systeme: 'kairos', valeurHub: entree, valeurPartenaire: AUTRE_JOUR } });
  expect(bloque?.situation.phrase).toContain('l’entrée');
  for (const jour of [entree, AUTRE_JOUR]) expect(bloque?.situation.phrase).toContain(jourChiffre(jour));
  const ecran = JSON.stringify(await lireEcran(pilote, '/blocages?cause=DONNEES_DIVERGENTES&taille=200'));
  for (const jour of [entree, AUTRE_JOUR]) expect(ecran).toContain(jourChiffre(jour));

  // Put right in Kairos: the next comparison lifts it.
  await demander(pilote, 'kairos', '/entrees', { parcours, date: entree });
  await attendreQue(
    'plus rien ne diffère',
    async () => [await comparer(pilote, 1).then((b) => b.details), (await siens()).length] as const,
    ([details, restent]) => details.length === 0 && restent === 0,
    DELAI_MS,
  );
};
