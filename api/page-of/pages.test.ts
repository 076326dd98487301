import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Message } from '../../activities/courriels/envoi.ts';
import { createLecture } from '../../activities/lecture.ts';
import { createRelances } from '../../activities/relances.ts';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import type { EtapeParcours } from '../../domain/codes.ts';
import { pageDe } from '../../domain/pages-of.ts';
import { echeances, POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { idSession } from '../../domain/processus.ts';
import { lienPour, trouverLien } from '../../prisma/liens.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { AUTRE_SESSION, createMaison, enregistrerCourriels, ICO, ICO_PASSEE, type Maison, SESSION, SIRET_AUTRE, T0 } from '../essais/maison.ts';
import { FINIE, semerFinie, semerParcours } from './essais/donnees.ts';
import { champsDe, visiter } from './essais/formulaire.ts';
import { createLiens } from './liens.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
  await semerFinie(maison);
});
afterAll(() => maison.close());
beforeEach(async () => {
  const { hub } = maison;
  for (const table of [hub.personne, hub.positionnement, hub.parcours, hub.reception, hub.lienOf, hub.blocage, hub.divergence, hub.tentative] as {
    deleteMany(): Promise<unknown>;
  }[])
    await table.deleteMany();
  await hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'contact@organisme.example', courrielRefuse: null } });
  await hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'NON_RENSEIGNE', modaliteEntreeSortie: 'DATES_FIXES' } });
  maison.flux.entendus.length = 0;
  maison.courriels.length = 0;
});
const parLien = async (cause: CodeCause | null, cible: { creneau?: string; session?: string } = {}, organisme = SIRET_DEMO) => {
  const visite = await visiter(maison, await lienPour(maison.hub, { organisme, cause, ...cible }, T0));
  return { visite, ...(await visite.aller()) };
};
const actes = () => maison.flux.entendus.map((e) => e.acte);

describe('état du recrutement (S2)', () => {
  it('S2: one click says that the recruitment is open, through the inbox, as this OF (R18)', async () => {
    const { visite, ...vue } = await parLien('ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION });
    expect(vue.chemin).toBe(`/of/sessions/${SESSION}/recrutement`);
    expect(vue.texte).toContain('Non renseigné');
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { etat: 'OUVERT' })).texte).toContain('Kairos est mis à jour');
    expect(actes()).toMatchObject([{ type: 'etatRecrutement', etat: 'OUVERT', par: `of:${SIRET_DEMO}`, depuis: null }]);
  });
  it('warns when it was changed meanwhile, by whom and when, and lets the second answer win', async () => {
    const { visite, ...vue } = await parLien('ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION });
    await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'SUSPENDU' } });
    const date = new Date('2026-11-03T13:02:00Z');
    await maison.hub.evenement.create({ data: { cle: 'etat-1', processus: idSession(SESSION), date, acteur: 'systeme:kairos', fait: 'ETAT_RECRUTEMENT' } });
    const avertie = await visite.envoyer(vue, { etat: 'FERME' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Modifié entre-temps par Kairos le mardi 3\u00a0novembre à 14\u00a0h\u00a002');
    expect(actes()).toEqual([]);
    await visite.envoyer(avertie, { etat: 'FERME' });
    expect(actes()).toMatchObject([{ type: 'etatRecrutement', etat: 'FERME' }]);
  });
  it('R18: proposes to close what is full, and to reopen what has places again, the waiting list first', async () => {
    const avec = async (etatRecrutement: string, placesDisponibles: number) => {
      await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement, placesTotales: 12, placesDisponibles } });
      return (await parLien('ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION })).texte;
    };
    expect(await avec('OUVERT', 0)).toMatch(/nous vous proposons de fermer le recrutement/);
    expect(await avec('FERME', 2)).toMatch(/vous proposons de rouvrir.*la liste d’attente passe d’abord/);
    expect(await avec('OUVERT', 2)).not.toMatch(/proposons/);
  });
  it('refuses anything else', async () => {
    const { visite, ...vue } = await parLien('ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION });
    expect((await visite.envoyer(vue, { etat: 'NON_RENSEIGNE' })).statut).toBe(422);
    expect(actes()).toEqual([]);
  });
});

