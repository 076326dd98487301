import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creneau, jourDans, session } from '../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../e2e/outils/systemes.ts';
import { oublierAffichage } from '../prisma/affichages.ts';
import { createHub, type Hub } from '../prisma/hub.ts';
import { contratKairos } from '../systems/kairos/contract.ts';
import { contratOuiform } from '../systems/ouiform/contract.ts';
import { contratRco } from '../systems/rco/contract.ts';
import type { CreneauMessage } from '../systems/socle/offre.ts';
import { createDire, decider } from './affichage.ts';
import { createClient } from './client.ts';
import type { Dossiers } from './dossiers.ts';
import { publication } from './publication.ts';
import { createRco } from './rco.ts';

let banc: Banc;
let hub: Hub;
let n = 0;
/** What the hub holds now, which changes under the calls. */
let offre = session();
let lu: CreneauMessage & { motif: string };
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos', 'ouiform', 'rco']);
  hub = createHub(banc.base, 3);
});
afterAll(async () => {
  await hub?.$disconnect();
  await banc?.close();
});
beforeEach(() => {
  n++;
  offre = session({ numero: `s${n}` });
  lu = { ...creneau({ creneau: `c${n}`, session: `s${n}` }), motif: 'Salle indisponible' };
});
afterEach(() => Promise.all((['kairos', 'ouiform', 'rco'] as const).map((s) => banc.regler(s, {}))));

const dossiers = {
  lireOffre: async (_: string, etat = offre.etatRecrutement) => ({ ...offre, etatRecrutement: etat, apprentissage: false }),
  lireCreneauMessage: async () => lu,
} as unknown as Dossiers;
const disjoncteur = { ouvert: async () => false, succes: () => undefined, echec: async () => undefined };
const client = <C extends typeof contratKairos | typeof contratOuiform | typeof contratRco>(systeme: 'kairos' | 'ouiform' | 'rco', contrat: C) =>
  createClient({ systeme, url: `${banc.url()}/${systeme}`, cle: banc.cle, contrat, disjoncteur, fetch });
const dire = (systeme: 'kairos' | 'ouiform' | 'rco') => createDire(hub, systeme, Date.now);
const kairos = () => publication({ client: client('kairos', contratKairos), dossiers, dire: dire('kairos'), saisie: true });
const ouiform = () => publication({ client: client('ouiform', contratOuiform), dossiers, dire: dire('ouiform') });
const rco = () => createRco({ client: client('rco', contratRco), dossiers, dire: dire('rco') });
const publier = (cle: string) => ouiform().publierSession(`${cle}-${n}`, { session: `s${n}` });
/** Effects done, in order: what was accepted under each key. */
const faits = async (systeme: 'kairos' | 'ouiform' | 'rco' = 'ouiform') =>
  (await banc.ledger(systeme)).filter((l) => !l.rejeu && l.statut === 200 && new RegExp(`-${n}(~|$)`).test(l.cle)).map((l) => l.cle.replace(`-${n}`, ''));
const montre = async () => JSON.stringify(await banc.voir('ouiform', `/sessions/s${n}`));
const renommer = (nom: string) => {
  offre = { ...offre, intitule: nom };
};

