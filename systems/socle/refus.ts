/** What a system refuses, said in its own words, and how any error leaves it: RFC 9457. */
export type Refus = { readonly code: string; readonly statut: number; readonly detail: string };

/** One sentence per code; the status says what kind of refusal it is: 404 unknown, 409 against the present state, 422 the message itself. */
export const catalogue = <C extends string>(textes: Record<C, readonly [statut: 404 | 409 | 422, detail: string]>): Record<C, { refus: Refus }> =>
  Object.fromEntries(
    Object.entries<readonly [number, string]>(textes).map(([code, [statut, detail]]) => [code, { refus: { code, statut, detail } }]),
  ) as Record<C, { refus: Refus }>; // the keys are those of `textes`

export const REFUS_SIMULE: Refus = { code: 'REFUS_SIMULE', statut: 422, detail: 'Refus décidé par les réglages de la simulation.' };

export type Probleme = { type: string; title: string; status: number; code: string; detail: string; erreurs?: { chemin: string; message: string }[] };

const TITRES: Record<number, string> = {
  400: 'Requête illisible',
  401: 'Accès refusé',
  404: 'Introuvable',
  409: 'Refus',
  413: 'Message trop gros',
  415: 'Format non accepté',
  422: 'Message refusé',
  500: 'Erreur du système',
  503: 'Système indisponible',
};

export const probleme = (statut: number, code: string, detail: string, erreurs?: Probleme['erreurs']): Probleme => ({
  type: `urn:maillon:systeme:${code.toLowerCase().replaceAll('_', '-')}`,
  title: TITRES[statut] ?? 'Erreur',
  status: statut,
  code,
  detail,
  ...(erreurs ? { erreurs } : {}),
});

export const problemeDuRefus = ({ statut, code, detail }: Refus): Probleme => probleme(statut, code, detail);
