/** Every transition of the table (§d.7), lived: each story says the steps that it goes through, and together they leave none out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParcoursLu, PositionnementPasse, ProfilLu } from '../activities/lecture.ts';
import type { EtapeParcours } from '../domain/codes.ts';
import { MACHINE_PARCOURS } from '../domain/machines/parcours.ts';
import { type Candidat, createCandidat, jour, sceneDe, unPasse } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { enPanne, type Scene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

type E = EtapeParcours;
type Recit = {
  nom: string;
  profil?: Partial<ProfilLu>;
  lu?: Partial<ParcoursLu>;
  passe?: PositionnementPasse[];
  vivre: (c: Candidat, s: Scene) => Promise<void>;
  etapes: E[];
};

const SANS_DE = { aIdDE: false, dossierImilo: false, synchronise: false } as const;
const TRACE = 'dddddddd-dddd-4ddd-8ddd-000000000001';
const AVANT = 'dddddddd-dddd-4ddd-8ddd-000000000000';
const deja = (...etapes: E[]): Partial<ParcoursLu> => ({ etapes: etapes.map((etape) => ({ etape, date: '2026-02-01T08:00:00.000Z' })), version: 9 });
const retenir = async (c: Candidat): Promise<string> => {
  const { id } = await c.positionner();
  await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
  return id;
};
const interrompre = (debut: number, fin: number | null) => ({ type: 'interrompre', debut: jour(debut), fin: fin === null ? null : jour(fin) });
const sortir = (abandon: boolean, bilan = true) => ({ type: 'sortir', jour: jour(5), abandon, bilan });
const RETENU: E[] = ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT'];

const RECITS: Recit[] = [
  {
    nom: 'interrompue puis finie',
    lu: { debut: jour(1) },
    vivre: async (c) => {
      await retenir(c);
      await c.avancer({ jours: 1 });
      await c.dire({ type: 'entrer', jour: jour(1) });
      await c.dire(interrompre(2, 3));
      await c.avancer({ jours: 4 });
      await c.dire(sortir(false));
    },
    etapes: [...RETENU, 'AIS_GENEREE', 'ENTREE_A_VALIDER', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'EN_FORMATION', 'FIN', 'BILAN_SAISI', 'CLOS'],
  },
  ...([true, false] as const).map(
    (abandon): Recit => ({
      nom: `sortie dite ${abandon ? 'un abandon' : 'une fin'} par erreur, corrigée avant le bilan`,
      vivre: async (c) => {
        await retenir(c);
        await c.dire({ type: 'entrer', jour: jour(0) });
        await c.dire(sortir(abandon, false));
        await c.dire({ ...sortir(!abandon, false), jour: jour(6) });
        await c.dire({ ...sortir(!abandon), jour: jour(6) });
      },
      etapes: [
        ...RETENU,
        ...(['AIS_GENEREE', 'ENTREE_ATTESTEE', 'EN_FORMATION'] as const),
        ...(abandon ? (['ABANDON', 'FIN'] as const) : (['FIN', 'ABANDON'] as const)),
        ...(['BILAN_SAISI', 'CLOS'] as const),
      ],
    }),
  ),
  {
    nom: 'abandonnée',
    vivre: async (c) => {
      await retenir(c);
      await c.dire({ type: 'entrer', jour: jour(0) });
      await c.dire(sortir(true));
    },
    etapes: [...RETENU, 'AIS_GENEREE', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'ABANDON', 'BILAN_SAISI', 'CLOS'],
  },
  {
    nom: 'interrompue puis abandonnée',
    profil: SANS_DE,
    lu: { debut: jour(1) },
    vivre: async (c) => {
      await retenir(c);
      await c.avancer({ jours: 1 });
      await c.dire({ type: 'entrer', jour: jour(1) });
      await c.dire(interrompre(0, null));
      await c.dire(sortir(true));
    },
    etapes: [...RETENU, 'ENTREE_A_VALIDER', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'ABANDON', 'BILAN_SAISI', 'CLOS'],
  },
  {
    nom: 'interrompue jusqu’à la fin',
    profil: SANS_DE,
    vivre: async (c) => {
      await retenir(c);
      await c.dire({ type: 'entrer', jour: jour(0) });
      await c.dire(interrompre(0, null));
      await c.dire(sortir(false));
    },
    etapes: [...RETENU, 'ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'FIN', 'BILAN_SAISI', 'CLOS'],
  },
  {
    nom: 'inscription annulée sans AIS',
    profil: SANS_DE,
    vivre: async (c) => {
      await retenir(c);
      await c.dire({ type: 'annulerInscription' });
    },
    etapes: [...RETENU, 'INSCRIPTION_ANNULEE'],
  },
  {
    nom: 'inscription annulée après le début',
    lu: { debut: jour(1) },
    vivre: async (c) => {
      await retenir(c);
      await c.avancer({ jours: 1 });
      await c.dire({ type: 'annulerInscription' });
    },
    etapes: [...RETENU, 'AIS_GENEREE', 'ENTREE_A_VALIDER', 'INSCRIPTION_ANNULEE'],
  },
  {
    nom: 'retenue par erreur, puis retenue quand même',
    vivre: async (c) => {
      const id = await retenir(c);
      await c.dire(c.suite(id, 'NON_RETENU'));
      await c.dire(c.suite(id, 'RETENU'));
    },
    etapes: [...RETENU, 'AIS_GENEREE', 'INSCRIPTION_ANNULEE', 'NON_RETENU', 'RETENU', 'INSCRIT', 'AIS_GENEREE'],
  },
  {
    nom: 'absente, positionnée de nouveau, annulée, positionnée encore',
    vivre: async (c) => {
      const un = await c.positionner();
      await c.dire(c.presence(un.id, 'ABSENT'));
      const deux = await c.positionner('ICO-103725-2');
      await c.dire({ type: 'annulerPositionnement', positionnement: deux.id });
      await c.positionner('ICO-103725-3');
    },
    etapes: ['POSITIONNE', 'CONVOQUE', 'ABSENT', 'POSITIONNE', 'CONVOQUE', 'ANNULE', 'POSITIONNE', 'CONVOQUE'],
  },
  {
    nom: 'présences corrigées, puis retirée',
    vivre: async (c) => {
      const { id } = await c.positionner();
      for (const presence of ['ABSENT', 'PRESENT', 'ABSENT', 'PRESENT']) await c.dire(c.presence(id, presence));
      await c.dire({ type: 'annulerPositionnement', positionnement: id });
    },
    etapes: ['POSITIONNE', 'CONVOQUE', 'ABSENT', 'PRESENT', 'ABSENT', 'PRESENT', 'ANNULE'],
  },
  {
    nom: 'suites corrigées, puis positionnée de nouveau',
    vivre: async (c) => {
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'PRESENT'));
      for (const suite of ['LISTE_ATTENTE', 'NON_RETENU', 'LISTE_ATTENTE', 'NON_RETENU']) await c.dire(c.suite(id, suite));
      await c.positionner('ICO-103725-2');
    },
    etapes: ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'LISTE_ATTENTE', 'NON_RETENU', 'LISTE_ATTENTE', 'NON_RETENU', 'POSITIONNE', 'CONVOQUE'],
  },
  {
    nom: 'non retenue, mais jamais venue',
    vivre: async (c) => {
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'NON_RETENU'));
      await c.dire(c.presence(id, 'ABSENT'));
    },
    etapes: ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'NON_RETENU', 'ABSENT'],
  },
  {
    nom: 'en liste d’attente, mais jamais venue',
    vivre: async (c) => {
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      await c.dire(c.presence(id, 'ABSENT'));
    },
    etapes: ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'LISTE_ATTENTE', 'ABSENT'],
  },
  {
    nom: 'retirée de la liste d’attente',
    vivre: async (c) => {
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      await c.dire({ type: 'annulerPositionnement', positionnement: id });
    },
    etapes: ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'LISTE_ATTENTE', 'ANNULE'],
  },
  ...(['RETENU', 'NON_RETENU'] as const).map(
    (suite): Recit => ({
      nom: `candidature ${suite}, sans que personne ne vienne`,
      profil: { modalite: 'CANDIDATURE' },
      vivre: async (c) => {
        const { id } = await c.positionner();
        await c.dire(c.suite(id, suite));
      },
      etapes: ['POSITIONNE', 'CONVOQUE', suite, ...(suite === 'RETENU' ? (['INSCRIT', 'AIS_GENEREE'] as const) : [])],
    }),
  ),
  {
    nom: 'candidature en liste d’attente, puis retenue',
    profil: { modalite: 'CANDIDATURE' },
    vivre: async (c) => {
      const { id } = await c.positionner();
      await c.dire(c.suite(id, 'LISTE_ATTENTE'));
      await c.dire(c.suite(id, 'RETENU'));
    },
    etapes: ['POSITIONNE', 'CONVOQUE', 'LISTE_ATTENTE', 'RETENU', 'INSCRIT', 'AIS_GENEREE'],
  },
  {
    nom: 'annulée avant que Kairos ne réponde',
    vivre: async (c, s) => {
      s.reponses['kairos.positionner'] = enPanne;
      const { id } = await c.positionner();
      await c.dire({ type: 'annulerPositionnement', positionnement: id });
      delete s.reponses['kairos.positionner'];
      await c.reprendre('kairos');
    },
    etapes: ['ANNULE'],
  },
  {
    nom: 'inscrite sans positionnement',
    profil: { reseau: 'OF', outil: 'KAIROS', horsSysteme: 'RETENU', dossierImilo: false },
    vivre: (c) => c.dire({ type: 'inscrire', positionnement: TRACE, depuis: 'kairos' }),
    etapes: ['INSCRIT', 'AIS_GENEREE'],
  },
  {
    nom: 'non retenue hors système',
    profil: { horsSysteme: 'NON_RETENU' },
    vivre: (c) => c.dire({ type: 'declarerNonRetenu', positionnement: TRACE }),
    etapes: ['NON_RETENU'],
  },
  ...(['ABSENT', 'ANNULE'] as const).flatMap((fin): Recit[] => {
    const statut = fin;
    const passe = [unPasse(AVANT, { statut, presence: fin === 'ABSENT' ? 'ABSENT' : null })];
    const lu = deja('POSITIONNE', 'CONVOQUE', fin);
    const debut: E[] = ['POSITIONNE', 'CONVOQUE', fin];
    return [
      {
        nom: `${fin}, puis inscrite dans Kairos`,
        ...{ lu, passe, profil: { horsSysteme: 'RETENU', dossierImilo: false } },
        vivre: (c) => c.dire({ type: 'inscrire', positionnement: TRACE, depuis: 'kairos' }),
        etapes: [...debut, 'INSCRIT', 'AIS_GENEREE'],
      },
      {
        nom: `${fin}, puis reçue hors système et non retenue`,
        ...{ lu, passe, profil: { horsSysteme: 'NON_RETENU' } },
        vivre: (c) => c.dire({ type: 'declarerNonRetenu', positionnement: TRACE }),
        etapes: [...debut, 'NON_RETENU'],
      },
    ];
  }),
  {
    nom: 'inscription annulée, puis inscrite de nouveau dans Kairos',
    lu: deja('POSITIONNE', 'INSCRIT', 'INSCRIPTION_ANNULEE'),
    passe: [unPasse(AVANT, { suite: 'RETENU' })],
    vivre: (c) => c.dire({ type: 'inscrire', depuis: 'kairos' }),
    etapes: ['POSITIONNE', 'INSCRIT', 'INSCRIPTION_ANNULEE', 'RETENU', 'INSCRIT', 'AIS_GENEREE'],
  },
  ...(['INSCRIPTION_ANNULEE', 'CLOS'] as const).map(
    (fin): Recit => ({
      nom: `${fin}, puis positionnée de nouveau`,
      lu: deja('POSITIONNE', 'INSCRIT', fin),
      passe: [unPasse(AVANT, { suite: 'RETENU' })],
      vivre: async (c) => void (await c.positionner()),
      etapes: ['POSITIONNE', 'INSCRIT', fin, 'POSITIONNE', 'CONVOQUE'],
    }),
  ),
];

const vues = new Set<string>();
const pas = (etapes: readonly E[]): string[] => etapes.flatMap((vers, i) => (i === 0 ? [] : [`${etapes[i - 1]} → ${vers}`]));

describe('the life of a path', () => {
  it.each(RECITS.map((r, rang) => ({ ...r, rang })))('§d.7: $nom', async ({ profil, lu, passe, vivre, etapes, rang }) => {
    const s = sceneDe(profil, lu, passe);
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await vivre(c, s);
      const derniere = s.projections.flatMap((p) => p.parcours ?? []).at(-1);
      const lues = ((derniere?.etapes ?? []) as { etape: E }[]).map((e) => e.etape);
      expect(lues).toEqual(etapes);
      expect(s.faits()).not.toContain('TRANSITION_REFUSEE');
      expect(s.clesUniques()).toBe(true);
      // What was lived before this run is not its own.
      const avant = lu?.etapes?.length ?? 0;
      for (const x of pas(avant > 0 ? etapes.slice(avant - 1) : lues[0] === MACHINE_PARCOURS.initial ? lues : [MACHINE_PARCOURS.initial, ...lues])) vues.add(x);
      await c.clore(`etats-${String(rang + 1).padStart(2, '0')}`);
    });
  });

  it('leaves no transition of the table out', () => {
    expect(MACHINE_PARCOURS.transitions.map((t) => `${t.de} → ${t.vers}`).filter((t) => !vues.has(t))).toEqual([]);
  });
});
