/** A browser without JavaScript, played: follows a link, keeps the cookie, reads the form as it would be sent, sends it. */
import type { Maison, Reponse } from '../../essais/maison.ts';

const ENTITES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const lire = (texte: string): string => texte.replace(/&(amp|lt|gt|quot|#39);/g, (e) => ENTITES[e] ?? e);
const attribut = (balise: string, nom: string): string | undefined => {
  const trouve = new RegExp(`\\s${nom}(?:="([^"]*)"|=([^\\s>"]+)|(?=[\\s>]))`).exec(balise);
  return trouve === null ? undefined : lire(trouve[1] ?? trouve[2] ?? '');
};

/** What this page's form would send if its first button were pressed now. */
export const champsDe = (html: string): URLSearchParams => {
  const champs = new URLSearchParams();
  for (const [balise, contenu = ''] of html.matchAll(
    /<(?:input|select|textarea)\b[^>]*>(?:\n?([^<]*)<\/textarea>|(?:<option[^>]*>[^<]*(?:<\/option>)?)*<\/select>)?/g,
  )) {
    const nom = attribut(balise.slice(0, balise.indexOf('>') + 1), 'name');
    if (nom === undefined) continue;
    const ouvrante = balise.slice(0, balise.indexOf('>') + 1);
    const type = attribut(ouvrante, 'type');
    if (type === 'radio' || type === 'checkbox') {
      if (/\schecked/.test(ouvrante)) champs.set(nom, attribut(ouvrante, 'value') ?? 'on');
    } else if (balise.startsWith('<textarea')) champs.set(nom, lire(contenu));
    else if (balise.startsWith('<select')) {
      const lues = [...balise.matchAll(/(<option[^>]*>)([^<]*)/g)];
      const [, ouverte = '', dit = ''] = lues.find(([, o = '']) => /\sselected/.test(o)) ?? lues[0] ?? [];
      champs.set(nom, attribut(ouverte, 'value') ?? lire(dit));
    } else champs.set(nom, attribut(ouvrante, 'value') ?? '');
  }
  return champs;
};

export const actionDe = (html: string): string => lire(/<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '');

export type Visite = {
  entetes: Record<string, string>;
  /** GET, following the redirections of the site. */
  aller(chemin?: string): Promise<Reponse & { chemin: string }>;
  /** Sends the form of a page with these answers in place of its own. */
  envoyer(page: { texte: string }, reponses?: Record<string, string>, entetes?: Record<string, string>): Promise<Reponse>;
};

export const visiter = async (maison: Maison, jeton: string): Promise<Visite> => {
  const entree = await maison.demander('GET', `/of/${jeton}`);
  const entetes = { cookie: entree.entetes.getSetCookie()[0]?.split(';')[0] ?? '' };
  return {
    entetes,
    aller: async (chemin = '/of') => {
      const reponse = await maison.demander('GET', chemin, { entetes });
      const suite = reponse.entetes.get('location');
      if (reponse.statut !== 303 || suite === null) return { ...reponse, chemin };
      return { ...(await maison.demander('GET', suite, { entetes })), chemin: suite };
    },
    envoyer: ({ texte }, reponses = {}, plus = {}) => {
      const champs = champsDe(texte);
      for (const [nom, valeur] of Object.entries(reponses)) champs.set(nom, valeur);
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      return maison.demander('POST', actionDe(texte), { brut: champs.toString(), entetes: { ...entetes, ...type, ...plus } });
    },
  };
};