describe('a change of the offer reaches a tool once', () => {
  it('what it shows already is not said again, whatever the occasion; what differs is, once', async () => {
    await publier('a');
    expect(await publier('b')).toEqual({});
    renommer('Soudure');
    await publier('c');
    await publier('d');
    expect(await faits()).toEqual(['a', 'c']);
    expect(await montre()).toContain('Soudure');
  });

  it('out of order for two changes, is told the last text alone when it is back', async () => {
    await publier('a');
    await banc.regler('ouiform', { indisponibleJusqua: new Date(Date.now() + 3_600_000).toISOString() });
    renommer('Soudure');
    await expect(publier('b')).rejects.toThrow('HTTP_503');
    renommer('Menuiserie');
    await expect(publier('b')).rejects.toThrow('HTTP_503');
    await banc.regler('ouiform', {});
    await publier('b');
    await publier('c'); // the second change, whose turn has come
    expect(await faits()).toEqual(['a', 'b']);
    expect(await montre()).toContain('Menuiserie');
  });

  it('an answer lost after the effect: the same text is the same key, and the next change one more line', async () => {
    await banc.regler('ouiform', { perteApresEffet: 1 });
    await expect(publier('a')).rejects.toThrow();
    await banc.regler('ouiform', {});
    await publier('a');
    expect(await faits()).toEqual(['a']);
    expect((await banc.ledger('ouiform', `?idempotence=a-${n}`)).map((l) => l.rejeu)).toEqual([false, true]);
    renommer('Soudure');
    await publier('b');
    expect(await faits()).toEqual(['a', 'b']);
  });

  it('A, B, A while no answer comes back: a key never names two texts, and the tool ends by showing A', async () => {
    const [A, B] = ['Accueillir et conseiller', 'Soudure'];
    await banc.regler('ouiform', { perteApresEffet: 1 });
    for (const nom of [A, A, B, B, A]) {
      renommer(nom);
      await expect(publier('a')).rejects.toThrow();
    }
    await banc.regler('ouiform', {});
    await publier('a');
    await publier('b');
    await publier('c');
    expect(await faits()).toEqual(['a', 'a~2', 'a~3']);
    expect(await montre()).toContain(A);
    const textes = new Map<string, Set<string>>();
    for (const l of await banc.ledger('ouiform')) textes.set(l.cle, (textes.get(l.cle) ?? new Set()).add(l.empreinte));
    expect([...textes].filter(([, t]) => t.size > 1)).toEqual([]);
  });

  it('a worker that dies between the answer and its record: the call is made again as it was, another text under another name', async () => {
    await publier('a');
    const { essai } = await hub.affichage.findUniqueOrThrow({ where: { systeme_sujet: { systeme: 'ouiform', sujet: `session:s${n}` } } });
    const perdu = { ...(essai as object), accepte: false, le: Date.now() - 60_000 };
    await hub.affichage.update({ where: { systeme_sujet: { systeme: 'ouiform', sujet: `session:s${n}` } }, data: { essai: perdu, montre: {} } });
    await publier('a');
    expect(await faits()).toEqual(['a']);
    await hub.affichage.update({ where: { systeme_sujet: { systeme: 'ouiform', sujet: `session:s${n}` } }, data: { essai: perdu } });
    renommer('Soudure');
    await publier('a');
    expect(await faits()).toEqual(['a', 'a~2']);
    expect(await montre()).toContain('Soudure');
  });

  it('while a call is out, another text waits for its end: the first must not land last', () => {
    const essai = { cle: 'a', rang: 1, empreinte: 'x', le: 100_000 };
    const demande = { cle: 'a', dites: { texte: 'y' }, redire: false };
    expect(decider({ montre: {}, essai }, demande, 101_000)).toBe('EN_VOL');
    expect(decider({ montre: {}, essai }, demande, 120_000)).toMatchObject({ essai: { cle: 'a', rang: 2 }, inconnu: true });
  });

  it('§d.2: an état du recrutement that the offer has carried is not said a second time, and one that follows it is', async () => {
    offre = { ...offre, etatRecrutement: 'FERME' };
    await publier('a');
    await ouiform().changerEtatRecrutement(`b-${n}`, { session: `s${n}`, etat: 'FERME' });
    await ouiform().changerEtatRecrutement(`c-${n}`, { session: `s${n}`, etat: 'OUVERT' });
    await ouiform().publierSession(`d-${n}`, { session: `s${n}`, etat: 'OUVERT' }); // the flow knows it before its mirror
    expect(await faits()).toEqual(['a', 'c']);
  });

  it('L768: « les plus » typed in Kairos are told to who shows them, neither to Kairos nor to the network', async () => {
    const tous = async (cle: string) => {
      await kairos().publierSession(`${cle}-${n}`, { session: `s${n}` });
      await publier(cle);
      await rco().exporterSession(`${cle}-${n}`, { session: `s${n}` });
    };
    await tous('a');
    offre = { ...offre, plus: 'Un plateau technique neuf' };
    await tous('b');
    expect([await faits('kairos'), await faits('ouiform'), await faits('rco')]).toEqual([['a'], ['a', 'b'], ['a']]);
  });

  it('what it does not show any more is said again: it lost it, or somebody typed otherwise there', async () => {
    await publier('a');
    await oublierAffichage(hub, 'ouiform', [`session:s${n}`]);
    await publier('b');
    expect(await faits()).toEqual(['a', 'b']);
  });
});

