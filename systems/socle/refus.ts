/** What a system refuses, said in its own words, and how any error leaves it: RFC 9457. `champ`: the field of the message that is at fault. */
export type Refus = { readonly code: string; readonly statut: number; readonly detail: string; readonly champ?: string; readonly avec?: readonly Refus[] };

/** One sentence per code; the status says what kind of refusal it is: 404 unknown, 409 against the present state, 422 the message itself. */
export const catalogue = <C extends string>(
  textes: Record<C, readonly [statut: 404 | 409 | 422, detail: string, champ?: string]>,
): Record<C, { refus: Refus }> =>
  Object.fromEntries(
    Object.entries<readonly [number, string, string?]>(textes).map(([code, [statut, detail, champ]]) => [
      code,
      { refus: { code, statut, detail, ...(champ !== undefined && { champ }) } },
    ]),
  ) as Record<C, { refus: Refus }>; // the keys are those of `textes`

export type Faute = false | null | undefined | { refus: Refus };
/** All that is wrong, at once: the first fault gives its name to the refusal, the others go with it. null when nothing is wrong. */
export const tousLesRefus = (...fautes: Faute[]): { refus: Refus } | null => {
  const [premiere, ...autres] = fautes.flatMap((f) => (f ? [f.refus, ...(f.refus.avec ?? [])] : []));
  return premiere ? { refus: autres.length === 0 ? premiere : { ...premiere, avec: autres } } : null;
};

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

export const problemeDuRefus = (refus: Refus): Probleme => {
  const { statut, code, detail, avec = [] } = refus;
  const erreurs = [refus, ...avec].map((r) => ({ chemin: r.champ ?? '', message: r.detail }));
  return probleme(statut, code, detail, avec.length === 0 && refus.champ === undefined ? undefined : erreurs);
};
