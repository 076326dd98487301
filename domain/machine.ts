/**
 * A state machine as a value (§d.1–d.8): what a process may become, by whom, and what follows. The flows move through `permet`, the pages
 * of docs/processus are drawn from the same table, and the tests walk it: what is drawn is what runs.
 */
export type Transition<E extends string> = {
  readonly de: E;
  readonly vers: E;
  /** Who or what causes it, in French: « organisme », « horloge »… */
  readonly qui: string;
  /** On what, in French: « envoie la fiche ». */
  readonly quand: string;
};
export type Machine<E extends string> = {
  readonly nom: string;
  readonly initial: E;
  /** Each state with its meaning, one French clause. */
  readonly etats: { readonly [K in E]: string };
  /** States from which nothing comes by itself: the process may end there. */
  readonly finaux: readonly E[];
  readonly transitions: readonly Transition<E>[];
};

export const permet = <E extends string>({ transitions }: Machine<E>, de: E, vers: E): boolean => transitions.some((t) => t.de === de && t.vers === vers);
