import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hub } from '../../prisma/hub.ts';
import { ListeSystemes, PageCreneaux, PageParcours, PageSessions, ParcoursDetail, SystemeDetail, VueSysteme } from '../contract/admin.ts';
import { parcours, session } from './essais/donnees.ts';
import { ouvrirRegion, type Region } from './essais/region.ts';
import { connecter, jouerPartenaires, ouvrirTableau, type Tableau } from './essais/serveur.ts';

let maison: Region;
let hub: Hub;
let tableau: Tableau;
let admin: Awaited<ReturnType<typeof connecter>>;
const demandes: string[] = [];

beforeAll(async () => {
  const partenaires = jouerPartenaires();
  maison = await ouvrirRegion({
    aller: (adresse, init) => {
      demandes.push(`${init?.method ?? 'GET'} ${new URL(String(adresse)).pathname}`);
      return partenaires(adresse, init);
    },
  });
  ({ hub, tableau } = maison);
  admin = await connecter(tableau.url, 'ADMIN');
});
afterAll(() => maison?.close());

const detail = async (appeler: typeof admin, id: string): Promise<ParcoursDetail> =>
  ParcoursDetail.parse((await appeler('GET', `/api/admin/parcours/${encodeURIComponent(id)}`)).corps);

describe('the parcours', () => {
  it('names candidates to the animation team alone, and by an initial in lists', async () => {
    const lu = PageParcours.parse((await admin('GET', '/api/admin/parcours')).corps);
    expect(lu.total).toBe(8);
    expect(lu.elements.map((p) => p.personne)).toContain('Camille R.');
    const carif = await connecter(tableau.url, 'CARIF');
    expect(PageParcours.parse((await carif('GET', '/api/admin/parcours')).corps).elements.every((p) => p.personne === null)).toBe(true);
    expect((await detail(carif, parcours(0))).personne).toBeNull();
    expect((await detail(admin, parcours(0))).personne).toEqual({ prenom: 'Camille', nom: 'Renaud', idDE: '1234560A' });
  });

  it('finds by session or id, never by name', async () => {
    const trouver = async (q: string) =>
      PageParcours.parse((await admin('GET', `/api/admin/parcours?recherche=${encodeURIComponent(q)}`)).corps).elements.map((p) => p.id);
    expect(await trouver(session(2))).toEqual([parcours(2)]);
    expect(await trouver(parcours(4).slice(0, 36))).toEqual([parcours(4)]);
    expect(await trouver('Renaud')).toEqual([]);
  });

  it('keeps only what is stuck, by itself, its slot or its person', async () => {
    const ids = async (bloque: boolean) =>
      PageParcours.parse((await admin('GET', `/api/admin/parcours?bloque=${bloque}`)).corps)
        .elements.map((p) => p.id)
        .sort();
    expect(await ids(true)).toEqual([0, 1, 3, 4, 5, 6].map(parcours).sort());
    expect(await ids(false)).toEqual([2, 7].map(parcours).sort());
  });

  it('opens on the verdict: the slot’s blocage speaks for the candidate, with its remedy', async () => {
    const p = await detail(admin, parcours(0));
    expect(p.situation).toMatchObject({ etat: 'bloque', cause: 'PRESENCE_NON_SAISIE' });
    expect(p.blocages.map((b) => b.id)).toEqual(['creneau:ICO-103725-1#PRESENCE_NON_SAISIE#1']);
    expect(p.etapes.map((e) => `${e.etape} ${e.etat}`).slice(0, 3)).toEqual(['POSITIONNE faite', 'CONVOQUE courante', 'PRESENT a_venir']);
    expect(p.matrice['IMILO']?.['POSITIONNEMENT']).toMatchObject({ etat: 'NON_VISIBLE', regle: 'R31' });
    expect(p.chronologie.map((f) => f.fait)).toEqual(['Positionnement demandé', 'Place réservée dans Kairos', 'Transmis', 'Relance envoyée']);
    expect(p.chronologie.at(-1)).toMatchObject({ acteur: 'Maillon', detail: 'Présences non saisies' });
    expect(p.technique.lienTemporal).toBe(`http://temporal.example/namespaces/default/workflows/${encodeURIComponent(`parcours:${parcours(0)}`)}`);
  });

  it('answers 404 for an unknown one', async () => {
    expect((await admin('GET', '/api/admin/parcours/inconnu')).statut).toBe(404);
  });
});

