/**
 * The golden scenarios of the field over one whole instance, each from a door of its own. They live at the same time, each on its session: the
 * calendar jumps when all of them wait. Business speed 1.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendreQue, lancerInstance, type Pilote } from '../../cli/pilote.ts';
import { doubles, effets, PARTENAIRES, VITESSE_REELLE } from '../outils/chaine.ts';
import { comparer, ecartsDits } from '../outils/comparer.ts';
import * as candidats from './candidats.ts';
import { CRENEAUX, catalogueDesScenarios, dispensateur } from './catalogue.ts';
import { deriver } from './derives.ts';
import { createMonde, type Monde } from './monde.ts';
import * as offre from './offre.ts';
import * as recrutement from './recrutement.ts';
import { createTemps } from './temps.ts';
import * as verrou from './verrou.ts';

const RECITS = { ...candidats, ...verrou, ...recrutement, ...offre };
let pilote: Pilote;
let recits: Record<keyof typeof RECITS, Promise<void>>;

beforeAll(async () => {
  pilote = await lancerInstance({ env: VITESSE_REELLE });
  // Scenario 7: it never had an account.
  await pilote.acte('kairos', 'compte.modifie', { siret: dispensateur(7).siret, actif: false, courriel: dispensateur(7).courriel, convention: null });
  const catalogue = await importer();
  const { siretRepare, ...autres } = RECITS;
  const tous = { ...autres, siretRepare: siretRepare(catalogue) };
  const surMonde = Object.entries(tous).map(([nom, recit]) => [nom, (temps: Monde['temps']) => recit(createMonde(pilote, temps))] as const);
  recits = createTemps(pilote).raconter(Object.fromEntries(surMonde)) as typeof recits; // the names of RECITS, one by one
}, 300_000);
afterAll(() => pilote?.effacer());

/** Until every partner shows every slot, but the one whose organisme has no account. */
const importer = async (): Promise<string> => {
  const body = catalogueDesScenarios(new Date(await pilote.maintenant()));
  const depot = await pilote.api<{ id: string }>('/api/v1/catalogues', { method: 'POST', body, headers: { 'content-type': 'application/xml' } });
  expect(depot.statut, JSON.stringify(depot.corps)).toBe(202);
  const publies = () =>
    Promise.all((['kairos', 'ouiform', 'audef'] as const).map(async (code) => (await effets(pilote, code)).filter((l) => l.route === '/creneaux').length));
  await attendreQue('les créneaux publiés', publies, (l) => l.every((x) => x >= CRENEAUX - 1), 60_000);
  return depot.corps.id;
};

describe('golden scenarios', () => {
  it('scenario 1: by the API of a mission locale, ICO, retained, AIS, entry, bilan, seen in i-Milo; R48: beginning, interruption and end are told', () =>
    recits.bonChemin);
  it('scenario 2: the same from Kairos, R30: i-Milo stays empty, S8 is raised, and ends when an adviser says that it is settled', () => recits.origineOf);
  it('scenario 3: from OUIFORM, an absence that nobody recorded, R27: the second positioning is refused through every door with the exact sentence, S4 and S6 are raised, the page of the organisme clears them, the positioning is accepted', () =>
    recits.absenceOubliee);
  it('R27: two doors at the very same moment: one place, and each tool ends by showing it', () => recits.deuxPortes);
  it('G2: nobody said who came: presumed absent after the delay, positioned again; said present later, the first meeting is corrected and the second stands', () =>
    recits.absencePresumee);
  it('scenario 4: from AUDEF, a radié, R35, R36, S10: retained and entered (S11 in between) while AUDE is silent; told in order at the réinscription', () =>
    recits.radie);
  it('scenario 5: a DE en cours d’inscription books on pe.fr, R37: the AIS is generated', () => recits.enCoursDInscription);
  it('scenario 6: #Avenir from OUIFORM, R11, R32b, R46: the PIC is shown, the mandataire receives, the entry is attested at the co-traitant', () =>
    recits.guichetUnique);
  it('scenario 7: from the accounts of Kairos, a dispensateur without one, R12: S16 is raised, and falls when Kairos opens it', () => recits.sansCompte);
  it('scenario 8: from the mail of the organisme: places and no slot: S3 is raised, it opens an appointment, it is cleared', () => recits.sansRendezVous);
  it('scenario 9: from the screens of SMF, R14: code 2, in a centre and at a distance, arrives as 1 in LHEO', () => recits.modaliteTraduite);
  it('scenario 10: from SMF and Kairos at once, an ICO typed in both, R15: one slot, everywhere, under both references', () => recits.saisieDouble);
  it('scenario 11: from AUDEF, OUIFORM and the API of Pôle emploi while Kairos is closed for 12 days, S20: nothing is lost, and one person’s acts arrive in their order', () =>
    recits.kairosFerme);
  it('scenario 12: R19, R28, R5: a comment of 501 characters, an argumentaire of 386, an intitulé of 256 are refused at each door, one less is taken', () =>
    recits.troisLimites);
  it('scenario 13: from the registrations of Kairos, off-system, R39, S7: who was not retained is declared later, and leaves a trace', () =>
    recits.horsSysteme);
  it('scenario 14: by the API of a Cap emploi, an ICO moved in Kairos: who is registered is told again, by mail and on pe.fr', () => recits.reunionDeplacee);
  it('scenario 15: a SIRET with a zero before it, in a catalogue: repaired, and said', () => recits.siretRepare);
  it('R41: a registration cancelled with its motif: the place goes to the oldest of the waiting list; declined there, to the next', () => recits.listeAttente);
  it('R42c: registered in Kairos on a training of no catalogue: AUDE makes the AIS, OUIFORM, AUDEF and i-Milo know nothing, the entry is asked of whoever registered her', () =>
    recits.horsCatalogue);
  it('R49: the registrations of one meeting become AIS five times faster than those of the whole country', () => recits.volume);
  it('does each effect once, in every system', async () => {
    await Promise.allSettled(Object.values(recits));
    expect(await doubles(pilote, ['smf', 'rco', ...PARTENAIRES])).toEqual([]);
  });
  it('S18: once all is told, what every system holds is what the matrix says, for the paths that go on and those that have ended', async () => {
    await Promise.allSettled(Object.values(recits));
    const bilan = await comparer(pilote, 2);
    expect(bilan.compares['parcours']).toBeGreaterThan(10);
    expect(ecartsDits(bilan)).toEqual([]);
  });
  it('S18: what somebody changed in a partner’s own table is said with both values; told again where the rule is clear, else a blocage until both agree', async () => {
    await Promise.allSettled(Object.values(recits));
    await deriver(pilote);
  });
});
