/** The golden scenarios of the offer: what is typed in SMF, in Kairos, in a catalogue; what is refused; what is missing. */
import { expect } from 'vitest';
import { ecrireLheo } from '../../domain/lheo/ecriture.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { ficheExemple } from '../../domain/smf/exemples.ts';
import * as c from '../outils/chaine.ts';
import { candidature, dispensateur, fiche, formation, ico, mandataire, session } from './catalogue.ts';
import { HEURE, JOUR, type Monde } from './monde.ts';

type Rapport = { etat: string; acceptes: number; refuses: number; erreurs: { formation: string | null; chemin: string | null; message: string }[] };
type Session = { etatRecrutement: string; ofDispensateur: { siret: string }; creneaux: { id: string; places: number }[]; publication: { systeme: string }[] };
const laSession = async (m: Monde, n: number): Promise<Session> => (await m.pilote.api<Session>(`/api/v1/sessions/${session(n)}`)).corps;
const lieu = { codePostal: '76600', ville: 'LE HAVRE' };

/** Imported as the test began: `rapport` is what its deposit answered. */
const rapportDe = (m: Monde, id: string): Promise<Rapport> =>
  m.voir(
    'le compte rendu',
    async () => (await m.pilote.api<Rapport>(`/api/v1/catalogues/${id}`)).corps,
    (r) => r.etat === 'TERMINE',
  );
const deposer = async (m: Monde, body: string): Promise<string> => {
  const depot = await m.pilote.api<{ id: string }>('/api/v1/catalogues', { method: 'POST', body, headers: { 'content-type': 'application/xml' } });
  expect(depot.statut, JSON.stringify(depot.corps)).toBe(202);
  return depot.corps.id;
};

export const sansCompte = async (m: Monde): Promise<void> => {
  const n = 7;
  const of = dispensateur(n);
  expect((await laSession(m, n)).creneaux).toHaveLength(1);
  await m.temps.jusqua((await m.pilote.maintenant()) + 6 * JOUR); // two working days at least, then an opening
  const bloque = await m.bloque('COMPTE_KAIROS_ABSENT', n);
  expect(bloque.situation.phrase.replace(/\s/g, ' ')).toContain(`${of.nom} n’a pas de compte Kairos valable`);
  expect((await m.courriel(of.courriel, /un SIRET, un compte/)).to).toMatchObject([{ address: of.courriel }]);
  expect(await m.creneaux(n)).toEqual([]);
  await m.acte('kairos', 'compte.modifie', { siret: of.siret, actif: true, courriel: of.courriel, convention: { debut: '2020-01-01', fin: '2099-12-31' } });
  await m.leve('COMPTE_KAIROS_ABSENT', n);
  await m.voir(
    'le créneau dans Kairos',
    () => m.creneaux(n),
    (l) => l.some((x) => x.creneau === ico(n)),
  );
};

export const sansRendezVous = async (m: Monde): Promise<void> => {
  const n = 8;
  await m.temps.jusqua(Date.parse((await m.creneau(n, ico(n))).fin) + 4 * JOUR); // a working day at least
  expect((await m.bloque('AUCUN_RENDEZ_VOUS_DISPONIBLE', n)).situation.phrase.replace(/\s/g, ' ')).toMatch(/20 places libres et aucun rendez-vous à venir/);
  expect(await m.pilote.vue('ouiform', `sessions/${session(n)}`)).toMatchObject({ 'Rendez-vous': 'Aucun rendez-vous disponible' });
  const page = await c.ouvrirPageOf(c.lienDe((await m.courriel(dispensateur(n).courriel, /aucun rendez-vous/)).text));
  const jour = jourParis((await m.pilote.maintenant()) + 40 * JOUR);
  const fait = await page.envoyer({ modalite: 'RDV', jour, debut: '10:00', fin: '10:45', places: '1' });
  expect(fait.html).toContain('Créneau ouvert');
  await m.voir(
    'le rendez-vous dans Kairos',
    () => m.creneaux(n),
    (l) => l.some((x) => x.modalite === 'RDV' && x.statut === 'PUBLIE'),
  );
  await m.leve('AUCUN_RENDEZ_VOUS_DISPONIBLE', n);
  await m.leve('MODALITE_NON_RENSEIGNEE', n);
};

