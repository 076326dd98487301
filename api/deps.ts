/** What the parts of the API are given. */
import type { Logger } from 'pino';
import type { Systeme } from '../domain/codes.ts';
import type { Contenu } from '../domain/courriel.ts';
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

/** What the API writes by itself, about one organisme: a new link or a change of address to it, a word of it to the team. */
export type MessageDirect = {
  a: string;
  contenu: Contenu;
  pour: { organisme: string; destinataire: 'OF' | 'EQUIPE'; motif: 'NOUVEAU_LIEN' | 'ADRESSE_REMPLACEE' | 'MOT_A_L_EQUIPE' };
};
/** False when it is refused for good: that shows elsewhere, and the next channel is taken. */
export type Courrier = { envoyer(message: MessageDirect): Promise<boolean> };

export type Deps = { hub: Hub; flux: Flux; horloge: Horloge; journal: Logger; config: ConfigApi; receptions: Receptions };
