/** What the parts of the API are given. */
import type { Logger } from 'pino';
import type { Systeme } from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';
import type { Flux } from './flux.ts';
import type { Horloge } from './horloge.ts';
import type { Receptions } from './receptions/index.ts';

export type ConfigApi = {
  /** Public address, without a final slash. */
  url: string;
  demonstration: boolean;
  cleSystemes: string;
  systemes: Record<Systeme, string>;
  version: string;
  /** Secret of the door for bounces; without it, the door is closed. */
  cleRetours?: string | undefined;
  /** Trusted proxies in front (0: none). */
  proxys?: number;
};

/** Plain mails that nobody waits for: a new link, a word to the team. */
export type Courrier = { envoyer(message: { a: string; objet: string; texte: string }): Promise<void> };

export type Deps = { hub: Hub; flux: Flux; horloge: Horloge; journal: Logger; config: ConfigApi; receptions: Receptions };