describe('the offer', () => {
  it('lists sessions and slots with their blocages', async () => {
    const sessions = PageSessions.parse((await admin('GET', '/api/admin/sessions?recherche=soudeur')).corps);
    expect(sessions.elements).toMatchObject([{ numero: session(0), organisme: 'Horizon Formation', creneaux: 1, blocages: 1 }]);
    const creneaux = PageCreneaux.parse((await admin('GET', `/api/admin/creneaux?session=${session(0)}`)).corps);
    expect(creneaux.elements).toMatchObject([{ statut: 'A_EMARGER', blocages: 1 }]);
    expect(PageCreneaux.parse((await admin('GET', '/api/admin/creneaux?statut=PUBLIE')).corps).total).toBe(4);
  });
});

describe('the partner systems', () => {
  it('are all eight, with who waits and what the demonstration changed', async () => {
    const { systemes } = ListeSystemes.parse((await admin('GET', '/api/admin/systemes')).corps);
    expect(systemes).toHaveLength(8);
    expect(systemes.find((s) => s.code === 'kairos')).toMatchObject({ etat: 'EN_PANNE', enAttente: 1, motif: 'Kairos a répondu 503 à dix essais.' });
    expect(systemes.find((s) => s.code === 'aude')?.reglages).toMatchObject({ indisponibleJusqua: null });
  });

  it('say how they answered over the last hour, and when they last did at the business date', async () => {
    const { systemes } = ListeSystemes.parse((await admin('GET', '/api/admin/systemes')).corps);
    const de = (code: string) => systemes.find((s) => s.code === code);
    expect(de('kairos')?.mesure).toEqual({ appels: 40, tauxErreur: 0.25, latenceMs: 80 });
    expect(de('aude')?.mesure).toEqual({ appels: 8, tauxErreur: 0, latenceMs: 125 });
    expect(de('pefr')?.mesure).toEqual({ appels: 0, tauxErreur: null, latenceMs: null });
    const age = tableau.horloge.maintenant() - Date.parse(de('aude')?.dernierSucces ?? '');
    expect(age).toBeGreaterThanOrEqual(60_000);
    expect(age).toBeLessThan(600_000);
  });

  it('S20: break and repair, keeping the other settings', async () => {
    const regler = async (corps: object) => SystemeDetail.parse((await admin('PUT', '/api/admin/systemes/aude/reglages', corps)).corps).reglages;
    expect(await regler({ latenceMs: 3000 })).toMatchObject({ latenceMs: 3000, indisponibleJusqua: null });
    const casse = await regler({ enPanne: true });
    expect(casse?.latenceMs).toBe(3000);
    expect(Date.parse(casse?.indisponibleJusqua ?? '')).toBeGreaterThan(tableau.horloge.maintenant());
    expect(await regler({ enPanne: false, latenceMs: 0 })).toMatchObject({ latenceMs: 0, indisponibleJusqua: null });
    expect((await (await connecter(tableau.url, 'CARIF'))('PUT', '/api/admin/systemes/aude/reglages', { enPanne: true })).statut).toBe(403);
  });

  it('show what their users see, without an identifiant DE in the dashboard’s address', async () => {
    const vue = async (code: string) =>
      VueSysteme.parse((await admin('GET', `/api/admin/systemes/${code}/vue?parcours=${encodeURIComponent(parcours(0))}`)).corps).vues;
    expect(await vue('kairos')).toMatchObject([
      { titre: 'Les inscrits de la session', contenu: [{ nom: 'Renaud', origine: 'OUIFORM' }] },
      { titre: 'Les créneaux de la session' },
    ]);
    expect(await vue('aude')).toMatchObject([{ titre: 'Le dossier du demandeur', contenu: { statut: 'INSCRIT' } }]);
    expect(demandes).toContain('GET /aude/vue/demandeurs/1234560A');
    expect((await admin('GET', '/api/admin/systemes/aude/vue?parcours=inconnu')).statut).toBe(404);
  });

  it('cannot be broken in production', async () => {
    await hub.compte.deleteMany();
    const reel = await ouvrirTableau({ hub, demonstration: false });
    const appeler = await connecter(reel.url, 'ADMIN');
    expect((await appeler('PUT', '/api/admin/systemes/aude/reglages', { enPanne: true })).statut).toBe(404);
    expect(ListeSystemes.parse((await appeler('GET', '/api/admin/systemes')).corps).systemes.every((s) => s.reglages === null)).toBe(true);
    await reel.close();
  });
});
