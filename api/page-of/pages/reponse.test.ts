import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CodeCause } from '../../../domain/causes.ts';
import { idSession } from '../../../domain/processus.ts';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import { type Maison, SESSION, SIRET_AUTRE, T0 } from '../../essais/maison.ts';
import { actes, createMaisonDesPages, parLien, vider } from '../essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

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
    const { visite, ...vue } = await parLien(maison, 'LIEU_SANS_SIRET', { session: SESSION });
    expect((await visite.envoyer(vue, { ou: 'fait', siret: '123' })).texte).toContain('href="#siret"');
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { ou: 'fait', siret: SIRET_AUTRE })).statut).toBe(200);
    // Its flow hears it, and publishes the offer anew: the reminders stop there.
    expect(actes(maison)).toMatchObject([{ type: 'rattacher', par: `of:${SIRET_DEMO}` }]);
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
    const { visite, ...vue } = await parLien(maison, 'COMPTE_KAIROS_ABSENT', { session: SESSION });
    expect(vue.texte).toContain('Demandez votre compte Kairos');
    expect((await visite.envoyer(vue, {})).texte).toContain('href="#ou"');
    expect((await visite.envoyer(vue, { ou: 'aide', message: 'Nous ne trouvons pas notre correspondant.' })).statut).toBe(200);
    expect(maison.courriels[0]?.texte).toContain('Nous ne trouvons pas notre correspondant.');
    expect(actes(maison)).toEqual([]);
    expect((await visite.envoyer(vue, { ou: 'fait' })).texte).toContain('Kairos est interrogé de nouveau');
    expect(actes(maison)).toMatchObject([{ type: 'verifierCompte' }]);
  });
  it('S14: a returned fiche that the organisme says corrected goes back to the Carif', async () => {
    const { numero: fiche, empreinte } = await maison.hub.fiche.findFirstOrThrow();
    await blocage(
      'FICHE_EN_ATTENTE',
      { fiche, etatFiche: 'A_CORRIGER' },
      { id: `fiche:${fiche}#FICHE_A_CORRIGER#1`, processus: `fiche:${fiche}`, type: 'fiche', session: null },
    );
    const { visite, ...vue } = await parLien(maison, 'FICHE_EN_ATTENTE');
    await visite.envoyer(vue, { ou: 'encours' });
    expect(actes(maison)).toEqual([]);
    expect((await visite.envoyer(vue, { ou: 'fait' })).texte).toContain('repart au Carif-Oref');
    expect(actes(maison)).toMatchObject([{ type: 'soumettre', empreinte }]);
  });
  it('S18: chooses the right value of the two, side by side', async () => {
    await maison.hub.divergence.create({ data: { session: SESSION, champ: 'PLACES', smf: '12', kairos: '10', depuis: new Date(T0) } });
    const { visite, ...vue } = await parLien(maison, 'DONNEES_DIVERGENTES', { session: SESSION });
    expect(vue.texte).toContain('12 (Saisir ma formation)');
    await visite.envoyer(vue, { [`v0-${SESSION}`]: 'kairos' });
    expect(actes(maison)).toMatchObject([{ type: 'choisir', champ: 'PLACES', systeme: 'kairos', par: `of:${SIRET_DEMO}` }]);
  });
});
