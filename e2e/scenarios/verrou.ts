/** The lock and the places, as people live them: two doors at one moment, an absence that is presumed, a waiting list. */
import { expect } from 'vitest';
import * as c from '../outils/chaine.ts';
import { ico, session } from './catalogue.ts';
import { apresReunion, type Candidat, JOUR, type Monde } from './monde.ts';

const idDE = (rang: number): string => c.personne(rang).idDE;

/** R27: two doors at the very same moment: one of the two is refused, wherever it was typed, and each tool ends by showing the same. */
export const deuxPortes = async (m: Monde): Promise<void> => {
  const n = 16;
  const rangs = { audef: 1016, kairos: 1116, api: 1216 };
  const elle = (rang: number) => m.pilote.acte('ouiform', 'positionnement.cree', m.demande(rang, 'ML', ico(n)));
  const issues = await Promise.all([
    ...Object.values(rangs).map(elle),
    m.pilote.acte('audef', 'positionnement.cree', m.demande(rangs.audef, 'PE', ico(n, 2))),
    m.pilote.acte('kairos', 'positionnement.cree', m.demande(rangs.kairos, 'OF', ico(n, 2))),
    c.positionner(m.pilote, m.demande(rangs.api, 'PE', ico(n, 2)), 'scenario-16'),
  ]);
  // Taken, or refused by a tool that had heard of the other one in the meantime.
  for (const { statut, corps } of issues) expect([200, 202, 409], JSON.stringify(corps)).toContain(statut);
  for (const rang of Object.values(rangs)) {
    const tenus = async () => (await m.inscrits(n)).filter((i) => i.nom === c.personne(rang).nom);
    const [tenu] = await m.voir(`une place pour Candidat${rang}`, tenus, (l) => l.length === 1);
    type Vus = { creneau?: string; statut: string }[];
    const dans = () => m.pilote.vue<Vus>('ouiform', `parcours?idDE=${idDE(rang)}`);
    // The organisme's own, taken up by the mission locale (S8), is the same appointment: nobody was refused.
    const encours = (l: Vus) => l.filter((x) => x.statut === 'CONFIRME').length;
    await m.voir(`OUIFORM d’accord pour Candidat${rang}`, dans, (l) => encours(l) >= 1 && l.every((x) => ['CONFIRME', 'REFUSE'].includes(x.statut)));
    await m.etape(await m.suivre(n, rang), 'CONVOQUE');
    expect([ico(n), ico(n, 2)]).toContain(tenu?.creneau);
  }
};

/** G2: past the delay, who was not said to have come is held for absent: marked, told, undone by whoever says otherwise. */
export const absencePresumee = async (m: Monde): Promise<void> => {
  const n = 17;
  const p = await m.parApi(1017, m.demande(1017, 'PE', ico(n)));
  await m.temps.jusqua(Date.parse((await m.creneau(n, ico(n))).fin) + 11 * JOUR); // five working days at least
  await m.etape(p, 'ABSENT');
  const presume = await m.parcours(p);
  expect(presume.situation.phrase).toMatch(/l’absence est présumée/);
  expect(presume.chronologie.map((x) => x.fait)).toContain('ABSENCE_PROVISOIRE');
  expect((await m.dansKairos(n, p.rang, (i) => i.presence !== null)).presence).toBe('ABSENT');
  const encore = await m.parApi(1017, m.demande(1017, 'PE', ico(n, 2)), 'scenario-17-encore');
  expect(encore.parcours).toBe(p.parcours);
  // She had come after all: the first meeting says so everywhere, the second one stands.
  const qui = { creneau: ico(n) };
  await m.acte('kairos', 'presence.saisie', { ...qui, presences: [{ positionnement: p.id, presence: 'PRESENT' }] });
  await m.acte('kairos', 'suite.saisie', { ...qui, suites: [{ positionnement: p.id, suite: 'NON_RETENU' }] });
  const suivi = () => m.pilote.vue<{ positionnement: string }[]>('ouiform', `parcours?idDE=${idDE(1017)}`);
  const attendu = { statut: 'HONORE', presence: 'PRESENT', suite: 'NON_RETENU' };
  await m.voir('la présence dans OUIFORM', suivi, (l) => l.some((x) => x.positionnement === p.id && JSON.stringify(x).includes('NON_RETENU')));
  expect((await suivi()).find((x) => x.positionnement === p.id)).toMatchObject(attendu);
  const lu = await m.parcours(p);
  expect(lu.etape).toBe('CONVOQUE');
  expect(lu.positionnements).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: p.id, ...attendu }), expect.objectContaining({ id: encore.id, statut: 'CONFIRME' })]),
  );
  expect(lu.chronologie.map((x) => x.fait)).toContain('PRESENCE_CORRIGEE');
};

/** R41, §d.2: a registration cancelled with its motif gives its place to the oldest of the waiting list; declined there, to the next. */
export const listeAttente = async (m: Monde): Promise<void> => {
  const n = 18;
  const motif = 'Raison matérielle (logement, santé, finances)';
  const [inscrite, premiere, seconde] = await Promise.all(([1018, 1118, 1218] as const).map((rang) => m.parApi(rang, m.demande(rang, 'PE', ico(n)))));
  if (!inscrite || !premiere || !seconde) return expect.fail();
  await apresReunion(m, n, ico(n));
  const decider = async (p: Candidat, suite: string, etape: string) => {
    const presences = [{ positionnement: p.id, presence: 'PRESENT', suite }];
    const { statut, corps } = await m.pilote.api(`/api/v1/creneaux/${ico(n)}/presences`, { method: 'POST', json: { presences } });
    expect(statut, JSON.stringify(corps)).toBe(202);
    await m.etape(p, etape);
  };
  await decider(inscrite, 'RETENU', 'AIS_GENEREE');
  await decider(premiere, 'LISTE_ATTENTE', 'LISTE_ATTENTE');
  await decider(seconde, 'LISTE_ATTENTE', 'LISTE_ATTENTE');
  await m.acte('kairos', 'inscription.annulee', { parcours: inscrite.parcours, motif });
  await m.etape(inscrite, 'INSCRIPTION_ANNULEE');
  expect((await m.pilote.api<{ motif: string }>(`/api/v1/positionnements/${inscrite.id}`)).corps.motif).toBe(motif);
  await m.dansAude(inscrite.rang, (d) => d.ais.length === 0);
  const faits = async (p: Candidat) => (await m.parcours(p)).chronologie.map((x) => x.fait);
  const offerte = (p: Candidat) =>
    m.voir(
      `la place offerte à Candidat${p.rang}`,
      () => faits(p),
      (l) => l.includes('PLACE_LIBEREE'),
    );
  await offerte(premiere);
  expect(await faits(seconde)).not.toContain('PLACE_LIBEREE');
  await decider(premiere, 'NON_RETENU', 'NON_RETENU');
  await offerte(seconde);
  await decider(seconde, 'RETENU', 'AIS_GENEREE');
  await m.voir(
    'une AIS dans AUDEF',
    () => m.pilote.vue<{ aisEnregistrees: number }>('audef', `sessions/${session(n)}`),
    (v) => v.aisEnregistrees === 1,
  );
};
