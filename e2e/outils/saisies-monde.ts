/** A session of its own, somebody on it from each door, and the pages of its organisme as its links open them. */
import { expect } from 'vitest';
import { attendreQue, type Pilote } from '../../cli/pilote.ts';
import type { Systeme } from '../../domain/codes.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { catalogueAvenir } from '../../seeds/avenir.ts';
import * as c from './chaine.ts';

export const SESSION = '990201';
export const ICO = `ICO-${SESSION}-1`;
export const ICO_2 = `ICO-${SESSION}-2`;
export const PLAGE = `CAND-${SESSION}-1`;
export const JOUR = 86_400_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Named after the door that sent them, or what becomes of them. */
const GENS = { ml: 31, pe: 32, cap: 33, de: 34, of: 35, attente: 36, candidature: 37, parti: 38 } as const;
export type Qui = keyof typeof GENS;
export type Monde = ReturnType<typeof createMonde>;

export const createMonde = (pilote: Pilote) => {
  const suivis = new Map<Qui, { id: string; parcours: string }>();
  const de = (qui: Qui) => suivis.get(qui) ?? expect.fail(`${qui} n’a pas été positionné`);
  const idDE = (qui: Qui) => c.personne(GENS[qui]).idDE;
  const dossier = (qui: Qui) => `IM-${GENS[qui]}`;

  const inscrits = () => pilote.vue<c.Inscrit[]>('kairos', `sessions/${SESSION}/inscrits`);
  const inscrit = async (qui: Qui) => (await inscrits()).findLast((i) => i.nom === c.personne(GENS[qui]).nom);
  const demande = (qui: Qui, reseau: c.Reseau, creneau: string, plus = {}) => c.demande(GENS[qui], reseau, creneau, { session: SESSION, ...plus });
  const parApi = async (qui: Qui, reseau: c.Reseau, creneau: string, plus = {}) => {
    const r = await c.positionner(pilote, demande(qui, reseau, creneau, plus), `saisies-${qui}`);
    expect(r.statut, JSON.stringify(r.corps)).toBe(202);
    suivis.set(qui, r.corps);
  };
  const parActe = async (systeme: Systeme, type: string, qui: Qui, reseau: c.Reseau, creneau: string) => {
    expect((await pilote.acte(systeme, type, demande(qui, reseau, creneau))).statut).toBe(200);
    const vu = await attendreQue(
      `${qui} dans Kairos`,
      () => inscrit(qui),
      (i) => i !== undefined && UUID.test(i.positionnement),
      60_000,
    );
    const id = vu?.positionnement ?? '';
    suivis.set(qui, { id, parcours: (await pilote.api<{ parcours: string }>(`/api/v1/positionnements/${id}`)).corps.parcours });
  };

  /** A session of its own, and somebody from each door on its slots. */
  const ouvrir = async (): Promise<void> => {
    const xml = catalogueAvenir(new Date(await pilote.maintenant())).replaceAll('990001', SESSION);
    expect((await pilote.api('/api/v1/catalogues', { method: 'POST', body: xml, headers: { 'content-type': 'application/xml' } })).statut).toBe(202);
    for (const [systeme, chemin] of [
      ['kairos', `sessions/${SESSION}/creneaux`],
      ['ouiform', `sessions/${SESSION}`],
      ['audef', `sessions/${SESSION}/detail`],
    ] as const)
      await attendreQue(
        `les créneaux dans ${systeme}`,
        () => pilote.vue(systeme, chemin),
        (lu) => [ICO, ICO_2, PLAGE].every((id) => JSON.stringify(lu).includes(id)),
        60_000,
      );
    const synchronise = (qui: Qui) => ({ dossierImilo: { id: dossier(qui), synchronise: true } });
    await parApi('ml', 'ML', ICO, synchronise('ml'));
    await parActe('audef', 'positionnement.cree', 'pe', 'PE', ICO);
    await parApi('cap', 'CAP_EMPLOI', ICO);
    await parActe('pefr', 'rdv.reserve', 'de', 'DE', ICO);
    await parActe('kairos', 'positionnement.cree', 'of', 'OF', ICO);
    await parApi('attente', 'PE', ICO_2);
    await parApi('candidature', 'ML', PLAGE, synchronise('candidature'));
    await parApi('parti', 'PE', ICO);
  };

  let admin: Promise<string> | undefined;
  const connecter = async (): Promise<string> => {
    const compte = pilote.demarrage.comptes.find((x) => x.role === 'ADMIN');
    const json = { courriel: compte?.courriel, motDePasse: compte?.motDePasse };
    const r = await pilote.appeler(`${pilote.urls.api}/api/admin/session`, { method: 'POST', json, headers: { origin: new URL(pilote.urls.api).origin } });
    return r.entetes.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const organisme = async () => (await pilote.api<{ ofDispensateur: { siret: string } }>(`/api/v1/sessions/${SESSION}`)).corps.ofDispensateur.siret;
  /** A page, as the organisme's own link opens it. */
  const page = async (chemin: string) => {
    admin ??= connecter();
    const headers = { cookie: await admin, origin: new URL(pilote.urls.api).origin };
    const adresse = `${pilote.urls.api}/api/admin/organismes/${await organisme()}/lien`;
    const lien = await pilote.appeler<{ url: string }>(adresse, { method: 'POST', json: { pour: 'voir' }, headers });
    expect(lien.statut, JSON.stringify(lien.corps)).toBe(200);
    return c.ouvrirPageOf(lien.corps.url, chemin);
  };
  const saisir = async (chemin: string, champs: (rang: (cle: string) => number) => Record<string, string>): Promise<void> => {
    const p = await page(chemin);
    const rang = (cle: string) => p.ids.findIndex((id) => cle.startsWith(id));
    const r = await p.envoyer(champs(rang));
    expect(r.statut, r.html.replaceAll(/<style>.*?<\/style>/gs, '').slice(0, 2_000)).toBe(200);
  };
  const emarger = async (creneau: string, dites: { qui: Qui; presence: string; suite?: string }[]) =>
    expect(await (await page(`/of/creneaux/${creneau}`)).repondre(dites.map(({ qui, ...d }) => ({ ...d, positionnement: de(qui).id })))).toBe(200);

  /** Jumps to that moment, and waits until each is where the page will find it. */
  const jusqua = async (instant: number, etape = '', gens: readonly Qui[] = []): Promise<void> => {
    while ((await pilote.maintenant()) < instant)
      await pilote.avancer(instant - (await pilote.maintenant()) > JOUR ? 'P1D' : `PT${Math.ceil((instant - (await pilote.maintenant())) / 1000) + 1}S`);
    for (const qui of gens)
      await attendreQue(
        `${qui} ${etape}`,
        () => c.lireParcours(pilote, de(qui).parcours),
        (p) => p.etape === etape,
        60_000,
      );
  };
  const dates = async (id: string) =>
    (await pilote.vue<{ creneau: string; debut: string; fin: string }[]>('kairos', `sessions/${SESSION}/creneaux`)).find((x) => x.creneau === id) ??
    expect.fail(id);

  const jour = async (dans = 0): Promise<string> => jourParis((await pilote.maintenant()) + dans * JOUR);
  const nom = (qui: Qui) => c.personne(GENS[qui]).nom;
  return { pilote, de, idDE, dossier, nom, inscrits, ouvrir, saisir, emarger, jusqua, dates, jour, organisme };
};
