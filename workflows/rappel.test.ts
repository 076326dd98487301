import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Calendrier, recaler } from '../domain/calendrier.ts';
import { POLITIQUES_PAR_DEFAUT, type PolitiqueEnVigueur } from '../domain/politiques.ts';
import { createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';
import { LUNDI } from './essais/recit.ts';
import { createScene, type Scene } from './essais/scene.ts';
import { calendrierAvance, courrier, politiqueChangee } from './messages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('./verbes.ts'));
});
afterAll(() => maison?.fermer());

const HEURE = 3_600_000;
const OF = '99900001100018';
type Envoi = { destinataire: string; cle: string; niveau: number; injoignable?: boolean; maintenant: number };
/** A wait for presences that began on Monday at 9; `reponse` is what becomes of each mail. */
const vivre = async (
  reponse: (e: Envoi) => unknown,
  histoire: (v: Awaited<ReturnType<typeof ouvrir>>) => Promise<void>,
  plus: Record<string, unknown> = {},
) => {
  const envois: Envoi[] = [];
  const s = createScene({
    envoyerRelance: (async (e: Envoi) => {
      envois.push(e);
      return reponse(e);
    }) as never,
    ...(plus as Record<string, never>),
  });
  await maison.jouer(s, async () => histoire(await ouvrir(s, envois)));
};
const ouvrir = async (s: Scene, envois: Envoi[]) => {
  let cal = recaler(Date.now(), LUNDI, 1);
  const h = await maison.client.workflow.start('uneAttente', {
    workflowId: `essai:${unId()}`,
    taskQueue: 'processus',
    args: [{ sujet: 'essai', calendrier: cal }],
  });
  await jusque('en attente', () => s.dernier()?.processus.etat === 'attente_personne');
  return {
    s,
    h,
    envois,
    avancer: async (heures: number): Promise<void> => {
      cal = { ...cal, avance: cal.avance + heures * HEURE } satisfies Calendrier;
      await h.executeUpdate(calendrierAvance, { args: [cal] });
    },
    repos: () => jusque('au repos', async () => (await h.query<{ calme: boolean }>('lireEtat')).calme),
  };
};
const refusee = { etat: 'ECHEC', raison: 'ADRESSE' };
const versOf = (e: Envoi) => (e.destinataire === 'OF' ? refusee : { etat: 'ENVOYEE' });

