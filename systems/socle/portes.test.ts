/** The doors: who may enter, and that nothing which may be sent to them breaks them. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEMES } from '../../domain/codes.ts';
import { creneau, demande, positionnement, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
beforeAll(async () => {
  banc = await demarrerSystemes(SYSTEMES);
});
afterAll(() => banc.close());

const ROUTES = [
  ...SYSTEMES.flatMap((s) => [`PUT /${s}/reglages`, `GET /${s}/reglages`, `PUT /${s}/calendrier`, `GET /${s}/ledger`, `GET /${s}/sante`]),
  'POST /kairos/positionnements',
  'POST /kairos/actes/presence.saisie',
  'GET /kairos/vue/sessions/1/inscrits',
  'GET /aude/inconnue',
];

describe('the doors', () => {
  it.each(ROUTES)('401 without the key: %s', async (route) => {
    const [methode, chemin] = route.split(' ');
    for (const entetes of [{}, { authorization: 'Bearer whsec_autre' }, { authorization: banc.cle }] as Record<string, string>[]) {
      const reponse = await fetch(`${banc.url()}${chemin}`, { method: methode, headers: entetes });
      expect(reponse.status).toBe(401);
      expect(reponse.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('a business call carries an idempotency key', async () => {
    expect((await banc.appeler('POST', '/kairos/positionnements', positionnement())).corps['code']).toBe('CLE_ABSENTE');
    expect((await banc.dire('kairos', '/positionnements', positionnement(), 'a'.repeat(201))).statut).toBe(400);
  });

  it('says what is wrong in a message, without quoting it', async () => {
    const { statut, corps } = await banc.dire('kairos', '/positionnements', { ...positionnement(), argumentaire: `Nom-Secret${'x'.repeat(385)}`, session: 12 });
    expect(statut).toBe(422);
    expect(corps['erreurs']).toEqual([
      { chemin: 'session', message: 'Un texte est attendu.' },
      { chemin: 'argumentaire', message: '385\u00a0caractères au plus.' },
    ]);
    expect(JSON.stringify(corps)).not.toContain('Nom-Secret');
  });

  it('says all that is wrong with an act, in plain French', async () => {
    const faux = { session: '', modalite: 'VISIO', debut: 'demain', places: -2, pieces: [1], commentaire: 'x'.repeat(501) };
    const { statut, corps } = await banc.acte('kairos', 'creneau.publie', faux);
    expect([statut, corps['erreurs']]).toEqual([
      422,
      [
        { chemin: 'session', message: 'Ce champ est attendu.' },
        { chemin: 'modalite', message: 'Valeurs possibles\u202f: ICO, RDV, CANDIDATURE.' },
        { chemin: 'debut', message: 'Une date et une heure sont attendues, avec leur décalage horaire.' },
        { chemin: 'fin', message: 'Ce champ est attendu.' },
        { chemin: 'places', message: '0\u00a0au moins.' },
        { chemin: 'pieces.0', message: 'Un texte est attendu.' },
        { chemin: 'commentaire', message: 'Le commentaire est limité à 500 caractères.' },
      ],
    ]);
  });

  it.each([
    ['{"tronqué', 400],
    ['', 422],
    ['[]', 422],
    ['"texte"', 400],
    [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, 422],
    [JSON.stringify({ ...positionnement(), session: 'a\u0000b' }), 422],
    [JSON.stringify({ ...positionnement(), session: '\ud800' }), 422],
    [`{"session":"${'x'.repeat(3_000_000)}"}`, 413],
  ])('unusable body %#: %i or so, never a 500', async (corps, statut) => {
    const reponse = await banc.appeler('POST', '/kairos/positionnements', corps, { 'idempotency-key': 'mauvais' });
    expect(reponse.statut).toBe(statut);
  });

  it.each([
    '/kairos/vue/sessions/%00/inscrits',
    '/kairos/vue/sessions/%E0%A4%A/inscrits',
    '/ouiform/vue/parcours?idDE=%00',
    '/aude/vue/demandeurs/inconnu',
    '/kairos/ledger?idempotence=%00',
  ])('unusable address %s: a 4xx', async (chemin) => {
    const { statut } = await banc.appeler('GET', chemin);
    expect(statut).toBeGreaterThanOrEqual(400);
    expect(statut).toBeLessThan(500);
  });

  it.each([{ tauxErreur: 2 }, { inconnu: 1 }, { indisponibleJusqua: 'demain' }, { evenements: { doubles: -1 } }, { delaiVisibiliteHeures: 1 }, []])(
    'refuses the settings %j',
    async (reglages) => {
      expect((await banc.regler('kairos', reglages)).statut).toBe(422);
      expect((await banc.appeler('PUT', '/kairos/calendrier', reglages)).statut).toBe(422);
    },
  );

  it('whatever is put in place of a field, no operation and no act answers 5xx', async () => {
    await banc.dire('kairos', '/sessions', session());
    await banc.dire('kairos', '/creneaux', creneau());
    const messages: [string, object][] = [
      ['/kairos/positionnements', positionnement()],
      ['/kairos/creneaux', creneau()],
      ['/kairos/actes/positionnement.cree', demande(1, 'OF')],
      ['/ouiform/actes/positionnement.cree', demande(1, 'ML')],
      ['/rco/sessions', { ...session(), apprentissage: false }],
      ['/smf/actes/ico.saisie', creneau()],
      ['/aude/actes/de.statut', { idDE: '1234567A', statut: 'RADIE', date: '2026-11-23' }],
      ['/imilo/actes/dossier.synchronise', { idDE: '1234567A', dossier: 'd', synchronise: true }],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...messages),
        fc.nat(),
        fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
        fc.uuid(),
        async ([chemin, corps], champ, valeur, cle) => {
          const champs = Object.keys(corps);
          const abime = { ...corps, [champs[champ % champs.length] ?? '']: valeur };
          expect((await banc.appeler('POST', chemin, abime, { 'idempotency-key': cle })).statut).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
  });
});
