/** An event is taken once, whatever comes before, between or after: a rush, a duplicate, what it refers to. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { createMaison, demande, ICO, ICO_PASSEE, type Maison, SESSION } from '../essais/maison.ts';
import { dernier, envoyer, positionne, recue } from './essais/envois.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

it('an event that a rush kept out is told so, and is taken when it comes again', async () => {
  const { id } = await positionne(maison);
  const dire = () => envoyer(maison, 'audef', 'positionnement.annule', { positionnement: id, motif: 'Reprise d’emploi' }, { id: 'evt-cohue' });
  const cohue = vi.spyOn(maison.hub, '$transaction').mockRejectedValueOnce(Object.assign(new Error('pool'), { code: 'P2028' }));
  const refuse = await dire();
  expect(refuse).toMatchObject({ statut: 503, corps: { code: 'indisponible' } });
  expect(Number(refuse.entetes.get('retry-after'))).toBeGreaterThan(0);
  cohue.mockRestore();
  expect(await recue(maison, 'audef', 'evt-cohue')).toBeNull();
  expect(await dire()).toMatchObject({ statut: 202 });
  expect(dernier(maison)).toMatchObject({ acte: { type: 'annulerPositionnement', positionnement: id } });
});

describe('an event', () => {
  it('is accepted once, and its duplicate is answered the same', async () => {
    const donnees = { session: SESSION, date: '2026-11-03' };
    const [un, deux] = [
      await envoyer(maison, 'rco', 'session.visible', donnees, { id: 'double' }),
      await envoyer(maison, 'rco', 'session.visible', donnees, { id: 'double' }),
    ];
    expect([un.statut, deux.statut]).toEqual([202, 202]);
    expect(deux.corps).toEqual(un.corps);
    expect(maison.flux.entendus.filter((e) => e.acte?.id === 'systeme:rco/double')).toHaveLength(1);
  });

  it('is accepted with the partner’s own references afterwards', async () => {
    await envoyer(maison, 'kairos', 'creneau.publie', {
      creneau: 'K-77',
      session: SESSION,
      modalite: 'RDV',
      debut: '2026-11-20T09:00:00Z',
      fin: '2026-11-20T10:00:00Z',
      places: 1,
    });
    const creneau = await maison.hub.creneau.findUniqueOrThrow({ where: { reference: 'K-77' } });
    expect(dernier(maison)).toMatchObject({ processus: 'creneau', id: `creneau:${creneau.id}`, acte: null });
    await envoyer(maison, 'ouiform', 'positionnement.cree', { ...demande({ creneau: 'K-77' }), positionnement: 'OUI-9' });
    await envoyer(maison, 'kairos', 'presence.saisie', { creneau: 'K-77', presences: [{ positionnement: 'OUI-9', presence: 'PRESENT' }] });
    const positionnement = await maison.hub.positionnement.findUniqueOrThrow({ where: { reference: 'OUI-9' } });
    expect(dernier(maison)).toMatchObject({
      id: `creneau:${creneau.id}`,
      acte: { type: 'emarger', lignes: [{ positionnement: positionnement.id, presence: 'PRESENT' }] },
    });
  });

  it('that speaks of something not known yet waits for it, then is read: order does not matter', async () => {
    await envoyer(
      maison,
      'kairos',
      'presence.saisie',
      { creneau: ICO, presences: [{ positionnement: 'TARD-1', presence: 'ABSENT', motif: 'Malade' }] },
      { id: 'avant' },
    );
    expect(await recue(maison, 'kairos', 'avant')).toMatchObject({ etat: 'EN_ATTENTE' });
    await maison.relire();
    expect(await recue(maison, 'kairos', 'avant')).toMatchObject({ etat: 'EN_ATTENTE' });
    await envoyer(maison, 'ouiform', 'positionnement.cree', { ...demande(), reference: 'TARD-1' });
    await maison.relire();
    await maison.receptions.relayer();
    const positionnement = await maison.hub.positionnement.findUniqueOrThrow({ where: { reference: 'TARD-1' } });
    expect(dernier(maison)).toMatchObject({
      id: `creneau:${ICO}`,
      acte: { type: 'emarger', lignes: [{ positionnement: positionnement.id, presence: 'ABSENT' }] },
    });
    const ligne = await recue(maison, 'kairos', 'avant');
    expect(ligne).toMatchObject({ etat: 'TRANSMIS' });
    expect(JSON.stringify(ligne?.donnees)).not.toContain('Malade');
    expect(positionnement.motif).toBe('Malade');
  });

  it('f.2: what refers to nothing known is kept for as long as the policy says, then given up, without what it said', async () => {
    const presence = { creneau: ICO, presences: [{ positionnement: 'JAMAIS-1', presence: 'ABSENT', motif: 'Malade' }] };
    await envoyer(maison, 'kairos', 'presence.saisie', presence, { id: 'jamais' });
    const vieillir = (jours: number) =>
      maison.hub.reception.updateMany({ where: { id: 'jamais' }, data: { recuLe: new Date(Date.now() - jours * 86_400_000), prochain: new Date(0) } });
    await vieillir(14);
    await maison.relire();
    expect(await recue(maison, 'kairos', 'jamais')).toMatchObject({ etat: 'EN_ATTENTE' });
    const { cause: _, ...contenu } = { ...POLITIQUES_PAR_DEFAUT.PARTENAIRE_FERME, conservation: { jours: 10 } };
    await maison.hub.politique.create({ data: { cause: 'PARTENAIRE_FERME', contenu, version: 1 } });
    await vieillir(14);
    await maison.relire();
    expect(await recue(maison, 'kairos', 'jamais')).toMatchObject({ etat: 'REFUSE', donnees: {}, reponse: { refus: 'REFERENCE_INCONNUE' } });
    await maison.hub.politique.deleteMany();
  });

  it('R38: a sheet is heard whole, even when one of its people has left the slot meanwhile: the slot’s flow knows who is there', async () => {
    await envoyer(maison, 'ouiform', 'positionnement.cree', {
      ...demande({ creneau: ICO }),
      personne: { nom: 'Reste', prenom: 'Camille' },
      reference: 'RESTE-1',
    });
    await envoyer(maison, 'ouiform', 'positionnement.cree', {
      ...demande({ creneau: ICO }),
      personne: { nom: 'Parti', prenom: 'Camille' },
      reference: 'PARTI-1',
    });
    await maison.hub.positionnement.update({ where: { reference: 'PARTI-1' }, data: { creneau: ICO_PASSEE } });
    const presences = ['RESTE-1', 'PARTI-1'].map((positionnement) => ({ positionnement, presence: 'PRESENT' }));
    await envoyer(maison, 'kairos', 'presence.saisie', { creneau: ICO, presences }, { id: 'feuille' });
    expect(await recue(maison, 'kairos', 'feuille')).toMatchObject({ etat: 'TRANSMIS' });
    expect(dernier(maison)).toMatchObject({ id: `creneau:${ICO}`, acte: { type: 'emarger', lignes: [{ presence: 'PRESENT' }, { presence: 'PRESENT' }] } });
  });
});
