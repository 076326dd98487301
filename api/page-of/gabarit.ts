/** The frame of every OF page: one file, no script, readable on a phone, light and dark. */
import { createHash } from 'node:crypto';
import { type Html, html } from './html.ts';

const STYLE = `:root{color-scheme:light dark;--fond:#fff;--texte:#1b1f24;--bord:#8a929c;--vif:#0b5394;--alerte:#a1260d}
@media(prefers-color-scheme:dark){:root{--fond:#14181d;--texte:#eceff3;--bord:#7d8792;--vif:#8cc0ff;--alerte:#ff9d85}}
body{font:1.05rem/1.5 system-ui,sans-serif;background:var(--fond);color:var(--texte);max-width:44rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25}fieldset{border:1px solid var(--bord);border-radius:.5rem;margin:0 0 1rem;padding:.5rem 1rem 1rem}
legend{font-weight:700;padding:0 .4rem}legend small{font-weight:400}label{display:inline-block;padding:.35rem .9rem .35rem 0}
input[type=text]{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.4rem;border:1px solid var(--bord);border-radius:.3rem;background:var(--fond);color:inherit}
button{font:inherit;font-weight:700;padding:.6rem 1.2rem;border:2px solid var(--vif);border-radius:.4rem;background:var(--vif);color:var(--fond);cursor:pointer}
button.second{background:var(--fond);color:var(--vif)}a{color:var(--vif)}:focus-visible{outline:3px solid var(--vif);outline-offset:2px}
.erreurs{border:2px solid var(--alerte);border-radius:.5rem;padding:.5rem 1rem;margin:0 0 1rem}.erreurs h2{font-size:1.1rem;margin:.2rem 0}.faute{color:var(--alerte);margin:.2rem 0}
.suite{border-top:1px dashed var(--bord);margin-top:.4rem;padding-top:.4rem}.suite p{margin:.2rem 0}`;

/** The page may do nothing but show itself and send its own form. */
export const CSP_PAGE_OF = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export const page = (titre: string, corps: Html): string =>
  html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${titre} – Maillon</title><style>${{ html: STYLE }}</style></head>
<body><main>${corps}</main></body></html>`.html;
