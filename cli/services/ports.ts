/** Ports of this machine: free ones, remembered ones, and whether something listens. */
import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

const HOTE = '127.0.0.1';

/** True when nobody listens on `port`, on any address of the machine. */
export const isPortLibre = async (port: number): Promise<boolean> => {
  // Both are asked: on Linux a listener on one address does not always refuse a second on another.
  return (await canListen(port, HOTE)) && (await canListen(port, undefined));
};

/** A port that is free now: `souhaite` when it is, any other otherwise. Never one of `pris`, which it completes. */
export const portLibre = async (souhaite: number | undefined, pris: Set<number> = new Set()): Promise<number> => {
  if (souhaite !== undefined && souhaite > 0 && !pris.has(souhaite) && (await isPortLibre(souhaite))) return retenir(souhaite, pris);
  for (;;) {
    const port = await anyPort();
    if (!pris.has(port)) return retenir(port, pris);
  }
};

/** True when a TCP connection is accepted within `delaiMs`. */
export const repond = (port: number, hote = HOTE, delaiMs = 1_000): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: hote });
    const finir = (ok: boolean) => {
      socket.destroy();
      resolve(ok);
    };
    socket.setTimeout(delaiMs, () => finir(false));
    socket.once('connect', () => finir(true));
    socket.once('error', () => finir(false));
  });

const retenir = (port: number, pris: Set<number>): number => {
  pris.add(port);
  return port;
};

const canListen = (port: number, hote: string | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    const serveur = createServer();
    serveur.unref();
    serveur.once('error', () => resolve(false));
    serveur.listen({ port, host: hote, exclusive: true }, () => serveur.close(() => resolve(true)));
  });

/**
 * Below the range that the system lends to outgoing connections: a service that is restarted must find its port again, and a passing
 * connection could have taken it meanwhile.
 */
const anyPort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    if (await isPortLibre(port)) return port;
  }
};
