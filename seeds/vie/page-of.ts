/** The organisme opens a mail that it really received, follows its button, and answers as in a browser without script. */
import { jourParis } from '../../domain/ouvres.ts';
import { presenceDe, suiteDe } from './organismes.ts';
import { type Acte, maintenant, type Scene } from './scene.ts';

const DERNIERS = 12;
const LIEN = /https?:\S+\/of\/[\w-]{20,}/;

export const repondre: Acte = async (s) => {
  const liens = (await s.courriels()).flatMap((c) => LIEN.exec(c.texte)?.[0] ?? []).slice(-DERNIERS);
  const [depart, oublie] = [s.h.entier(0, DERNIERS - 1), s.h.pourcent(25)];
  if (oublie) return 'rien';
  // The first mail, from one on, whose page waits for something.
  for (const lien of [...liens.slice(depart % liens.length), ...liens.slice(0, depart % liens.length)]) {
    const page = await ouvrir(s, lien);
    const champs = page?.action ? await remplir(s, page) : null;
    if (!page?.action || champs === null) continue;
    const r = await s.fetch(page.action, {
      method: 'POST',
      body: new URLSearchParams({ ...page.caches, ...champs }),
      headers: { cookie: page.cookie, origin: new URL(lien).origin },
      redirect: 'manual',
    });
    return r.status < 400 ? 'fait' : 'refus';
  }
  return 'rien';
};

type Ouverte = { cookie: string; chemin: string; action: string | null; caches: Record<string, string> };
const ouvrir = async (s: Scene, lien: string): Promise<Ouverte | null> => {
  const cookies = new Map<string, string>();
  let adresse = lien;
  for (let saut = 0; saut < 4; saut++) {
    const cookie = [...cookies].map(([nom, v]) => `${nom}=${v}`).join('; ');
    const r = await s.fetch(adresse, { headers: { cookie }, redirect: 'manual' });
    for (const dit of r.headers.getSetCookie()) {
      const [nom = '', valeur = ''] = (dit.split(';')[0] ?? '').split('=');
      cookies.set(nom, valeur);
    }
    const suite = r.headers.get('location');
    const html = await r.text();
    if (suite) {
      adresse = new URL(suite, adresse).href;
      continue;
    }
    if (!r.ok) return null;
    const caches = Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
    return {
      ...{ cookie: [...cookies].map(([nom, v]) => `${nom}=${v}`).join('; '), chemin: new URL(adresse).pathname },
      ...{ action: action ? new URL(action, adresse).href : null, caches },
    };
  }
  return null;
};

const CODES: Record<string, string> = { PRESENT: 'P', ABSENT: 'A', ABSENT_EXCUSE: 'E' };
const LIBELLES: Record<string, string> = { RETENU: 'Retenu·e', LISTE_ATTENTE: 'Liste d’attente', NON_RETENU: 'Non retenu·e' };

/** null: a page that this person leaves for another day. What is already known is left as it is. */
const remplir = async (s: Scene, { chemin, caches }: Ouverte): Promise<Record<string, string> | null> => {
  const ids = (caches['ids'] ?? '').split(',').filter((id) => id !== '');
  const jour = jourParis(await maintenant(s));
  if (/\/of\/creneaux\/[^/]+$/.test(chemin)) {
    const enCandidature = chemin.includes('CAND-');
    const avants = (caches['a'] ?? '').split('|');
    const lignes = ids.flatMap((_, i) => {
      const [presence = '', suite = ''] = (avants[i] ?? '').split('.');
      const [dite, decision] = [presence === '' ? presenceDe(s) : presence, suite === '' ? suiteDe(s) : suite];
      const motif = decision === 'NON_RETENU' ? [[`m${i}`, 'Projet à préciser']] : [];
      if (enCandidature) return [[`s${i}`, decision], ...motif];
      return [[`p${i}`, CODES[dite] ?? ''], ...(dite === 'PRESENT' ? [[`s${i}`, LIBELLES[decision] ?? ''], ...motif] : [])];
    });
    return lignes.length === 0 ? null : Object.fromEntries(lignes);
  }
  if (chemin.endsWith('/entrees') && ids.length > 0)
    return Object.fromEntries(
      ids.flatMap((_, i) =>
        s.h.pourcent(85)
          ? [
              [`x${i}`, 'A'],
              [`d${i}`, jour],
            ]
          : [
              [`x${i}`, 'N'],
              [`m${i}`, 'Sans nouvelles'],
            ],
      ),
    );
  if (chemin.endsWith('/sorties') && ids.length > 0)
    return Object.fromEntries([['x0', 'F'], ['d0', jour], ['b0', 'Objectifs atteints.'], ...ids.slice(1).map((_, i) => [`x${i + 1}`, ''])]);
  if (chemin.endsWith('/recrutement')) return { etat: 'OUVERT' };
  return null;
};
