import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../activities/courriels/envoi.ts';
import { createLecture } from '../../../activities/lecture.ts';
import { createRelances } from '../../../activities/relances.ts';
import { echeances, POLITIQUES_PAR_DEFAUT } from '../../../domain/politiques.ts';
import { lienPour, trouverLien } from '../../../prisma/liens.ts';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import { AUTRE_SESSION, enregistrerCourriels, ICO, ICO_PASSEE, type Maison, SESSION, SIRET_AUTRE, T0 } from '../../essais/maison.ts';
import { FINIE, semerParcours } from '../essais/donnees.ts';
import { visiter } from '../essais/formulaire.ts';
import { createMaisonDesPages, parLien, vider } from '../essais/pages.ts';
import { createLiens } from '../liens.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('all that is due, and the reach of a link', () => {
  it('G14: lists everything with who is held up since when, each leading to its form', async () => {
    await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER');
    const parcours = await semerParcours(maison, 'Inès Morel', 'CONVOQUE', SESSION);
    await maison.hub.positionnement.updateMany({ where: { parcours }, data: { creneau: ICO_PASSEE, statut: 'CONFIRME' } });
    const tentative = { session: SESSION, creneau: ICO_PASSEE, motif: 'DEJA_INSCRITE', date: new Date(T0) };
    await maison.hub.tentative.createMany({ data: [1, 2, 3].map((n) => ({ ...tentative, cle: `t${n}`, auteur: `a${n}` })) });
    const { visite, ...vue } = await parLien(maison, null);
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
    expect((await parLien(maison, null, {}, SIRET_AUTRE)).texte).toContain(`/of/creneaux/${creneaux[2]}`);
    await hub.session.delete({ where: { numero: CONFIEE } });
  });
  it('opens no more than its cause asks: not another slot, another session, another organisme', async () => {
    const duCreneau = (await parLien(maison, 'PRESENCE_NON_SAISIE', { creneau: ICO_PASSEE, session: SESSION })).visite;
    for (const chemin of [`/of/creneaux/${ICO}`, `/of/sessions/${SESSION}/entrees`, `/of/sessions/${SESSION}/sorties`, `/of/sessions/${FINIE}/creneau`])
      expect((await duCreneau.aller(chemin)).statut).toBe(409);
    expect((await duCreneau.aller(`/of/sessions/${SESSION}/recrutement`)).statut).toBe(200);
    const deLaSession = (await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE })).visite;
    for (const chemin of [`/of/creneaux/${ICO_PASSEE}`, `/of/sessions/${SESSION}/entrees`]) expect((await deLaSession.aller(chemin)).statut).toBe(409);
    const dUnAutre = (await parLien(maison, null, {}, SIRET_AUTRE)).visite;
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
