/** One shape for every mail: text and HTML twin from the same lines, one button, its plain address. Everything is escaped. */
import { typo } from './francais.ts';

export type Contenu = {
  objet: string;
  salutation?: string;
  /** Before the button. */
  lignes: readonly string[];
  bouton?: { libelle: string; url: string };
  /** After the button: deadline, what if nobody acts. */
  apres: readonly string[];
};
export type Gabarit = { objet: string; text: string; html: string };

const SIGNATURE = "Maillon, le chaînon de l'information formation";

const SPECIAUX: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const echapper = (texte: string): string => texte.replace(/[&<>"']/g, (c) => SPECIAUX[c] ?? c);

/** A subject or a line is one line: what people typed may hold others. */
const ligne = (texte: string): string => typo(texte.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim());

export const composer = ({ objet, salutation = 'Bonjour,', lignes, bouton, apres }: Contenu): Gabarit => {
  const avant = [salutation, ...lignes].map(ligne);
  const ensuite = apres.map(ligne);
  const signature = ligne(SIGNATURE);
  const libelle = bouton && ligne(bouton.libelle);
  const text = [...avant, ...(bouton ? [`${libelle}\u202f: ${bouton.url}`] : []), ...ensuite, `-- \n${signature}`].join('\n\n');
  return { objet: ligne(objet), text: `${text}\n`, html: page(ligne(objet), avant, bouton && { libelle: libelle ?? '', url: bouton.url }, ensuite, signature) };
};

const paragraphe = (texte: string): string => `<p style="margin:0 0 16px">${echapper(texte)}</p>`;

const page = (titre: string, avant: string[], bouton: Contenu['bouton'] | undefined, apres: string[], signature: string): string => {
  const action = bouton
    ? `<p style="margin:24px 0"><a href="${echapper(bouton.url)}" style="display:inline-block;padding:12px 20px;background:#1b4d89;color:#ffffff;border-radius:4px;font-weight:bold;text-decoration:none">${echapper(bouton.libelle)}</a></p>
<p style="margin:0 0 16px;font-size:14px;word-break:break-all">${echapper(bouton.url)}</p>`
    : '';
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${echapper(titre)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1a1a1a;font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px">
${avant.map(paragraphe).join('\n')}
${action}
${apres.map(paragraphe).join('\n')}
<p style="margin:24px 0 0;font-size:14px;color:#4a4a4a">${echapper(signature)}</p>
</div>
</body>
</html>
`;
};