describe('a slot follows the same law', () => {
  beforeEach(async () => {
    await ouiform().publierSession(`session-${n}`, { session: `s${n}` });
    await kairos().publierSession(`session-${n}`, { session: `s${n}` });
  });
  const arg = () => ({ creneau: `c${n}` });
  const desCreneaux = async (systeme: 'kairos' | 'ouiform' = 'ouiform') => (await faits(systeme)).filter((c) => c !== 'session');

  it('moved, reworded, cancelled: each said once, and a move that the text has carried is not said after it', async () => {
    await ouiform().publierCreneau(`a-${n}`, arg());
    lu = { ...lu, debut: `${jourDans(3)}T08:00:00.000Z`, fin: `${jourDans(3)}T10:00:00.000Z` };
    await ouiform().deplacerCreneau(`b-${n}`, arg());
    await ouiform().deplacerCreneau(`c-${n}`, arg());
    await ouiform().publierCreneau(`d-${n}`, arg()); // nothing but the move had changed
    lu = { ...lu, commentaire: 'Se présenter à l’accueil' };
    await ouiform().deplacerCreneau(`e-${n}`, arg());
    await ouiform().publierCreneau(`f-${n}`, arg());
    await ouiform().annulerCreneau(`g-${n}`, arg());
    await ouiform().annulerCreneau(`h-${n}`, arg());
    expect(await desCreneaux()).toEqual(['a', 'b', 'f', 'g']);
  });

  it('R15: one that was typed in Kairos takes its name there and keeps its words; what the hub changes afterwards is said', async () => {
    const acte = await banc.acte('kairos', 'creneau.publie', { ...creneau({ session: `s${n}` }), creneau: undefined, commentaire: 'Dit dans Kairos' });
    expect(acte.statut, JSON.stringify(acte.corps)).toBe(200);
    lu = { ...lu, reference: String(acte.corps['reference']), commentaire: 'Autre texte' };
    await kairos().publierCreneau(`a-${n}`, arg());
    await kairos().publierCreneau(`b-${n}`, arg()); // Kairos took the name alone: nobody knows that it shows this text
    await kairos().publierCreneau(`c-${n}`, arg());
    expect(await desCreneaux('kairos')).toEqual(['a', 'b']);
  });
});

describe('the export', () => {
  const exporter = (cle: string, redire = false) => rco().exporterSession(`${cle}-${n}`, { session: `s${n}`, redire });

  it('is not made again for an offer that has not changed, unless its answer may be another one', async () => {
    expect(await exporter('a')).toMatchObject({ etat: expect.any(String) });
    expect(await exporter('b')).toEqual({});
    expect(await exporter('c', true)).toMatchObject({ etat: expect.any(String) });
    expect(await faits('rco')).toEqual(['a', 'c']);
  });

  it('after a withdrawal the same offer is another one', async () => {
    await exporter('a');
    await rco().retirerSession(`b-${n}`, { session: `s${n}` });
    await exporter('c');
    expect(await faits('rco')).toEqual(['a', 'b', 'c']);
  });
});
