import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { empreinteDe } from '../api/catalogues/empreinte.ts';
import { depuisLheo } from '../domain/smf/depuis-lheo.ts';
import { ficheExemple } from '../domain/smf/exemples.ts';
import { versLheo } from '../domain/smf/vers-lheo.ts';
import { hubDeTest } from '../e2e/outils/base.ts';
import { createDossiers } from './dossiers.ts';
import { createAppliquerFiche } from './offre.ts';
import { createSmf } from './smf.ts';

const COMMENTAIRE = ficheExemple().sessions[0]?.icos[0]?.commentaire ?? '';
const { hub, close } = await hubDeTest(2);
afterAll(close);
const [validee, modifiee] = [versLheo(ficheExemple()), versLheo(ficheExemple({ intitule: 'Autre projet' }))];
beforeAll(async () => {
  const numero = 'A825286';
  const fiche = { numero, intitule: modifiee.intitule, organisme: modifiee.organisme.siret, formation: modifiee, empreinte: empreinteDe(modifiee) };
  await hub.fiche.create({ data: fiche });
  for (const formation of [validee, modifiee]) await hub.ficheVersion.create({ data: { fiche: numero, empreinte: empreinteDe(formation), formation } });
});

describe('a fiche with two versions', () => {
  it('R1: publishes the one that was validated, not the one that waits', async () => {
    const appliquer = createAppliquerFiche(hub);
    expect(await appliquer('A825286', empreinteDe(validee))).toEqual({
      sessions: ['103725'],
      derniereFin: '2027-12-31',
      deplaces: [],
      modifies: [],
      annules: [],
      retirees: [],
      divergences: [],
    });
    expect(await hub.session.findUnique({ where: { numero: '103725' } })).toMatchObject({ intitule: 'Construire son projet professionnel' });
    await expect(appliquer('A825286', 'jamais-soumise')).rejects.toThrow();
  });

  it('L768, R42b: a text of SMF leaves what Kairos alone says of the session', async () => {
    const appliquer = createAppliquerFiche(hub);
    await appliquer('A825286', empreinteDe(validee));
    const lire = async () => (await hub.session.findUniqueOrThrow({ where: { numero: '103725' } })).offre as object;
    const dits = { plus: 'Restauration sur place', liens: ['https://of.example/action'], interruptions: [{ debut: '2027-07-05', fin: null }] };
    await hub.session.update({ where: { numero: '103725' }, data: { offre: { ...(await lire()), ...dits } } });
    await appliquer('A825286', empreinteDe(modifiee), empreinteDe(validee));
    expect(await lire()).toMatchObject({ ...dits, intitule: 'Autre projet' });
    await appliquer('A825286', empreinteDe(validee), empreinteDe(modifiee));
  });

  it('S18: the seats that somebody chose are what partners are told, whatever SMF said', async () => {
    await createAppliquerFiche(hub)('A825286', empreinteDe(validee));
    await hub.session.update({ where: { numero: '103725' }, data: { placesConventionnees: 7 } });
    expect((await createDossiers(hub).lireOffre('103725')).placesConventionnees).toBe(7);
  });

  it('leaves the dates of a slot that lives to its flow, says once and again what SMF has moved, and nothing of what was moved elsewhere', async () => {
    const numero = 'A825287';
    const ico = (debut: string, places: number) => {
      const f = versLheo(ficheExemple());
      const recrutement = { attributs: {}, autres: [], modalite: '9', numero: 'ICO-OFFRE', debut, places };
      return { ...f, numero, actions: f.actions.map((a) => ({ ...a, sessions: a.sessions.map((x) => ({ ...x, recrutements: [recrutement] })) })) };
    };
    const [un, deux] = [ico('20270104', 8), ico('20270111', 8)];
    for (const formation of [un, deux]) await hub.ficheVersion.create({ data: { fiche: numero, empreinte: empreinteDe(formation), formation } });
    const appliquer = createAppliquerFiche(hub);
    await appliquer(numero, empreinteDe(un));
    const creneau = () => hub.creneau.findUniqueOrThrow({ where: { id: 'ICO-OFFRE' } });
    const avant = await creneau();
    await hub.processus.create({
      data: { id: 'creneau:ICO-OFFRE', type: 'creneau', sujet: 'ICO-OFFRE', etape: 'PUBLIE', etat: 'en_cours', depuis: new Date() },
    });
    for (const _fois of [1, 2]) {
      const { deplaces } = await appliquer(numero, empreinteDe(deux), empreinteDe(un));
      expect(deplaces).toEqual([{ creneau: 'ICO-OFFRE', debut: '2027-01-11T08:00:00.000Z', fin: '2027-01-11T11:00:00.000Z' }]);
    }
    expect((await creneau()).debut).toEqual(avant.debut); // its flow writes it, and tells everybody
    await hub.creneau.update({ where: { id: 'ICO-OFFRE' }, data: { debut: new Date('2027-01-15T08:00:00Z'), commentaire: 'Salle 12' } });
    expect(await appliquer(numero, empreinteDe(deux), empreinteDe(deux))).toMatchObject({ deplaces: [], modifies: [] });
    expect(await creneau()).toMatchObject({ debut: new Date('2027-01-15T08:00:00Z'), commentaire: 'Salle 12' });
  });

  /** One fiche with these ICO on its screen 7, version after version. */
  const fiche7 = async (numero: string) => {
    const session = `s-${numero}`;
    const [exemple] = ficheExemple().sessions[0]?.icos ?? [];
    const version = async (icos: { date: string; places?: number; voie?: string }[], sessions = [session]) => {
      const f = ficheExemple({ numero });
      const [s] = f.sessions;
      if (!s || !exemple) return expect.fail();
      const formation = versLheo({
        ...f,
        sessions: sessions.map((n) => ({ ...s, numero: n, icos: n === session ? icos.map((i) => ({ ...exemple, ...i })) : [] })),
      });
      const empreinte = empreinteDe(formation);
      await hub.ficheVersion.upsert({ where: { fiche_empreinte: { fiche: numero, empreinte } }, create: { fiche: numero, empreinte, formation }, update: {} });
      return empreinte;
    };
    const vivre = async () => {
      for (const { id } of await hub.creneau.findMany({ where: { session } }))
        await hub.processus.upsert({
          where: { id: `creneau:${id}` },
          create: { id: `creneau:${id}`, type: 'creneau', sujet: id, etape: 'PUBLIE', etat: 'en_cours', depuis: new Date() },
          update: {},
        });
    };
    const creneaux = () => hub.creneau.findMany({ where: { session }, orderBy: [{ debut: 'asc' }, { id: 'asc' }] });
    return { session, version, vivre, creneaux, appliquer: (e: string, avant: string | null = null) => createAppliquerFiche(hub)(numero, e, avant) };
  };

  it('an ICO taken out of screen 7 is cancelled, and the next one is not taken for it; a place that changes is a move; a session taken out is withdrawn', async () => {
    const { session, version, vivre, creneaux, appliquer } = await fiche7('A825290');
    const un = await version([{ date: '2027-02-08' }, { date: '2027-02-15' }], [session, 's-autre']);
    await appliquer(un);
    await vivre();
    const [premiere, seconde] = await creneaux();
    const deux = await version([{ date: '2027-02-15' }]);
    for (const _fois of [1, 2])
      expect(await appliquer(deux, un)).toMatchObject({ annules: [premiere?.id], deplaces: [], modifies: [], retirees: ['s-autre'], sessions: [session] });
    expect((await creneaux()).map((c) => [c.id, c.debut, c.motif])).toEqual([
      [premiere?.id, premiere?.debut, 'Retiré de l’offre par l’organisme'],
      [seconde?.id, seconde?.debut, null],
    ]);
    await hub.creneau.updateMany({ where: { id: premiere?.id ?? '' }, data: { statut: 'ANNULE' } });
    const trois = await version([{ date: '2027-02-15', voie: '9 rue d’En-Face' }]);
    expect(await appliquer(trois, deux)).toMatchObject({
      annules: [],
      deplaces: [{ creneau: seconde?.id, debut: seconde?.debut.toISOString() }],
      modifies: [],
    });
    expect((await creneaux()).find((c) => c.id === seconde?.id)?.lieu).toMatchObject({ lignes: ['9 rue d’En-Face'] });
    // Cancelled in Kairos and still on screen 7, it stays cancelled; taken out, then typed again, it is another meeting.
    await hub.creneau.updateMany({ where: { id: seconde?.id ?? '' }, data: { statut: 'ANNULE' } });
    const quatre = await version([{ date: '2027-02-15', voie: '9 rue d’En-Face' }, { date: '2027-02-08' }]);
    expect(await appliquer(quatre, trois)).toMatchObject({ annules: [], deplaces: [], modifies: [] });
    expect((await creneaux()).map((c) => [c.debut.toISOString().slice(0, 10), c.statut])).toEqual([
      ['2027-02-08', 'ANNULE'],
      ['2027-02-08', 'PUBLIE'],
      ['2027-02-15', 'ANNULE'],
    ]);
  });

  it('a slot moved in Kairos and then cancelled there is not made again by an offer that says it as before', async () => {
    const { version, vivre, creneaux, appliquer } = await fiche7('A825297');
    const un = await version([{ date: '2027-02-08' }]);
    await appliquer(un);
    await vivre();
    const [seul] = await creneaux();
    const plusTard = (d: Date) => new Date(d.getTime() + 3 * 86_400_000);
    await hub.creneau.update({
      where: { id: seul?.id ?? '' },
      data: { statut: 'ANNULE', debut: plusTard(seul?.debut ?? new Date()), fin: plusTard(seul?.fin ?? new Date()) },
    });
    expect(await appliquer(un, un)).toMatchObject({ annules: [], deplaces: [], modifies: [] });
    const deux = await version([{ date: '2027-02-08' }, { date: '2027-02-22' }]);
    await appliquer(deux, un);
    expect((await creneaux()).map((c) => [c.statut, c.debut.toISOString().slice(0, 10)])).toEqual([
      ['ANNULE', '2027-02-11'],
      ['PUBLIE', '2027-02-22'],
    ]);
    // Said at another hour, it is another meeting.
    await appliquer(await version([{ date: '2027-03-01' }, { date: '2027-02-22' }]), deux);
    expect((await creneaux()).map((c) => c.statut).sort()).toEqual(['ANNULE', 'PUBLIE', 'PUBLIE']);
  });

  it('R15, S18: an ICO typed in Kairos, or alone in SMF, before screen 7 says it: one slot, Kairos’s word holds, and what differs is said', async () => {
    const { session, version, vivre, creneaux, appliquer } = await fiche7('A825291');
    const commun = { session, modalite: 'ICO', lieu: { codePostal: '76600', ville: 'Le Havre' }, pieces: [], places: 12, placesLibres: 12 };
    const heures = (jour: string) => ({ debut: new Date(`${jour}T08:00:00Z`), fin: new Date(`${jour}T11:00:00Z`) });
    await hub.creneau.create({ data: { id: 'k-1', origine: 'KAIROS', reference: 'KAI-1', ...commun, ...heures('2027-02-08') } });
    await hub.creneau.create({ data: { id: 'smf-1', origine: 'SMF', reference: 'SMF-1', ...commun, ...heures('2027-02-15') } });
    await vivre();
    const un = await version([{ date: '2027-02-08' }, { date: '2027-02-15' }, { date: '2027-02-22' }]);
    for (const _fois of [1, 2]) {
      const { divergences, annules, deplaces } = await appliquer(un);
      expect(divergences).toMatchObject([{ session, smf: expect.stringMatching(/10.places/), kairos: expect.stringMatching(/12.places/) }]);
      expect([annules, deplaces]).toEqual([[], []]);
    }
    const lus = await creneaux();
    expect(lus.map((c) => [c.id, c.places])).toEqual([
      ['k-1', 12],
      ['smf-1', 10],
      [expect.stringContaining('ICO-'), 10],
    ]);
    expect(lus[0]).toMatchObject({ reference: 'KAI-1', jumelle: expect.stringContaining('ICO-'), textes: { SMF: { places: 10 }, KAIROS: { places: 12 } } });
    // SMF says the same as Kairos: the question falls, under equal values.
    await hub.divergence.create({ data: { session, champ: 'ICO', smf: '10', kairos: '12', depuis: new Date() } });
    const accord = await version([{ date: '2027-02-08', places: 12 }, { date: '2027-02-15' }, { date: '2027-02-22' }]);
    const sansMots = { commentaire: null, pieces: [] };
    await hub.creneau.update({
      where: { id: 'k-1' },
      data: { textes: { SMF: { places: 10, ...sansMots }, KAIROS: { places: 12, ...sansMots, commentaire: COMMENTAIRE } } },
    });
    await hub.creneau.update({ where: { id: 'k-1' }, data: { commentaire: COMMENTAIRE } });
    expect((await appliquer(accord, un)).divergences).toEqual([{ session, smf: '=', kairos: '=' }]);
    expect(await hub.creneau.findUnique({ where: { id: 'k-1' } })).toMatchObject({ textes: null, places: 12 });
    // Taken out of SMF, it stands in Kairos.
    const deux = await version([{ date: '2027-02-15' }, { date: '2027-02-22' }]);
    expect((await appliquer(deux, un)).annules).toEqual([]);
  });

  it('is deposited in SMF as it is asked, with what its screens show', async () => {
    const envois: unknown[] = [];
    const smf = createSmf({ hub, client: (async (_operation: string, _cle: string, corps: unknown) => void envois.push(corps)) as never }); // one call is looked at
    await smf.deposerFiche('c', { fiche: 'A825286', empreinte: empreinteDe(validee) });
    expect(envois).toMatchObject([{ fiche: 'A825286', intitule: validee.intitule, ofResponsable: validee.organisme.siret, sessions: ['103725'] }]);
    const [{ formation }] = envois as [{ formation: typeof validee }];
    expect(depuisLheo(formation)).toEqual(ficheExemple());
  });
});