export const modaliteTraduite = async (m: Monde): Promise<void> => {
  const n = 9;
  const dans = (jours: number, maintenant: number) => jourParis(maintenant + jours * JOUR);
  const maintenant = await m.pilote.maintenant();
  const base = ficheExemple({ numero: fiche(n) }, { numero: session(n), debut: dans(60, maintenant), fin: dans(160, maintenant), icos: [] });
  expect(base.sessions[0]?.enseignement).toBe('2');
  const [of, tenant] = [dispensateur(n), mandataire(n)];
  const ecrans = {
    ...base,
    responsable: { ...base.responsable, siret: tenant.siret, raisonSociale: tenant.nom },
    sessions: base.sessions.map((s) => ({ ...s, dispensateur: { siret: of.siret, raisonSociale: of.nom } })),
  };
  await m.acte('smf', 'fiche.soumise', { fiche: fiche(n), ecrans });
  await m.voir(
    'la fiche chez le Carif',
    async () => (await m.pilote.api(`/api/v1/fiches/${fiche(n)}`)).statut,
    (statut) => statut === 200,
  );
  const validee = await m.pilote.api(`/api/v1/fiches/${fiche(n)}/validation`, { method: 'POST', json: {} });
  expect(validee.statut, JSON.stringify(validee.corps)).toBe(202);
  await m.voir(
    'la session publiée',
    () => laSession(m, n),
    (s) => s.publication?.some((x) => x.systeme === 'kairos'),
  );
  const lheo = (await m.pilote.api<string>('/api/v1/catalogues/export.xml')).corps;
  const action = lheo.slice(lheo.indexOf(`numero="${fiche(n)}"`)).split('</action>')[0];
  expect(action).toMatch(/<modalites-enseignement>1<\/modalites-enseignement>/);
  // R14: 41 of its table is 2 in LHEO.
  expect(action).toMatch(/<code-financeur>2<\/code-financeur>/);
  expect(await m.pilote.vue('smf', `fiches/${fiche(n)}/ecrans`)).toMatchObject({ etat: 'VALIDEE', code: '06' });
};

export const saisieDouble = async (m: Monde): Promise<void> => {
  const n = 10;
  const debut = (await m.pilote.maintenant()) + 20 * JOUR;
  const reunion = { session: session(n), modalite: 'ICO', debut: new Date(debut).toISOString(), fin: new Date(debut + 2 * HEURE).toISOString(), lieu };
  await m.acte('smf', 'ico.saisie', { ...reunion, places: 10 });
  await m.voir(
    'l’ICO de SMF dans Kairos',
    () => m.creneaux(n),
    (l) => l.length === 1,
  );
  for (const code of ['ouiform', 'audef'] as const)
    await m.voir(
      `l’ICO de SMF dans ${code}`,
      () => m.pilote.vue<{ 'Créneaux à venir': unknown[] }>(code, `sessions/${session(n)}${code === 'audef' ? '/detail' : ''}`),
      (v) => v['Créneaux à venir'].length === 1,
    );
  const { reference } = await m.acte('kairos', 'creneau.publie', { ...reunion, places: 12, pieces: ['CV'] });
  // R15: Kairos's word holds.
  const lue = await m.voir(
    'les places de Kairos',
    () => laSession(m, n),
    (s) => s.creneaux[0]?.places === 12,
  );
  expect(lue.creneaux).toHaveLength(1);
  expect(await m.creneaux(n)).toMatchObject([{ creneau: lue.creneaux[0]?.id, places: 12 }]);
  await m.voir(
    'un seul créneau dans OUIFORM',
    () => m.pilote.vue<{ 'Créneaux à venir': unknown[] }>('ouiform', `sessions/${session(n)}`),
    (v) => v['Créneaux à venir'].length === 1,
  );
  const p = await m.parApi(1010, m.demande(1010, 'PE', reference, { session: session(n) }));
  expect((await m.dansKairos(n, p.rang)).creneau).toBe(lue.creneaux[0]?.id);
};