describe('new slot (S1, S3, S22)', () => {
  it('S1, S3: opens a slot once, however often the form is sent', async () => {
    const { visite, ...vue } = await parLien('AUCUN_RENDEZ_VOUS_DISPONIBLE', { session: SESSION });
    expect(vue.chemin).toBe(`/of/sessions/${SESSION}/creneau`);
    const dit = {
      modalite: 'ICO',
      jour: '2026-11-20',
      debut: '09:30',
      fin: '12:00',
      places: '12',
      piece1: 'Curriculum vitæ',
      commentaire: 'Parking sur place.',
    };
    const reponses = await Promise.all([visite.envoyer(vue, dit), visite.envoyer(vue, dit)]);
    expect(reponses.map((r) => r.statut)).toEqual([200, 200]);
    const ouverts = await maison.hub.creneau.findMany({ where: { session: SESSION, origine: 'HUB' } });
    expect(ouverts).toMatchObject([
      {
        modalite: 'ICO',
        debut: new Date('2026-11-20T08:30:00Z'),
        fin: new Date('2026-11-20T11:00:00Z'),
        places: 12,
        pieces: ['Curriculum vitæ'],
        commentaire: 'Parking sur place.',
      },
    ]);
    expect(maison.flux.entendus.map((e) => e.id)).toEqual([`creneau:${ouverts[0]?.id ?? ''}`]);
    await maison.hub.creneau.deleteMany({ where: { origine: 'HUB' } });
  });
  it('R19, R20, R21: says every fault at once, each leading to its field, and loses nothing that was typed', async () => {
    const { visite, ...vue } = await parLien('MODALITE_NON_RENSEIGNEE', { session: SESSION });
    const dit = { jour: '31/02/2026', debut: '14h', fin: '9 h 30', places: '0', cp: '7600', commentaire: 'x'.repeat(501) };
    const refusee = await visite.envoyer(vue, dit);
    expect(refusee.statut).toBe(422);
    for (const champ of ['jour', 'places', 'cp', 'commentaire']) expect(refusee.texte).toContain(`<a href="#${champ}">`);
    expect(refusee.texte).toContain('id="jour-e"');
    expect(Object.fromEntries(champsDe(refusee.texte))).toMatchObject(dit);
    const inverse = await visite.envoyer(refusee, { jour: '20/11/2026', places: '3', cp: '76000', commentaire: '' });
    expect(inverse.texte).toContain('La fin doit suivre le début.');
    expect(inverse.texte).not.toContain('href="#places"');
    expect(await maison.hub.creneau.count({ where: { origine: 'HUB' } })).toBe(0);
    expect(maison.flux.entendus).toEqual([]);
  });
  it('R23: proposes weekly appointments for permanent entries, at the same hour in winter as in summer', async () => {
    await maison.hub.session.update({ where: { numero: SESSION }, data: { modaliteEntreeSortie: 'PERMANENTE' } });
    const { visite, ...vue } = await parLien('PLACES_NON_POURVUES', { session: SESSION });
    expect(vue.texte).toContain('Entrées et sorties permanentes');
    expect(champsDe(vue.texte).get('modalite')).toBe('RDV');
    expect((await visite.envoyer(vue, { jour: '2027-03-18', debut: '10:00', fin: '10:30', places: '1', fois: '4' })).statut).toBe(200);
    const ouverts = await maison.hub.creneau.findMany({ where: { session: SESSION, origine: 'HUB' }, orderBy: { debut: 'asc' } });
    expect(ouverts.map((c) => c.debut.toISOString())).toEqual([
      '2027-03-18T09:00:00.000Z',
      '2027-03-25T09:00:00.000Z',
      '2027-04-01T08:00:00.000Z',
      '2027-04-08T08:00:00.000Z',
    ]);
    expect(maison.flux.entendus).toHaveLength(4);
    await maison.hub.creneau.deleteMany({ where: { origine: 'HUB' } });
  });
  it('R17: a candidature window has a last day', async () => {
    const { visite, ...vue } = await parLien('MODALITE_NON_RENSEIGNEE', { session: SESSION });
    const dit = { modalite: 'CANDIDATURE', jour: '2026-11-16', debut: '08:00', fin: '18:00' };
    expect((await visite.envoyer(vue, dit)).texte).toContain('href="#dernier"');
    await visite.envoyer(vue, { ...dit, dernier: '2026-11-30' });
    expect(await maison.hub.creneau.findFirst({ where: { origine: 'HUB' } })).toMatchObject({ modalite: 'CANDIDATURE', fin: new Date('2026-11-30T17:00:00Z') });
    await maison.hub.creneau.deleteMany({ where: { origine: 'HUB' } });
  });
});

describe('entries (S11)', () => {
  it('S11, R41: attests one with its day, cancels another with its motive, leaves the third', async () => {
    const ids = [
      await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER'),
      await semerParcours(maison, 'Inès Morel', 'ENTREE_A_VALIDER'),
      await semerParcours(maison, 'Sami Benoit', 'AIS_GENEREE'),
    ];
    const { visite, ...vue } = await parLien('ENTREE_NON_ATTESTEE', { session: FINIE });
    expect(vue.chemin).toBe(`/of/sessions/${FINIE}/entrees`);
    expect(vue.texte).not.toMatch(/cap.emploi/i);
    const reponse = await visite.envoyer(vue, { x0: 'A', d0: '2026-10-06', x1: 'N', m1: 'Reprise d’emploi' });
    expect(reponse.texte).toContain('2\u00a0sur');
    expect(actes()).toMatchObject([{ type: 'entrer', jour: '2026-10-06', par: `of:${SIRET_DEMO}` }, { type: 'annulerInscription' }]);
    expect(maison.flux.entendus.map((e) => e.sujet)).toEqual(ids.slice(0, 2));
    expect((await maison.hub.positionnement.findFirstOrThrow({ where: { parcours: ids[1] ?? '' } })).motif).toBe('Reprise d’emploi');
  });
  it('S11: refuses a day to come, a day before the training, a cancellation without motive: all at once', async () => {
    for (const nom of ['Anne A', 'Boris B', 'Chloé C']) await semerParcours(maison, nom, 'ENTREE_A_VALIDER');
    const { visite, ...vue } = await parLien('ENTREE_NON_ATTESTEE', { session: FINIE });
    const refusee = await visite.envoyer(vue, { x0: 'A', d0: '2027-01-01', x1: 'A', d1: '2026-01-01', x2: 'N' });
    expect(refusee.statut).toBe(422);
    for (const i of [0, 1, 2]) expect(refusee.texte).toContain(`<a href="#p${i}">`);
    expect(Object.fromEntries(champsDe(refusee.texte))).toMatchObject({ x0: 'A', d0: '2027-01-01', x1: 'A', d1: '2026-01-01', x2: 'N' });
    expect(actes()).toEqual([]);
  });
});

