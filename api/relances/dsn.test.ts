import { describe, expect, it } from 'vitest';
import { lireRetour } from './dsn.ts';
import { dsn, JETON } from './essais/retours.ts';

describe('a delivery notification (RFC 3464)', () => {
  it.each([
    ['the returned headers', {}],
    ['the return address alone (VERP)', { original: false, a: `rebonds+${JETON}@maillon.example` }],
  ])('names the mail by %s', async (_, quoi) => {
    expect(await lireRetour(Buffer.from(dsn(quoi)))).toEqual({ jetons: [JETON], definitif: true, statut: '5.1.1' });
  });
  it('of a delay, or of a passing trouble, is no failure; any other message is no notification', async () => {
    expect(await lireRetour(Buffer.from(dsn({ action: 'delayed', statut: '4.4.7' })))).toMatchObject({ definitif: false });
    expect(await lireRetour(Buffer.from(dsn({ statut: '4.2.2' })))).toMatchObject({ definitif: false });
    expect(await lireRetour(Buffer.from('From: a@b.example\r\nSubject: absent du bureau\r\n\r\nJe reviens lundi.'))).toBeNull();
  });
});