export const troisLimites = async (m: Monde): Promise<void> => {
  const n = 12;
  const long = { argumentaire: 'x'.repeat(386) };
  const refus = await c.positionner<c.Refus>(m.pilote, m.demande(1012, 'PE', candidature(n), long), 'scenario-12');
  expect([refus.statut, refus.corps.code]).toEqual([422, 'argumentaire-trop-long']);
  for (const [code, reseau] of [
    ['ouiform', 'ML'],
    ['audef', 'PE'],
    ['kairos', 'OF'],
  ] as const)
    expect(await m.pilote.acte(code, 'positionnement.cree', m.demande(1012, reseau, candidature(n), long)), code).toMatchObject({
      statut: 422,
      corps: { code: 'ARGUMENTAIRE_TROP_LONG' },
    });
  await m.parApi(1012, m.demande(1012, 'PE', candidature(n), { argumentaire: 'x'.repeat(385) }));

  const debut = (await m.pilote.maintenant()) + 30 * JOUR;
  const reunion = (longueur: number) => ({
    ...{ session: session(n), modalite: 'ICO', debut: new Date(debut).toISOString(), fin: new Date(debut + HEURE).toISOString(), lieu, places: 10 },
    commentaire: 'y'.repeat(longueur),
  });
  expect((await m.pilote.api('/api/v1/creneaux', { method: 'POST', json: reunion(501) })).statut).toBe(422);
  for (const [code, type] of [
    ['kairos', 'creneau.publie'],
    ['smf', 'ico.saisie'],
  ] as const)
    expect((await m.pilote.acte(code, type, reunion(501))).statut, code).toBe(422);
  expect((await m.pilote.api('/api/v1/creneaux', { method: 'POST', json: reunion(500) })).statut).toBe(201);

  const reference = new Date(await m.pilote.maintenant());
  const [trop, juste] = [formation(51, reference, { intitule: 'z'.repeat(256) }), formation(52, reference, { intitule: 'z'.repeat(255) })];
  const rapport = await rapportDe(m, await deposer(m, ecrireLheo([trop, juste], '2.3')));
  expect(rapport).toMatchObject({ acceptes: 1, refuses: 1, erreurs: [{ formation: trop.numero, chemin: expect.stringContaining('intitule-formation') }] });
  const ecrans = ficheExemple({ numero: fiche(53), intitule: 'z'.repeat(256) });
  expect((await m.pilote.acte('smf', 'fiche.soumise', { fiche: fiche(53), ecrans })).statut).toBe(422);
};

/** `catalogue`: the import whose SIRET has 15 characters. */
export const siretRepare =
  (catalogue: string) =>
  async (m: Monde): Promise<void> => {
    const n = 15;
    const { siret } = dispensateur(n);
    const { erreurs } = await rapportDe(m, catalogue);
    const signalees = erreurs.filter((e) => e.message.includes('zéro de tête'));
    expect(signalees.length).toBeGreaterThan(0);
    for (const e of signalees) expect(e).toMatchObject({ formation: formation(n, new Date()).numero, message: expect.stringContaining(`${siret} est retenu`) });
    expect((await laSession(m, n)).ofDispensateur.siret).toBe(siret);
    const lheo = (await m.pilote.api<string>('/api/v1/catalogues/export.xml')).corps;
    expect(lheo).toContain(`>${siret}<`);
    expect(lheo).not.toContain(`>0${siret}<`);
    expect(await m.pilote.vue('rco', `sessions/${session(n)}`)).toMatchObject({ etat: 'VISIBLE' });
  };