describe('entries already attested (S11)', () => {
  const jour = (j: string) => ({ entreeLe: new Date(j) });
  it('S11: the day of an entry is corrected until the path closes; what is not touched is not said again', async () => {
    const [camille] = [
      await semerParcours(maison, 'Camille Renaud', 'EN_FORMATION', FINIE, jour('2026-10-05')),
      await semerParcours(maison, 'Inès Morel', 'FIN', FINIE, jour('2026-10-06')),
    ];
    await semerParcours(maison, 'Sami Benoit', 'CLOS', FINIE, jour('2026-10-06'));
    const { visite, ...vue } = await parLien('ENTREE_NON_ATTESTEE', { session: FINIE });
    const champ = `e-${camille?.slice(0, 8)}`;
    expect(champsDe(vue.texte).get(champ)).toBe('2026-10-05');
    expect(vue.texte).not.toContain('Sami');
    expect((await visite.envoyer(vue, { [champ]: '2026-09-01' })).texte).toContain(`<a href="#${champ}">Camille Renaud`);
    expect(actes()).toEqual([]);
    const faite = await visite.envoyer(vue, { [champ]: '2026-10-07' });
    expect(faite.texte).toContain('Kairos est mis à jour');
    expect(faite.texte).toContain('Corriger une date');
    expect(actes()).toMatchObject([{ type: 'entrer', jour: '2026-10-07' }]);
    expect(maison.flux.entendus.map((e) => e.sujet)).toEqual([camille]);
  });
  it('warns when somebody answered meanwhile, keeps what was typed, then lets the last answer win', async () => {
    const [camille, ines] = [
      await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER'),
      await semerParcours(maison, 'Inès Morel', 'EN_FORMATION', FINIE, jour('2026-10-05')),
    ];
    await semerParcours(maison, 'Sami Benoit', 'ENTREE_A_VALIDER');
    const { visite, ...vue } = await parLien('ENTREE_NON_ATTESTEE', { session: FINIE });
    const deInes = `e-${ines?.slice(0, 8)}`;
    await maison.hub.parcours.update({ where: { id: camille ?? '' }, data: { etape: 'EN_FORMATION', ...jour('2026-10-06') } });
    await maison.hub.parcours.update({ where: { id: ines ?? '' }, data: jour('2026-10-08') });
    const avertie = await visite.envoyer(vue, { x0: 'A', d0: '2026-10-12', x1: 'A', d1: '2026-10-05', [deInes]: '2026-10-09' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Camille Renaud\u202f: entrée attestée le 06/10');
    expect(avertie.texte).toContain('Inès Morel\u202f: entrée attestée le 08/10');
    expect(actes()).toEqual([]);
    const deCamille = `e-${camille?.slice(0, 8)}`;
    expect(Object.fromEntries(champsDe(avertie.texte))).toMatchObject({ x0: 'A', d0: '2026-10-05', [deCamille]: '2026-10-12', [deInes]: '2026-10-09' });
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect(
      actes()
        .map((a) => z.object({ jour: z.string() }).parse(a).jour)
        .sort(),
    ).toEqual(['2026-10-05', '2026-10-09', '2026-10-12']);
  });
  it('the same answer as somebody else’s is no conflict', async () => {
    const id = await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER');
    const { visite, ...vue } = await parLien('ENTREE_NON_ATTESTEE', { session: FINIE });
    await maison.hub.parcours.update({ where: { id }, data: { etape: 'EN_FORMATION', ...jour('2026-10-06') } });
    expect((await visite.envoyer(vue, { x0: 'A', d0: '2026-10-06' })).statut).toBe(200);
    expect(actes()).toEqual([]);
  });
});

describe('forty people', () => {
  it('hold in 30 kB on each page that names them, with long names', async () => {
    for (let i = 0; i < 40; i++) await semerParcours(maison, `Marie-Charlotte de La Fontaine ${i}`, i % 2 === 0 ? 'ENTREE_A_VALIDER' : 'RETENU');
    const entrees = await parLien('ENTREE_NON_ATTESTEE', { session: FINIE });
    expect(entrees.texte.match(/<fieldset/g)).toHaveLength(40);
    expect(Buffer.byteLength(entrees.texte)).toBeLessThan(30_000);
    await maison.hub.parcours.updateMany({ where: { etape: 'RETENU' }, data: { etape: 'EN_FORMATION', entreeLe: new Date('2026-10-06') } });
    const melees = await parLien('ENTREE_NON_ATTESTEE', { session: FINIE });
    expect(melees.texte.match(/type="?date/g)).toHaveLength(40);
    expect(Buffer.byteLength(melees.texte)).toBeLessThan(30_000);
    await maison.hub.parcours.updateMany({ data: { etape: 'EN_FORMATION' } });
    const sorties = await parLien('SORTIE_NON_SAISIE', { session: FINIE });
    expect(sorties.texte.match(/<fieldset/g)).toHaveLength(40);
    expect(Buffer.byteLength(sorties.texte)).toBeLessThan(30_000);
    await maison.hub.parcours.updateMany({ data: { etape: 'CLOS', sortieLe: new Date('2026-10-30') } });
    await maison.hub.positionnement.updateMany({ data: { bilan: 'Titre obtenu. '.repeat(40) } });
    const bilans = await parLien('SORTIE_NON_SAISIE', { session: FINIE });
    expect(bilans.texte).toContain('<textarea');
    expect(bilans.texte).toContain('autres bilans ne tiennent pas');
    expect(Buffer.byteLength(bilans.texte)).toBeLessThan(30_000);
    const moitie = (await maison.hub.parcours.findMany({ take: 20 })).map((p) => p.id);
    await maison.hub.parcours.updateMany({ where: { id: { in: moitie } }, data: { etape: 'FIN' } });
    expect(Buffer.byteLength((await parLien('SORTIE_NON_SAISIE', { session: FINIE })).texte)).toBeLessThan(30_000);
  });
});

describe('exits (S12)', () => {
  it('S12: types the end and the bilan of one, the departure of another', async () => {
    const [fin, depart] = [await semerParcours(maison, 'Camille Renaud', 'EN_FORMATION'), await semerParcours(maison, 'Inès Morel', 'EN_FORMATION')];
    const { visite, ...vue } = await parLien('SORTIE_NON_SAISIE', { session: FINIE });
    expect(vue.chemin).toBe(`/of/sessions/${FINIE}/sorties`);
    const reponse = await visite.envoyer(vue, { x0: 'F', b0: 'Titre obtenu.', x1: 'B', d1: '2026-10-12', m1: 'Reprise d’emploi', b1: 'Projet inchangé.' });
    expect(reponse.texte).toContain('Vous n’avez rien d’autre à faire');
    expect(actes()).toMatchObject([
      { type: 'sortir', jour: '2026-10-30', abandon: false, bilan: true },
      { type: 'sortir', jour: '2026-10-12', abandon: true, bilan: true },
    ]);
    expect(maison.flux.entendus.map((e) => e.sujet)).toEqual([fin, depart]);
    expect((await maison.hub.positionnement.findFirstOrThrow({ where: { parcours: fin } })).bilan).toBe('Titre obtenu.');
  });
  it('S12: asks for the bilan, refuses a number that looks like a NIR, and keeps the rest', async () => {
    await semerParcours(maison, 'Anne A', 'EN_FORMATION');
    await semerParcours(maison, 'Boris B', 'FIN');
    const { visite, ...vue } = await parLien('SORTIE_NON_SAISIE', { session: FINIE });
    const refusee = await visite.envoyer(vue, { x0: 'F', x1: 'F', b1: 'Voir 1 85 05 78 006 084 36' });
    expect(refusee.statut).toBe(422);
    expect(champsDe(refusee.texte).get('b1')).toBe('Voir 1 85 05 78 006 084 36');
    expect(actes()).toEqual([]);
  });
});

describe('exits already typed (S12)', () => {
  const sorti = async (nom: string, etape: EtapeParcours, sortieLe: string, bilan: string | null) => {
    const id = await semerParcours(maison, nom, etape, FINIE, { entreeLe: new Date('2026-10-05'), sortieLe: new Date(sortieLe) });
    await maison.hub.positionnement.updateMany({ where: { parcours: id }, data: { bilan } });
    return id;
  };
  const bilanDe = async (id: string) => (await maison.hub.positionnement.findFirstOrThrow({ where: { parcours: id } })).bilan;

  it('S12: shows the day of an exit that waits for its bilan, and lets it be corrected with it', async () => {
    await sorti('Camille Renaud', 'FIN', '2026-10-29', null);
    const { visite, ...vue } = await parLien('SORTIE_NON_SAISIE', { session: FINIE });
    expect(champsDe(vue.texte).get('d0')).toBe('2026-10-29');
    expect((await visite.envoyer(vue, { x0: 'F', d0: '2026-10-28', b0: 'Titre obtenu.' })).statut).toBe(200);
    expect(actes()).toMatchObject([{ type: 'sortir', jour: '2026-10-28', bilan: true }]);
  });
  it('S12: a bilan is corrected for a month, in the hub alone, and the journal says by whom', async () => {
    const id = await sorti('Camille Renaud', 'CLOS', '2026-10-30', 'Titre obtenu.');
    await sorti('Ancien Dossier', 'CLOS', '2026-09-20', 'Il y a longtemps.');
    const { visite, ...vue } = await parLien('SORTIE_NON_SAISIE', { session: FINIE });
    const champ = `b-${id.slice(0, 8)}`;
    expect(champsDe(vue.texte).get(champ)).toBe('Titre obtenu.');
    expect(vue.texte).not.toContain('Il y a longtemps');
    const refusee = await visite.envoyer(vue, { [champ]: 'Voir 1 85 05 78 006 084 36' });
    expect([refusee.statut, champsDe(refusee.texte).get(champ)]).toEqual([422, 'Voir 1 85 05 78 006 084 36']);
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { [champ]: 'Titre obtenu, emploi trouvé.' })).statut).toBe(200);
    expect(await bilanDe(id)).toBe('Titre obtenu, emploi trouvé.');
    expect(actes()).toEqual([]);
    const faits = await maison.hub.evenement.findMany({ where: { parcours: id, fait: 'BILAN_CORRIGE' } });
    expect(faits.map((f) => [f.processus, f.acteur, f.detail])).toEqual([[`parcours:${id}`, `of:${SIRET_DEMO}`, null]]);
  });
  it('warns when somebody gave the bilan meanwhile, keeps what was typed, then lets the last answer win', async () => {
    const id = await sorti('Camille Renaud', 'FIN', '2026-10-30', null);
    const { visite, ...vue } = await parLien('SORTIE_NON_SAISIE', { session: FINIE });
    await maison.hub.parcours.update({ where: { id }, data: { etape: 'CLOS' } });
    await maison.hub.positionnement.updateMany({ where: { parcours: id }, data: { bilan: 'Dit par un collègue.' } });
    const avertie = await visite.envoyer(vue, { x0: 'F', b0: 'Titre obtenu.' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Camille Renaud\u202f: sortie le 30/10, bilan enregistré');
    expect(await bilanDe(id)).toBe('Dit par un collègue.');
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect(await bilanDe(id)).toBe('Titre obtenu.');
  });
});

describe('address (S13)', () => {
  it('S13: corrects the address, tells its flow, the team and whoever was written to before', async () => {
    const { visite, ...vue } = await parLien('COURRIEL_OF_INVALIDE', { session: SESSION });
    expect(vue.chemin).toBe('/of/adresse');
    expect(vue.texte).toContain('c•••@organisme.example');
    expect(vue.texte).not.toContain('contact@organisme.example');
    expect((await visite.envoyer(vue, { courriel: 'pas une adresse' })).texte).toContain('href="#courriel"');
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { courriel: 'accueil@organisme.example' })).statut).toBe(200);
    expect(await maison.hub.organisme.findUniqueOrThrow({ where: { siret: SIRET_DEMO } })).toMatchObject({
      courriel: 'accueil@organisme.example',
      courrielRefuse: null,
    });
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseChangee' } }]);
    expect(maison.courriels.map((m) => m.a)).toEqual(['animation@maillon.example', 'contact@organisme.example']);
  });
  it('S13: warns when the address was corrected meanwhile, without giving it away, then lets the last one win', async () => {
    const { visite, ...vue } = await parLien('COURRIEL_OF_INVALIDE', { session: SESSION });
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'direction@organisme.example' } });
    const avertie = await visite.envoyer(vue, { courriel: 'accueil@organisme.example' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('L’adresse connue est maintenant d•••@organisme.example.');
    expect(champsDe(avertie.texte).get('courriel')).toBe('accueil@organisme.example');
    expect(actes()).toEqual([]);
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect((await maison.hub.organisme.findUniqueOrThrow({ where: { siret: SIRET_DEMO } })).courriel).toBe('accueil@organisme.example');
  });
  it('S13: « je ne travaille plus ici »: nothing more is sent there, the team knows, the next channel is taken', async () => {
    const { visite, ...vue } = await parLien('PRESENCE_NON_SAISIE', { creneau: ICO_PASSEE, session: SESSION });
    expect(vue.texte).toContain('href="/of/adresse"');
    expect((await visite.envoyer(await visite.aller('/of/adresse'), { quoi: 'depart' })).texte).toContain('Plus aucun message');
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide', par: `of:${SIRET_DEMO}` } }]);
    expect(maison.courriels.map((m) => m.a)).toEqual(['animation@maillon.example']);
    const perdu = await lienPour(maison.hub, { organisme: SIRET_DEMO, session: SESSION }, 0);
    await maison.demander('POST', '/of/nouveau-lien', { entetes: (await visiter(maison, perdu)).entetes });
    expect(maison.courriels).toHaveLength(1);
  });
});

