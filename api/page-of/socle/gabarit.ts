/** The frame of every OF page: one file, no script, readable on a phone, light and dark, printed without its buttons. */
import { createHash } from 'node:crypto';
import { A_FAIRE } from '../../../domain/pages-of.ts';
import { type Html, html } from './html.ts';

const STYLE = `:root{color-scheme:light dark;--fond:#fff;--doux:#f3f5f8;--texte:#1b2430;--gris:#4d5866;--bord:#7b8694;--filet:#d9dfe7;--vif:#12497f;--survol:#0b345d;--alerte:#9b2409;--alerte-fond:#fdf1ee;--avis:#6b4a00;--avis-fond:#fdf6e3;--bon:#14613a;--bon-fond:#edf7f1}
@media(prefers-color-scheme:dark){:root{--fond:#141a21;--doux:#1d252f;--texte:#edf1f5;--gris:#b3bdc9;--bord:#8893a1;--filet:#36414e;--vif:#9bc8fb;--survol:#c6e0fd;--alerte:#ffab96;--alerte-fond:#33201b;--avis:#f3cd76;--avis-fond:#2e2817;--bon:#93d8b0;--bon-fond:#182b21}}
*{box-sizing:border-box}body{font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;background:var(--fond);color:var(--texte);margin:0;overflow-wrap:break-word}
header,footer{background:var(--doux);border:solid var(--filet);border-width:0 0 1px}footer{border-width:1px 0 0;margin-top:3rem}header>p,main,footer>p{max-width:53rem;margin:0 auto;padding:.8rem 1rem}
header b{color:var(--vif);font-size:1.15rem;margin-right:.7rem}header span{color:var(--gris)}main{padding-top:1.5rem}footer a{display:inline-block;margin-right:1.5rem;padding:.5rem 0}
main p{max-width:44rem}h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.2rem;line-height:1.3;margin:0 0 .4rem}.chapo,.aide{color:var(--gris);margin:.1rem 0 1.3rem}.aide{font-size:.95rem;margin:.1rem 0 .3rem}
a{color:var(--vif);text-underline-offset:.2em}a:hover{color:var(--survol)}:focus-visible{outline:3px solid var(--vif);outline-offset:2px}
.saut{position:absolute;left:-99rem}.saut:focus{left:1rem;top:.5rem;background:var(--fond);padding:.5rem}
fieldset{border:1px solid var(--filet);border-radius:.5rem;margin:0 0 1rem;padding:.3rem 1rem 1rem;min-width:0}legend{font-weight:700;padding:0 .4rem;margin-left:-.4rem}small{font-weight:400;color:var(--gris);font-size:.95rem}
.choix,.q,.f{display:flex;flex-wrap:wrap;align-items:end;gap:.5rem}label:has([type=radio],[type=checkbox]){display:flex;align-items:center;gap:.5rem;min-height:2.75rem;padding:.3rem .9rem .3rem .7rem;border:1px solid var(--bord);border-radius:.4rem;cursor:pointer}
label:has([type=radio]):hover{background:var(--doux)}label:has(>:checked){border-color:var(--vif)!important;box-shadow:inset 0 0 0 1px var(--vif);font-weight:600}input[type=radio],input[type=checkbox]{width:1.2rem;height:1.2rem;margin:0;flex:none;accent-color:var(--vif)}
.rang{display:flex;flex-wrap:wrap;gap:0 1rem}.rang>*{flex:1 1 11rem;min-width:0}.champ{margin:0 0 1.1rem}.champ>label,.rang>label{display:block;font-weight:600}fieldset .rang{margin-top:.8rem}
input:not([type=radio]):not([type=checkbox]),select,textarea{display:block;width:100%;min-height:2.75rem;font:inherit;font-weight:400;padding:.45rem .6rem;border:1px solid var(--bord);border-radius:.3rem;background:var(--fond);color:inherit}
button{font:inherit;font-weight:700;min-height:3rem;padding:.6rem 1.4rem;margin:.3rem .6rem .3rem 0;border:2px solid var(--vif);border-radius:.4rem;background:var(--vif);color:var(--fond);cursor:pointer}button:hover{background:var(--survol);border-color:var(--survol)}
button.second{background:var(--fond);color:var(--vif)}.boutons{margin-top:1.5rem}
.erreurs,.avis,.bon{border-left:5px solid var(--alerte);background:var(--alerte-fond);border-radius:.3rem;padding:.9rem 1.1rem;margin:0 0 1.5rem}.erreurs h2,.faute{color:var(--alerte)}.erreurs a{color:inherit}.avis{border-color:var(--avis);background:var(--avis-fond)}.bon{border-color:var(--bon);background:var(--bon-fond)}
.avis h2{color:var(--avis)}.bon h1{color:var(--bon)}.faute{font-weight:600;margin:.2rem 0}[aria-invalid=true]{border:2px solid var(--alerte)}:is(.erreurs,.avis,.bon)>:first-child{margin-top:0}:is(.erreurs,.avis,.bon)>:last-child{margin-bottom:0}
.dus{list-style:none;padding:0}.dus li{border:1px solid var(--filet);border-radius:.5rem;padding:1rem 1.1rem;margin:0 0 1rem}.dus p{margin:.3rem 0}.dus a{font-weight:700;display:inline-block;padding:.6rem 0 .3rem}
.s,.m{flex:1 1 12rem;font-weight:600}.q>.s{flex-basis:70%}.q>.m{flex-basis:100%}.f{border:2px solid var(--alerte)}.f .faute{flex-basis:100%}
.q:not(:has([value=P]:checked)):has([value=P])>.s,.q:not(:has(option:last-child:checked,[value=NON_RETENU]:checked))>.m{display:none}
@media print{footer,button{display:none}}`;

/** The page may do nothing but show itself and send its own form. */
export const CSP_PAGE_OF = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const FEUILLE: Html = { html: STYLE };

/** `organisme`: whose page it is; without it, no link leads anywhere. */
export const page = (titre: string, corps: Html, organisme?: string): string =>
  html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${titre} – Maillon</title><style>${FEUILLE}</style></head>
<body><a class="saut" href="#contenu">Aller au contenu</a><header><p><b>Maillon</b><span>${organisme ?? 'La chaîne de l’information formation'}</span></p></header>
<main id="contenu">${corps}</main>${
    organisme !== undefined &&
    html`
<footer><p><a href="${A_FAIRE}">Tout ce qui est attendu</a><a href="/of/adresse">Adresse incorrecte, ou départ</a></p></footer>`
  }</body></html>`.html;
