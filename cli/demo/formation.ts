/** Chapter 4: two minutes on the OF's page, and the chain goes on to the attested entry. */
import { jourParis } from '../../domain/ouvres.ts';
import { attendreQue } from '../pilote.ts';
import type { Recit } from './recit.ts';

type Inscrit = { positionnement: string; presence: string | null; suite: string | null; inscription: string | null; entree: string | null };
type Demandeur = { ais: { session: string; date: string }[]; entrees: { date: string }[] };

export const formerCandidat = async ({ pilote, etape, memoire }: Recit): Promise<void> => {
  const inscrit = async () =>
    (await pilote.vue<Inscrit[]>('kairos', `sessions/${memoire.session}/inscrits`)).find((i) => i.positionnement === memoire.positionnement);
  await etape('L’organisme ouvre le lien du courriel et répond sur sa page', async () => {
    const page = await ouvrirPage(memoire.lien);
    const envoi = new URLSearchParams({ ...page.champs, p0: 'PRESENT', s0: 'RETENU' });
    const reponse = await fetch(page.action, {
      method: 'POST',
      body: envoi,
      headers: { cookie: page.cookie, origin: new URL(page.action).origin },
      redirect: 'manual',
    });
    if (reponse.status >= 400) throw new Error(`réponse ${reponse.status}`);
    return `page de ${page.octets} octets, sans JavaScript`;
  });
  await etape('Kairos a la présence et la suite', async () => {
    const i = await attendreQue('présence et suite dans Kairos', inscrit, (v) => v?.presence === 'PRESENT' && v?.suite === 'RETENU');
    return `${i?.presence}, ${i?.suite}`;
  });
  await etape('L’inscription est faite, AUDE génère l’AIS', async () => {
    const d = await attendreQue(
      'l’AIS',
      () => pilote.vue<Demandeur>('aude', `demandeurs/${memoire.idDE}`),
      (v) => v.ais?.length === 1,
    );
    return `AIS du ${d.ais[0]?.date}`;
  });
  await etape('La session commence : entrée à valider', async () => {
    await pilote.avancer('P8D');
    const lire = async () => (await pilote.api<{ etape: string; situation: { phrase: string } }>(`/api/v1/parcours/${memoire.parcours}`)).corps;
    const p = await attendreQue('l’entrée à valider', lire, (v) => v.etape === 'ENTREE_A_VALIDER');
    return p.situation.phrase;
  });
  await etape('L’organisme l’atteste dans Kairos ; AUDE l’apprend', async () => {
    const jour = jourParis(await pilote.maintenant());
    const acte = await pilote.acte('kairos', 'entree.attestee', { parcours: memoire.parcours, date: jour });
    if (acte.statut >= 300) throw new Error(`Kairos refuse : ${JSON.stringify(acte.corps)}`);
    const d = await attendreQue(
      'l’entrée dans AUDE',
      () => pilote.vue<Demandeur>('aude', `demandeurs/${memoire.idDE}`),
      (v) => v.entrees?.length === 1,
    );
    return `entrée du ${d.entrees[0]?.date}`;
  });
};

/** As a browser without JavaScript does: follow the link, keep the cookie, read the form. */
const ouvrirPage = async (lien: string) => {
  const premiere = await fetch(lien, { redirect: 'manual' });
  const cookie = premiere.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  const adresse = new URL(premiere.headers.get('location') ?? '', lien).href;
  const html = await (await fetch(adresse, { headers: { cookie } })).text();
  const champs = Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1] as string, m[2] as string]));
  if (!champs['ids']) throw new Error('la page ne contient pas le formulaire des présences');
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
  return { cookie, champs, action: new URL(action, lien).href, octets: Buffer.byteLength(html) };
};