describe('COURRIEL_EN_ECHEC', () => {
  it('COURRIEL_EN_ECHEC: raised when the address refuses; the mandataire is written to at once, the organisme’s flow hears (S13), and it falls with the wait', async () => {
    await vivre(versOf, async ({ s, h, envois, avancer }) => {
      await avancer(5);
      expect(envois.map((e) => [e.destinataire, e.cle.split('#').at(-1), e.injoignable ?? false])).toEqual([
        ['OF', '1:1', false],
        ['MANDATAIRE', '1:1:MANDATAIRE', true],
      ]);
      expect(s.ouverts().sort()).toEqual(['COURRIEL_EN_ECHEC', 'PRESENCE_NON_SAISIE']);
      expect(s.blocages().find((b) => b.cause === 'COURRIEL_EN_ECHEC')).toMatchObject({ acteurType: 'EQUIPE', organisme: OF, sujet: { destinataire: 'OF' } });
      expect(s.dits()).toEqual([`organisme/${OF}/adresseInvalide`]);
      expect(s.faits()).toEqual(expect.arrayContaining(['COURRIEL_EN_ECHEC', 'RELANCE_ENVOYEE']));
      // Somebody was reached: the rest between two mails counts from there.
      expect(s.blocages().findLast((b) => b.cause === 'PRESENCE_NON_SAISIE')?.derniereRelance).not.toBeNull();
      await h.signal('acte', { id: 'x/1', date: new Date(LUNDI).toISOString(), par: 'of:1', depuis: null, type: 'ouvrir' });
      await h.result();
      expect(s.ouverts()).toEqual([]);
    });
  });
  it('COURRIEL_EN_ECHEC: reminded at the next step, escalated to the dashboard when the mandataire refuses too, cleared when the address is another one, which is written to at once', async () => {
    let toutRefuse = true;
    await vivre(
      () => (toutRefuse ? refusee : { etat: 'ENVOYEE' }),
      async ({ s, h, envois, avancer, repos }) => {
        await avancer(5);
        expect(envois.map((e) => e.destinataire)).toEqual(['OF', 'MANDATAIRE']);
        expect(s.faits()).toContain('RELANCE_IMPOSSIBLE');
        expect(s.blocages().findLast((b) => b.cause === 'PRESENCE_NON_SAISIE')?.derniereRelance).toBeNull();
        await avancer(24);
        expect(envois).toHaveLength(4);
        toutRefuse = false;
        await h.signal(courrier, { type: 'REPRIS' });
        await repos();
        expect(envois.slice(4).map((e) => e.destinataire)).toEqual(['OF']);
        expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
        expect(new Set(envois.map((e) => e.cle)).size).toBe(envois.length);
        // A second time, it has nothing to repair.
        await h.signal(courrier, { type: 'REPRIS' });
        await repos();
        expect(envois).toHaveLength(5);
        await h.terminate();
      },
    );
  });
  it('S13: a reminder that comes back later (DSN) takes the next channel, without waiting for the next step', async () => {
    await vivre(
      () => ({ etat: 'ENVOYEE' }),
      async ({ s, h, envois, avancer, repos }) => {
        await avancer(5);
        expect(envois).toHaveLength(1);
        const blocage = s.blocages()[0]?.id ?? '';
        await h.signal(courrier, { type: 'REVENU', blocage, niveau: 1, destinataire: 'OF' });
        await repos();
        expect(envois.map((e) => e.destinataire)).toEqual(['OF', 'MANDATAIRE']);
        expect(s.ouverts().sort()).toEqual(['COURRIEL_EN_ECHEC', 'PRESENCE_NON_SAISIE']);
        await h.signal(courrier, { type: 'REVENU', blocage: 'autre#1', niveau: 1, destinataire: 'OF' });
        await repos();
        expect(envois).toHaveLength(2);
        await h.terminate();
      },
    );
  });
  it('a reminder that another mail has already said keeps the date of that mail', async () => {
    const le = LUNDI + 3 * HEURE;
    await vivre(
      () => ({ etat: 'ENVOYEE', le }),
      async ({ s, h, avancer }) => {
        await avancer(5);
        expect(s.blocages().at(-1)?.derniereRelance).toBe(new Date(le).toISOString());
        await h.terminate();
      },
    );
  });
});

describe('a policy that changes during a wait (f.2)', () => {
  it('is taken up at once: sooner, later, without what was sent being sent again', async () => {
    let politique: PolitiqueEnVigueur = { ...POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE, version: 0 };
    await vivre(
      () => ({ etat: 'ENVOYEE' }),
      async ({ s, h, envois, avancer, repos }) => {
        expect(s.dernier()?.processus.attentes).toEqual(['PRESENCE_NON_SAISIE@0']);
        await avancer(1);
        expect(envois).toHaveLength(0);
        const [visible, premier, ...suite] = politique.niveaux;
        const sooner = [{ ...visible, apres: { heures: 1 } }, { ...premier, apres: { heures: 1 } }, ...suite] as PolitiqueEnVigueur['niveaux'];
        politique = { ...politique, niveaux: sooner, version: 1 };
        await h.signal(politiqueChangee, 'PRESENCE_NON_SAISIE');
        await repos();
        expect(envois.map((e) => e.destinataire)).toEqual(['OF']);
        expect(s.dernier()?.processus.attentes).toEqual(['PRESENCE_NON_SAISIE@1']);
        // The next step is put off: J+1 becomes J+4.
        politique = { ...politique, niveaux: [sooner[0], sooner[1], { ...premier, apres: { joursOuvres: 4 } }] as PolitiqueEnVigueur['niveaux'], version: 2 };
        await h.signal(politiqueChangee, 'PRESENCE_NON_SAISIE');
        await repos();
        await avancer(24);
        await avancer(24);
        expect(envois).toHaveLength(1);
        await avancer(24);
        await avancer(24);
        expect(envois).toHaveLength(2);
        expect(s.dernier()?.processus.attentes).toEqual(['PRESENCE_NON_SAISIE@2']);
        await h.terminate();
      },
      { politique: async () => politique },
    );
  });
});
