import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REGLAGES_DE_FICHE } from '../domain/seuils.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { createRecit, D_UN_COUP, LUNDI } from './essais/recit.ts';
import { createScene, enPanne, type Scene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const OF = '99900001100018';
const E1 = 'a1'.repeat(16);
const E2 = 'b2'.repeat(16);
const E3 = 'c3'.repeat(16);
const JOUR = 86_400_000;
/** `appliquees`: the texts that were published, in order. */
type Changes = {
  deplaces: { creneau: string; debut: string; fin: string }[];
  modifies: string[];
  annules?: string[];
  retirees?: string[];
  divergences?: { session: string; smf: string; kairos: string }[];
};
const scene = (derniereFin = '2026-06-30', changes: (avant: string | null) => Changes = () => ({ deplaces: [], modifies: [] })) => {
  const appliquees: string[] = [];
  const s: Scene = createScene({
    lireFiche: async () => ({
      organisme: OF,
      intitule: '#Avenir',
      derniereFin: null,
      reglages: REGLAGES_DE_FICHE.map((c) => s.enVigueur(c)),
      version: 0,
    }),
    appliquerFiche: async (_numero: string, empreinte: string, precedente: string | null) => {
      appliquees.push(empreinte);
      return { sessions: ['103725', '103726'], derniereFin, ...changes(precedente) };
    },
  });
  return { ...s, appliquees };
};
let numero = 0;
const recit = (s = scene()) => createRecit(maison, 'fiche', `A82528${++numero}`, s);

describe('fiche', () => {
  it('a slot that a new version moves is told to its own flow, once, against the version that was published before', async () => {
    const [debut, fin] = ['2026-04-01T08:00:00.000Z', '2026-04-01T10:00:00.000Z'];
    const s = scene(undefined, (avant) =>
      avant === E1 ? { deplaces: [{ creneau: 'ICO-1', debut, fin }], modifies: ['ICO-2'] } : { deplaces: [], modifies: [] },
    );
    await maison.jouer(s, async () => {
      const r = recit(s);
      for (const empreinte of [E1, E2]) {
        await r.dire({ type: 'soumettre', empreinte });
        await r.dire({ type: 'valider', empreinte });
      }
      expect(s.dits().filter((d) => d.startsWith('creneau/'))).toEqual(['creneau/ICO-1/deplacer', 'creneau/ICO-2/modifier']);
      expect(s.signaux.find((x) => x.acte.type === 'deplacer')?.acte).toMatchObject({ debut, fin, parOffre: true });
      await r.clore('creneau-deplace-par-l-offre');
    });
  });

  it('R1, R15, S18: what a new version takes out is told to its own flow: an ICO is cancelled, a session withdrawn; an ICO that Kairos words otherwise is said', async () => {
    const s = scene(undefined, (avant) =>
      avant === E1
        ? { deplaces: [], modifies: [], annules: ['ICO-1'], retirees: ['103724'] }
        : { deplaces: [], modifies: [], divergences: [{ session: '103725', smf: '10 places', kairos: '12 places' }] },
    );
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.signaux.find((x) => x.acte.type === 'divergence')).toMatchObject({
        sujet: '103725',
        acte: { champ: 'ICO', smf: '10 places', kairos: '12 places' },
      });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      expect(s.dits()).not.toContain('creneau/ICO-1/annuler'); // R1: not before the Carif has validated it
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.dits().filter((d) => /annuler|retirer/.test(d))).toEqual(['creneau/ICO-1/annuler', 'session/103724/retirer']);
      await r.clore('creneau-et-session-enleves');
    });
  });

  it('archived by the Carif before its time, it takes its sessions with it', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'archiver' });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(s.dits().filter((d) => d.endsWith('retirer'))).toEqual(['session/103725/retirer', 'session/103726/retirer']);
      expect(s.operations().at(-1)).toBe('smf.archiverFiche');
      expect(await r.fini()).toBe(true);
      await r.clore('archivee-avec-ses-sessions');
    });
  });

  it('goes from the deposit to the validation, and hands its sessions over only then (R1)', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      expect(s.etape()).toBe('SOUMISE');
      expect(s.operations()).toEqual(['smf.deposerFiche']);
      expect(s.dits()).toEqual([]);
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.validerFiche']);
      expect(s.dits()).toEqual(['session/103725/publier', 'session/103726/publier']);
      expect(s.dernier()?.fiches).toEqual([expect.objectContaining({ etat: 'VALIDEE', validee: E1 })]);
      expect(s.ouverts()).toEqual([]);
      expect(await r.transitions()).toBe(6);
      await r.clore('validee');
    });
  });

  it('does not tell SMF what SMF says, nor validate twice', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E2 }); // of a version that the OF has not submitted
      expect(s.etape()).toBe('SOUMISE');
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.operations()).toEqual(['smf.deposerFiche']);
      expect(s.dits()).toHaveLength(2);
      await r.clore('validee-par-smf');
    });
  });

  it('S14: a fiche left to the Carif is raised at three days, goes up at ten, and falls when it is validated', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.avancer({ jours: 2 });
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ jours: 1 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'CARIF', acteur: null, organisme: OF, niveau: 2, sujet: { etatFiche: 'SOUMISE' } });
      await r.avancer({ jours: 11 });
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'CARIF', niveau: 4, prochaineRelance: null });
      expect(s.relances).toEqual([]); // the Carif works on the dashboard, and the OF has nothing to do
      expect(s.faits()).not.toContain('RELANCE_IMPOSSIBLE');
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.ouverts()).toEqual([]);
      await r.clore('oubliee-par-le-carif');
    });
  });

  it('S14: returned with remarks, it is up to the OF, reminded at five days and carried to the Région at ten, until it corrects; then to the Carif again', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.avancer({ jours: 3 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      await r.dire({ type: 'retourner' });
      expect(s.etape()).toBe('A_CORRIGER');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.retournerFiche']);
      expect(s.ouverts()).toEqual([]); // the Carif did its part; the OF's delay begins
      await r.avancer({ jours: 4 });
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ jours: 4 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'OF', acteur: OF, niveau: 2, sujet: { etatFiche: 'A_CORRIGER' } });
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[2, 'OF']]);
      await r.avancer({ jours: 8 });
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'OF', niveau: 4 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      expect(s.etape()).toBe('SOUMISE');
      expect(s.ouverts()).toEqual([]);
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.retournerFiche', 'smf.deposerFiche', 'smf.validerFiche']);
      expect(s.clesUniques()).toBe(true);
      await r.clore('corrigee');
    });
  });

  it('returned, it is validated by nobody before the OF has sent it again, were it as it was; the refusal is journalled', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'retourner', depuis: 'smf' });
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.etape()).toBe('A_CORRIGER');
      expect(s.projections.flatMap((p) => p.evenements ?? [])).toContainEqual(
        expect.objectContaining({ fait: 'TRANSITION_REFUSEE', detail: 'A_CORRIGER → VALIDEE' }),
      );
      await r.dire({ type: 'soumettre', empreinte: E1, depuis: 'smf', date: new Date(LUNDI - JOUR).toISOString() }); // said before the return: comes late
      expect(s.etape()).toBe('A_CORRIGER');
      await r.dire({ type: 'soumettre', empreinte: E1, depuis: 'smf' });
      expect(s.etape()).toBe('SOUMISE');
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.clesUniques()).toBe(true);
      await r.clore('renvoyee-telle-quelle');
    });
  });

  it('modified after its validation, is to be validated again before its sessions change', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      expect(s.dits()).toHaveLength(2);
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.signaux.map((x) => x.acte['empreinte'])).toEqual([E1, E1, E2, E2]);
      await r.clore('revalidee');
    });
  });

  it('R1: modified then returned, it stays published as it was validated, and what is corrected is to be validated again', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      await r.dire({ type: 'retourner' });
      expect(s.etape()).toBe('A_CORRIGER');
      expect(s.dernier()?.fiches).toEqual([expect.objectContaining({ etat: 'A_CORRIGER', validee: E1 })]);
      expect(s.dits()).toHaveLength(2);
      await r.dire({ type: 'soumettre', empreinte: E3 });
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      await r.dire({ type: 'valider', empreinte: E3 });
      expect(s.appliquees).toEqual([E1, E3]);
      await r.clore('modifiee-retournee');
    });
  });

  it('edited in SMF without its text being told, it waits for the Carif again', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      await r.dire({ type: 'soumettre', empreinte: E1, depuis: 'smf' }); // nothing new
      expect(s.etape()).toBe('VALIDEE');
      await r.dire({ type: 'soumettre', empreinte: E1, modifiee: true, depuis: 'smf' });
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      expect(s.etape()).toBe('VALIDEE');
      await r.clore('modifiee-sans-texte');
    });
  });

  it('R1: what was validated goes out as it was validated, although the OF has edited it meanwhile', async () => {
    const s = scene();
    s.reponses['smf.deposerFiche'] = enPanne;
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      delete s.reponses['smf.deposerFiche'];
      await r.reprendre('smf');
      expect(s.appliquees).toEqual([E1]);
      expect(s.signaux.map((x) => x.acte['empreinte'])).toEqual([E1, E1]);
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      await r.clore('modifiee-avant-publication');
    });
  });

  it('a validation that SMF tells before the text that it is about holds for that text', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      const [t2, t3] = [1, 2].map((n) => new Date(r.instant() + n * 60_000).toISOString());
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf', date: t3 });
      await r.dire({ type: 'soumettre', empreinte: E2, depuis: 'smf', date: t2 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.appliquees).toEqual([E1, E2]);
      await r.clore('validation-en-avance');
    });
  });

  it('is archived by the Carif, published or given up, never before it was seen', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'archiver' });
      expect(s.etape()).toBe('SOUMISE');
      expect(s.faits()).toContain('TRANSITION_REFUSEE');
      await r.dire({ type: 'retourner' });
      await r.avancer({ jours: 8 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      await r.dire({ type: 'archiver' });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(s.ouverts()).toEqual([]);
      expect(s.operations().at(-1)).toBe('smf.archiverFiche');
      expect(await r.fini()).toBe(true);
      await r.clore('archivee-par-le-carif');
    });
  });

  it('changed, then changed back, is told as a new version each time', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      for (const empreinte of [E1, E2, E1]) {
        await r.dire({ type: 'soumettre', empreinte });
        await r.dire({ type: 'valider', empreinte });
      }
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.validerFiche', 'smf.deposerFiche', 'smf.validerFiche', 'smf.deposerFiche', 'smf.validerFiche']);
      expect(s.clesUniques()).toBe(true); // a key used again would be answered as the first time, and SMF would keep E2
      expect(new Set(s.signaux.map((x) => x.acte.id)).size).toBe(6); // an act seen before would be ignored by the session
      await r.clore('revenue-en-arriere');
    });
  });

  it('does each version once, even when its first task is done over and reads what it had already written', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      let version = 0;
      Object.assign(s.activites, {
        lireFiche: async () => {
          version += 3;
          return { organisme: OF, intitule: '#Avenir', derniereFin: null, version };
        },
      });
      await r.dire({ type: 'soumettre', empreinte: E1 });
      const { runId } = await r.handle.describe();
      expect(s.effets.map((e) => e.cle)).toEqual([expect.stringMatching(`smf.deposerFiche:${runId.slice(0, 8)}\\.1-${E1.slice(0, 12)}$`)]);
      await r.clore('premiere-tache-refaite');
    });
  });

  it('is archived thirty days after the last end', async () => {
    const s = scene(new Date(LUNDI + 2 * JOUR).toISOString().slice(0, 10));
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.avancer({ jours: 31, pas: D_UN_COUP });
      expect(s.etape()).toBe('VALIDEE');
      await r.avancer({ jours: 1 });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(s.operations().at(-1)).toBe('smf.archiverFiche');
      expect(s.dits().filter((d) => d.endsWith('retirer'))).toEqual([]); // they have done it by themselves
      expect(s.dernier()?.processus).toMatchObject({ etat: 'termine', ouvert: false });
      expect(await r.fini()).toBe(true);
      await r.clore('archivee');
    });
  });

  it('f.2: is archived when the policy says, and a change reaches a fiche whose sessions run', async () => {
    const s = scene(new Date(LUNDI + 2 * JOUR).toISOString().slice(0, 10));
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.avancer({ jours: 20, pas: D_UN_COUP });
      await r.editer('FICHE_EN_ATTENTE', { conservation: { jours: 60 } });
      expect(s.dernier()?.processus.attentes).toContain('FICHE_EN_ATTENTE@1~');
      await r.avancer({ jours: 30, pas: D_UN_COUP });
      expect(s.etape()).toBe('VALIDEE'); // forty-eight days after its last end
      await r.editer('FICHE_EN_ATTENTE', { conservation: { jours: 40 } });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(await r.fini()).toBe(true);
      await r.clore('archivage-change');
    });
  });

  it('tells SMF of a validation only once SMF has the fiche', async () => {
    const s = scene();
    s.reponses['smf.deposerFiche'] = enPanne;
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      expect(s.ouverts()).toEqual(['SYSTEME_INDISPONIBLE']);
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.operations()).toEqual([]);
      delete s.reponses['smf.deposerFiche'];
      await r.reprendre('smf');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.validerFiche']);
      expect(s.etape()).toBe('VALIDEE');
      expect(s.ouverts()).toEqual([]);
      await r.clore('validee-pendant-une-panne');
    });
  });

  it('validated as soon as it is submitted, as an import does, it is published like any other', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      // Two acts before the flow has looked at the first.
      const [soumettre, valider] = [r.signal({ type: 'soumettre', empreinte: E1 }), r.signal({ type: 'valider', empreinte: E1 })];
      let lire: () => void = () => undefined;
      const permis = new Promise<void>((ouvrir) => {
        lire = ouvrir;
      });
      Object.assign(s.activites, { lireFiche: () => permis.then(() => ({ organisme: OF, intitule: '#Avenir', derniereFin: null, version: 0 })) });
      await maison.client.workflow.signalWithStart('fiche', soumettre);
      await maison.client.workflow.signalWithStart('fiche', valider);
      lire();
      await r.repos();
      expect(s.etape()).toBe('VALIDEE');
      expect(s.dernier()?.fiches).toEqual([expect.objectContaining({ etat: 'VALIDEE', validee: E1 })]);
      expect(s.dits()).toEqual(['session/103725/publier', 'session/103726/publier']);
      await r.clore('validee-aussitot');
    });
  });

  it('submitted again before SMF had the first version, deposits the last one before it waits for the Carif', async () => {
    const s = scene();
    s.reponses['smf.deposerFiche'] = enPanne;
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      delete s.reponses['smf.deposerFiche'];
      await r.reprendre('smf');
      expect(s.effets.map((a) => a.arg)).toEqual([expect.objectContaining({ empreinte: E1 }), expect.objectContaining({ empreinte: E2 })]);
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.etape()).toBe('VALIDEE');
      await r.clore('soumise-deux-fois');
    });
  });

  it('corrected while SMF is away: SMF hears the versions in order, and not of a return that the correction has answered', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      for (const o of ['deposerFiche', 'retournerFiche', 'validerFiche']) s.reponses[`smf.${o}`] = enPanne;
      await r.dire({ type: 'retourner' });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      await r.dire({ type: 'retourner' }); // the Carif has read the second one here, where SMF does not hold it yet
      for (const o of ['deposerFiche', 'retournerFiche', 'validerFiche']) delete s.reponses[`smf.${o}`];
      await r.reprendre('smf');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.deposerFiche', 'smf.retournerFiche']);
      expect(s.etape()).toBe('A_CORRIGER');
      await r.dire({ type: 'soumettre', empreinte: E3 });
      await r.dire({ type: 'valider', empreinte: E3 });
      expect(s.operations().slice(3)).toEqual(['smf.deposerFiche', 'smf.validerFiche']);
      expect(s.clesUniques()).toBe(true);
      await r.clore('corrigee-pendant-une-panne');
    });
  });
});