describe('a slot that changed (S21)', () => {
  it('S21: shows who must know, and says that they do', async () => {
    await maison.hub.creneau.update({ where: { id: ICO }, data: { statut: 'REPORTE' } });
    const parcours = await semerParcours(maison, 'Camille Renaud', 'CONVOQUE', SESSION);
    await maison.hub.positionnement.updateMany({ where: { parcours }, data: { creneau: ICO, statut: 'CONFIRME' } });
    const { visite, ...vue } = await parLien('CHANGEMENT_NON_CONFIRME', { creneau: ICO, session: SESSION });
    expect(vue.chemin).toBe(`/of/creneaux/${ICO}/changement`);
    expect(vue.texte).toContain('Camille Renaud, 0600000000');
    await visite.envoyer(vue, { quoi: 'prevenus' });
    expect(actes()).toMatchObject([{ type: 'confirmer' }]);
    expect((await visite.envoyer(vue, { quoi: 'annule' })).texte).toContain('href="#motif"');
    await visite.envoyer(vue, { quoi: 'date', jour: '2026-11-25', debut: '14:00', fin: '16:00' });
    expect(actes().at(-1)).toMatchObject({ type: 'deplacer', debut: '2026-11-25T13:00:00.000Z' });
  });
  it('S21: warns when the slot was moved meanwhile: who was told of a date was not told of another', async () => {
    const avant = { statut: 'REPORTE', debut: new Date('2026-11-26T09:00:00Z') };
    await maison.hub.creneau.update({ where: { id: ICO }, data: avant });
    const { visite, ...vue } = await parLien('CHANGEMENT_NON_CONFIRME', { creneau: ICO, session: SESSION });
    await maison.hub.creneau.update({ where: { id: ICO }, data: { debut: new Date('2026-11-27T13:00:00Z') } });
    const avertie = await visite.envoyer(vue, { quoi: 'prevenus' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Le rendez-vous est maintenant le vendredi 27\u00a0novembre, 14\u00a0h.');
    expect(actes()).toEqual([]);
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect(actes()).toMatchObject([{ type: 'confirmer' }]);
    expect((await visite.envoyer(vue, { quoi: 'date', jour: '2026-11-27', debut: '14:00', fin: '16:00' })).statut).toBe(200);
    await maison.hub.creneau.update({ where: { id: ICO }, data: { statut: 'ANNULE' } });
    expect((await visite.envoyer(avertie, { quoi: 'annule', motif: 'Travaux' })).texte).toContain('Rendez-vous annulé');
    await maison.hub.creneau.update({ where: { id: ICO }, data: avant });
  });
});

describe('people met off-system (S7)', () => {
  it('S7, R39: declares who was not retained, with the reason, once', async () => {
    const { visite, ...vue } = await parLien('RECRUTEMENT_HORS_SYSTEME', { session: SESSION });
    expect(vue.chemin).toBe(`/of/sessions/${SESSION}/non-retenus`);
    const dit = { prenom1: 'Anne', nom1: 'Exemple', courriel1: 'anne@personne.example', motif1: 'Projet à préciser', prenom2: 'Boris' };
    const refusee = await visite.envoyer(vue, dit);
    expect(refusee.statut).toBe(422);
    expect(refusee.texte).toContain('href="#nom2"');
    expect(champsDe(refusee.texte).get('motif1')).toBe('Projet à préciser');
    for (const _ of [1, 2]) expect((await visite.envoyer(refusee, { prenom2: '' })).statut).toBe(200);
    const [trace] = await maison.hub.positionnement.findMany();
    expect(trace).toMatchObject({ session: SESSION, suite: 'NON_RETENU', motif: 'Projet à préciser' });
    expect(actes().filter((a) => a?.type === 'declarerNonRetenu')).toMatchObject([{ positionnement: trace?.id }]);
  });
  it('S7: hears that nobody else was met', async () => {
    const { visite, ...vue } = await parLien('RECRUTEMENT_HORS_SYSTEME', { session: SESSION });
    expect((await visite.envoyer(vue, {})).texte).toContain('href="#quoi"');
    expect((await visite.envoyer(vue, { quoi: 'aucun' })).statut).toBe(200);
    expect(await maison.hub.reception.findMany()).toMatchObject([{ type: 'candidats.non-retenus' }]);
  });
});

describe('every cause for which an organisme is written to', () => {
  const ECRITES = CodeCause.options.filter((c) =>
    POLITIQUES_PAR_DEFAUT[c].niveaux.some((n) => n.canal === 'COURRIEL' && (n.destinataire === 'OF' || n.destinataire === 'MANDATAIRE')),
  );
  it.each(ECRITES.map((c) => [CAUSES[c].numero ?? c, c] as const))('%s (%s): its link leads to a page on which it can act', async (_numero, cause) => {
    const { hub } = maison;
    const creneau = cause === 'CHANGEMENT_NON_CONFIRME' ? ICO : ICO_PASSEE;
    await hub.creneau.update({ where: { id: ICO }, data: { statut: 'REPORTE' } });
    const parcours = await semerParcours(maison, 'Camille Renaud', 'CONVOQUE', SESSION);
    await hub.positionnement.updateMany({ where: { parcours }, data: { creneau: ICO_PASSEE, statut: 'CONFIRME' } });
    for (const etape of ['ENTREE_A_VALIDER', 'EN_FORMATION'] as const) await semerParcours(maison, 'Inès Morel', etape);
    const session = cause === 'ENTREE_NON_ATTESTEE' || cause === 'SORTIE_NON_SAISIE' ? FINIE : SESSION;
    const duCreneau = ['PRESENCES', 'CHANGEMENT'].includes(pageDe(cause) ?? '');
    const commun = { processus: 'essai', type: 'session', cause, acteurType: 'OF', acteur: SIRET_DEMO, organisme: SIRET_DEMO, depuis: new Date(T0) };
    await hub.blocage.create({ data: { ...commun, id: `essai#${cause}#1`, sujet: { session }, session: cause === 'FICHE_EN_ATTENTE' ? null : session } });
    const { texte, statut } = await parLien(cause, duCreneau ? { creneau, session } : cause === 'FICHE_EN_ATTENTE' ? {} : { session });
    expect(statut).toBe(200);
    expect(texte).toMatch(/<form method="post" action="\/of\/(?!nouveau-lien)/);
    expect(texte).toMatch(/<button/);
  });
});

describe('what is done elsewhere (S14, S16, S17), what is chosen (S18)', () => {
  const blocage = (cause: CodeCause, sujet: object, plus: object = {}) =>
    maison.hub.blocage.create({
      data: {
        id: `${idSession(SESSION)}#${cause}#1`,
        processus: idSession(SESSION),
        type: 'session',
        cause,
        sujet,
        acteurType: 'OF',
        acteur: SIRET_DEMO,
        organisme: SIRET_DEMO,
        session: SESSION,
        depuis: new Date(T0 - 86_400_000),
        ...plus,
      },
    });
  it('S17: tells the team the site of a place, once, and the journal that the organisme answered', async () => {
    await blocage('LIEU_SANS_SIRET', { session: SESSION });
    const { offre } = await maison.hub.session.findUniqueOrThrow({ where: { numero: SESSION } });
    if (offre === null) expect.fail();
    const { visite, ...vue } = await parLien('LIEU_SANS_SIRET', { session: SESSION });
    expect((await visite.envoyer(vue, { ou: 'fait', siret: '123' })).texte).toContain('href="#siret"');
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { ou: 'fait', siret: SIRET_AUTRE })).statut).toBe(200);
    // Its flow hears it, and publishes the offer anew: the reminders stop there.
    expect(actes()).toMatchObject([{ type: 'rattacher', par: `of:${SIRET_DEMO}` }]);
    // What it publishes names the site.
    expect(await maison.hub.session.findUnique({ where: { numero: SESSION } })).toMatchObject({
      lieuSansSiret: false,
      ofDispensateur: SIRET_AUTRE,
      offre: { ofDispensateur: { siret: SIRET_AUTRE, nom: expect.any(String) } },
    });
    await maison.hub.session.update({ where: { numero: SESSION }, data: { ofDispensateur: SIRET_DEMO, offre } });
    expect(maison.courriels).toHaveLength(1);
    expect(maison.courriels[0]).toMatchObject({ a: 'animation@maillon.example' });
    expect(maison.courriels[0]?.texte).toContain(SIRET_AUTRE);
    expect(await maison.hub.evenement.findMany({ where: { fait: 'REPONSE_ORGANISME' } })).toMatchObject([
      { processus: idSession(SESSION), detail: 'LIEU_SANS_SIRET' },
    ]);
  });
  it('S16: says what to ask and where, and hears where it stands', async () => {
    await blocage('COMPTE_KAIROS_ABSENT', { session: SESSION, refus: 'COMPTE_ABSENT' });
    const { visite, ...vue } = await parLien('COMPTE_KAIROS_ABSENT', { session: SESSION });
    expect(vue.texte).toContain('Demandez votre compte Kairos');
    expect((await visite.envoyer(vue, {})).texte).toContain('href="#ou"');
    expect((await visite.envoyer(vue, { ou: 'aide', message: 'Nous ne trouvons pas notre correspondant.' })).statut).toBe(200);
    expect(maison.courriels[0]?.texte).toContain('Nous ne trouvons pas notre correspondant.');
    expect(actes()).toEqual([]);
    expect((await visite.envoyer(vue, { ou: 'fait' })).texte).toContain('Kairos est interrogé de nouveau');
    expect(actes()).toMatchObject([{ type: 'verifierCompte' }]);
  });
  it('S14: a returned fiche that the organisme says corrected goes back to the Carif', async () => {
    const { numero: fiche, empreinte } = await maison.hub.fiche.findFirstOrThrow();
    await blocage(
      'FICHE_EN_ATTENTE',
      { fiche, etatFiche: 'A_CORRIGER' },
      { id: `fiche:${fiche}#FICHE_A_CORRIGER#1`, processus: `fiche:${fiche}`, type: 'fiche', session: null },
    );
    const { visite, ...vue } = await parLien('FICHE_EN_ATTENTE');
    await visite.envoyer(vue, { ou: 'encours' });
    expect(actes()).toEqual([]);
    expect((await visite.envoyer(vue, { ou: 'fait' })).texte).toContain('repart au Carif-Oref');
    expect(actes()).toMatchObject([{ type: 'soumettre', empreinte }]);
  });
  it('S18: chooses the right value of the two, side by side', async () => {
    await maison.hub.divergence.create({ data: { session: SESSION, champ: 'PLACES', smf: '12', kairos: '10', depuis: new Date(T0) } });
    const { visite, ...vue } = await parLien('DONNEES_DIVERGENTES', { session: SESSION });
    expect(vue.texte).toContain('12 (Saisir ma formation)');
    await visite.envoyer(vue, { [`v0-${SESSION}`]: 'kairos' });
    expect(actes()).toMatchObject([{ type: 'choisir', champ: 'PLACES', systeme: 'kairos', par: `of:${SIRET_DEMO}` }]);
  });
});

describe('all that is due, and the reach of a link', () => {
  it('G14: lists everything with who is held up since when, each leading to its form', async () => {
    await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER');
    const parcours = await semerParcours(maison, 'Inès Morel', 'CONVOQUE', SESSION);
    await maison.hub.positionnement.updateMany({ where: { parcours }, data: { creneau: ICO_PASSEE, statut: 'CONFIRME' } });
    const tentative = { session: SESSION, creneau: ICO_PASSEE, motif: 'DEJA_INSCRITE', date: new Date(T0) };
    await maison.hub.tentative.createMany({ data: [1, 2, 3].map((n) => ({ ...tentative, cle: `t${n}`, auteur: `a${n}` })) });
    const { visite, ...vue } = await parLien(null);
    expect(vue.chemin).toBe('/of/a-faire');
    expect(vue.texte).toContain('<h1>3\u00a0réponses attendues</h1>');
    expect(vue.texte).toContain('1\u00a0personne attend, venue par OUIFORM (1)');
    expect(vue.texte).toContain('3\u00a0conseillers ont essayé en vain');
    expect(vue.texte).not.toMatch(/Camille|Inès|cap.emploi|\(R\d/i);
    const chemins = [...vue.texte.matchAll(/<a href="(\/of\/(?:creneaux|sessions)[^"]+)"/g)].map((m) => m[1] ?? '');
    expect(chemins.sort()).toEqual([`/of/creneaux/${ICO_PASSEE}`, `/of/sessions/${FINIE}/entrees`, `/of/sessions/${SESSION}/recrutement`].sort());
    for (const chemin of chemins) expect((await visite.aller(chemin)).texte).toContain('<form');
  });
  it('R13: a digest to a mandataire opens the cases of its dispensateurs that it was reminded of, and nothing else', async () => {
    const { hub } = maison;
    const [MANDATAIRE, CONFIEE] = ['99900004500013', '103790'];
    await hub.organisme.create({ data: { siret: MANDATAIRE, nom: 'Groupement du Val', courriel: 'marches@groupement.example' } });
    const { financeurs, offre, ...copie } = await hub.session.findUniqueOrThrow({ where: { numero: AUTRE_SESSION } });
    await hub.session.create({ data: { ...copie, numero: CONFIEE, financeurs: financeurs ?? [], offre: offre ?? {}, ofResponsable: MANDATAIRE } });
    const depuis = T0 - 5 * 86_400_000;
    const [premier] = echeances(POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE, depuis, 'OF').filter((e) => e.destinataire === 'MANDATAIRE');
    const maintenant = premier?.echeance ?? 0;
    const creneaux = [1, 2, 3].map((n) => `ICO-${CONFIEE}-${n}`);
    for (const [i, creneau] of creneaux.entries()) {
      const slot = { modalite: 'ICO', lieu: {}, places: 12, placesLibres: 11, pieces: [], origine: 'KAIROS', statut: 'A_EMARGER' };
      await hub.creneau.create({ data: { ...slot, id: creneau, session: CONFIEE, debut: new Date(depuis - 7_200_000), fin: new Date(depuis) } });
      const parcours = await semerParcours(maison, 'Inès Morel', 'CONVOQUE', CONFIEE);
      await hub.positionnement.updateMany({ where: { parcours }, data: { creneau, statut: 'CONFIRME' } });
      const id = `creneau:${creneau}#PRESENCE_NON_SAISIE#1`;
      const commun = { processus: `creneau:${creneau}`, type: 'creneau', cause: 'PRESENCE_NON_SAISIE', sujet: { session: CONFIEE, nombre: 1 } };
      const dispensateur = { acteurType: 'OF', acteur: SIRET_AUTRE, organisme: SIRET_AUTRE };
      // The last one's turn comes another day.
      const prochaineRelance = new Date(maintenant + (i === 2 ? 3 * 86_400_000 : 0));
      await hub.blocage.create({ data: { ...commun, ...dispensateur, id, session: CONFIEE, creneau, depuis: new Date(depuis), prochaineRelance } });
    }
    const envoyes: Message[] = [];
    const transport = { sendMail: async (m: Message) => envoyes.push(m) };
    const { politiques } = createLecture(hub);
    const relances = createRelances({ hub, transport, urlHub: maison.url, expediteur: 'Maillon <m@maillon.example>', cle: 'secret des essais', politiques });
    const relance = {
      blocage: `creneau:${creneaux[0]}#PRESENCE_NON_SAISIE#1`,
      niveau: 2,
      destinataire: 'MANDATAIRE',
      cle: 'essai-digest:1',
      maintenant,
    } as const;
    expect(await relances.envoyerRelance(relance)).toEqual({ etat: 'ENVOYEE' });
    expect(envoyes.map((m) => [m.to, m.subject.replace(/\s/g, ' ')])).toMatchObject([
      ['marches@groupement.example', expect.stringContaining('2 réponses attendues')],
    ]);
    const visite = await visiter(maison, /\/of\/([\w-]{43})/.exec(envoyes[0]?.text ?? '')?.[1] ?? '');
    const { chemin, texte } = await visite.aller();
    expect(chemin).toBe('/of/a-faire');
    expect(texte).toContain('<h1>2\u00a0réponses attendues</h1>');
    const chemins = [...texte.matchAll(/<a href="(\/of\/(?:creneaux|sessions|reponse)[^"]+)"/g)].map((m) => m[1]);
    expect(chemins.sort()).toEqual([`/of/creneaux/${creneaux[0]}`, `/of/creneaux/${creneaux[1]}`]);
    expect((await visite.aller(`/of/creneaux/${creneaux[0]}`)).texte).toContain('<form');
    // Its dispensateur is waited for on all three, reminded or not.
    expect((await parLien(null, {}, SIRET_AUTRE)).texte).toContain(`/of/creneaux/${creneaux[2]}`);
    await hub.session.delete({ where: { numero: CONFIEE } });
  });
  it('opens no more than its cause asks: not another slot, another session, another organisme', async () => {
    const duCreneau = (await parLien('PRESENCE_NON_SAISIE', { creneau: ICO_PASSEE, session: SESSION })).visite;
    for (const chemin of [`/of/creneaux/${ICO}`, `/of/sessions/${SESSION}/entrees`, `/of/sessions/${SESSION}/sorties`, `/of/sessions/${FINIE}/creneau`])
      expect((await duCreneau.aller(chemin)).statut).toBe(409);
    expect((await duCreneau.aller(`/of/sessions/${SESSION}/recrutement`)).statut).toBe(200);
    const deLaSession = (await parLien('ENTREE_NON_ATTESTEE', { session: FINIE })).visite;
    for (const chemin of [`/of/creneaux/${ICO_PASSEE}`, `/of/sessions/${SESSION}/entrees`]) expect((await deLaSession.aller(chemin)).statut).toBe(409);
    const dUnAutre = (await parLien(null, {}, SIRET_AUTRE)).visite;
    for (const chemin of [`/of/creneaux/${ICO_PASSEE}`, `/of/sessions/${FINIE}/entrees`]) expect((await dUnAutre.aller(chemin)).statut).toBe(409);
    expect((await dUnAutre.aller(`/of/sessions/${AUTRE_SESSION}/creneau`)).statut).toBe(200);
  });
  it('is made anew from the dashboard: every link stops, one to all that is due leaves for the known address', async () => {
    const ancien = await lienPour(maison.hub, { organisme: SIRET_DEMO, session: SESSION }, T0);
    const courrier = enregistrerCourriels(maison.courriels);
    const liens = createLiens({ hub: maison.hub, horloge: maison.horloge, config: { url: 'http://maison.example' } as never, courrier });
    expect(await liens.regenerer(SIRET_DEMO)).toEqual({ revoques: 1, envoyeA: 'c•••@organisme.example' });
    expect(await trouverLien(maison.hub, ancien, T0)).toBeNull();
    const nouveau = /\/of\/([\w-]{43})/.exec(maison.courriels[0]?.texte ?? '')?.[1] ?? '';
    expect((await (await visiter(maison, nouveau)).aller()).chemin).toBe('/of/a-faire');
  });
});
