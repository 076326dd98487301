/** The checker is worth what it notices: an honest reading says nothing, and each kind of fault in it speaks. */
import { describe, expect, it } from 'vitest';
import { entendus } from './entendus.ts';
import { avec, blocage, honnete, jour, ligne, P1, PARCOURS, POS, SUIVI, tenu } from './honnete.ts';
import { verifier } from './index.ts';
import { type Lu, SYSTEMES, type Systeme, type Tenu } from './lu.ts';

const sansFait = (systeme: Systeme, fait: string): Partial<Lu> => {
  const lu = honnete();
  const faits = (t: Tenu) => Object.fromEntries(Object.entries(t.faits).filter(([f]) => f !== fait));
  return { tenus: { ...lu.tenus, [systeme]: lu.tenus[systeme].map((t) => ({ ...t, faits: faits(t) })) } };
};
const auCreneau = (presence: string | null, suite: string | null): Partial<Lu> => ({
  positionnements: honnete().positionnements.map((p) => ({ ...p, statut: presence ? 'HONORE' : 'CONFIRME', presence, suite })),
  parcours: honnete().parcours.map((p) => ({ ...p, etape: 'CONVOQUE', etapes: [] })),
  // Told as little as it happened.
  tenus: Object.fromEntries(
    SYSTEMES.map((s) => [s, honnete().tenus[s].map((t) => ({ ...t, faits: { POSITIONNEMENT: 'X', RDV: 'X', ...(presence && { PRESENCE: presence }) } }))]),
  ) as unknown as Lu['tenus'],
});

describe('the checker', () => {
  it('says nothing of an honest reading', () => expect(verifier(honnete())).toEqual([]));

  it.each([
    ['kairos', 'POSITIONNEMENT'],
    ['kairos', 'ENTREE'],
    ['ouiform', 'PRESENCE'],
    ['ouiform', 'INSCRIPTION'],
    ['audef', 'SUITE'],
    ['audef', 'INSCRIPTION'],
    ['aude', 'POSITIONNEMENT'],
    ['aude', 'INSCRIPTION'],
    ['aude', 'ENTREE'],
    ['pefr', 'RDV'],
    ['pefr', 'PRESENCE'],
    ['imilo', 'POSITIONNEMENT'],
    ['imilo', 'SUITE'],
  ] as const)('notices an effect lost: %s no longer has %s', (systeme, fait) => {
    expect(avec(sansFait(systeme, fait))).toEqual([`perdu : ${systeme} ${fait === 'RDV' ? 'POSITIONNEMENT' : fait} ${POS}`]);
  });

  it('R36: does not miss what AUDE will have at the réinscription', () => {
    const perdu = sansFait('aude', 'ENTREE');
    const gardee = {
      ...blocage('DEMANDEUR_RADIE', { processus: `demandeur:${P1}` }),
      ...{ differees: [{ parcours: PARCOURS, fait: 'ENTREE' }], statutsTenus: [{ idDE: '7100001C', statut: 'RADIE' }] },
      personnes: honnete().personnes.map((p) => ({ ...p, statutDe: 'RADIE' })),
    };
    expect(avec({ ...perdu, ...gardee })).toEqual([]);
    expect(avec({ ...sansFait('ouiform', 'ENTREE'), ...gardee })).toEqual([`perdu : ouiform ENTREE ${POS}`]);
  });

  it('R37: AUDE keeps one prescription for a path: one made again, then cancelled there, is taken back whole, and no other is missed', () => {
    const lu = sansFait('aude', 'POSITIONNEMENT');
    const autre = (plus: object) => [
      ...honnete().positionnements,
      ...honnete().positionnements.map((p) => ({ ...p, id: 'autre', creeLe: jour(-1), statut: 'ANNULE', ...plus })),
    ];
    const reprise = { ...ligne(7, '/prescriptions/annulations', 'aude.annulerPrescription', 'annulation:autre') };
    const ledgers = { ...honnete().ledgers, aude: [...honnete().ledgers.aude, reprise] };
    const perdu = [`perdu : aude POSITIONNEMENT ${POS}`];
    expect(avec({ ...lu, ledgers, positionnements: autre({}) })).toEqual([]);
    expect(avec({ ...lu, positionnements: autre({}) })).toEqual(perdu);
    expect(avec({ ...lu, ledgers, positionnements: autre({ creeLe: jour(-99) }) })).toEqual(perdu);
    expect(avec({ ...lu, ledgers })).toEqual(perdu);
  });

  it('R25, R30: notices what nobody should know', () => {
    const lu = honnete();
    expect(avec({ personnes: lu.personnes.map((p) => ({ ...p, idDE: null })) }).filter((f) => f.startsWith('connu à tort : aude'))).toHaveLength(3);
    const parOf = lu.positionnements.map((p) => ({ ...p, reseau: 'OF', outil: 'KAIROS' }));
    expect(avec({ positionnements: parOf }).filter((f) => f.startsWith('connu à tort : imilo'))).toHaveLength(2);
  });

  it('notices a system that says something else', () => {
    const lu = honnete();
    expect(avec({ tenus: { ...lu.tenus, ouiform: tenu({ ...SUIVI, SUITE: 'NON_RETENU' }) } })).toEqual([
      `faux : ouiform SUITE ${POS} dit NON_RETENU, non RETENU`,
    ]);
  });

  it('notices what Kairos has kept of an organisme’s word and the hub has not', () => {
    const positionnements = honnete().positionnements.map((p) => ({ ...p, suite: null }));
    expect(avec({ positionnements })).toContain(`faux : kairos SUITE ${POS} dit RETENU, le hub rien`);
  });

  it('notices a flow that stops, or that does not follow its own history', () => {
    expect(avec({ arretes: ['session:990001'] })).toEqual(['silence : session:990001 n’avance plus']);
    expect(avec({ incidents: ['TMPRL1100 session:990001'] })).toEqual(['flux infidèle à son histoire : TMPRL1100 session:990001']);
  });

  it('notices an act accepted that no flow has heard', () => {
    expect(avec({ nonTransmises: [{ source: 'kairos', id: 'e1', type: 'presence.saisie' }] })).toEqual(['non transmis : kairos presence.saisie e1']);
  });

  it('tells beside a fault what each system heard of that path', () => {
    const lu = honnete();
    expect(entendus(lu, `perdu : kairos SUITE parcours:${PARCOURS}`).filter((l) => l.startsWith('kairos '))).toHaveLength(lu.ledgers.kairos.length);
    expect(entendus(lu, 'silence : session 990001')).toEqual([]);
  });

  it('S4, S5: notices a slot that waits in silence', () => {
    expect(avec(auCreneau(null, null))).toEqual(['silence : PRESENCE_NON_SAISIE ICO-1 (1)']);
    expect(avec(auCreneau('PRESENT', null))).toEqual(['silence : SUITE_NON_SAISIE ICO-1 (1)']);
    expect(avec({ ...auCreneau(null, null), ...blocage('PRESENCE_NON_SAISIE') })).toEqual([]);
    const hier = honnete().creneaux.map((c) => ({ ...c, fin: jour(-1) }));
    expect(avec({ ...auCreneau(null, null), creneaux: hier }).filter((f) => f.startsWith('silence'))).toEqual([]);
  });

  it('S9: notices candidatures without an answer', () => {
    const creneaux = honnete().creneaux.map((c) => ({ ...c, modalite: 'CANDIDATURE' }));
    expect(avec({ ...auCreneau(null, null), creneaux })).toContain('silence : CANDIDATURE_SANS_REPONSE ICO-1 (1)');
  });

  it('S11, S12: notices an entry or an exit that is waited for in silence', () => {
    const a = (etape: string) => ({
      parcours: honnete().parcours.map((p) => ({ ...p, etape, etapes: [...p.etapes, { etape, date: jour(-12).toISOString() }] })),
    });
    expect(avec(a('ENTREE_A_VALIDER'))).toContain(`silence : ENTREE_NON_ATTESTEE ${PARCOURS}`);
    expect(avec({ ...a('ENTREE_A_VALIDER'), ...blocage('ENTREE_NON_ATTESTEE') })).toEqual([]);
    expect(avec({ sessions: honnete().sessions.map((s) => ({ ...s, fin: jour(-15) })) })).toEqual([`silence : SORTIE_NON_SAISIE ${PARCOURS}`]);
  });

  it('notices a request that nobody answered, and a flow past its date', () => {
    const positionnements = honnete().positionnements.map((p) => ({ ...p, statut: 'DEMANDE' }));
    expect(avec({ positionnements })).toEqual([`silence : positionnement ${POS} toujours demandé`]);
    expect(avec({ processus: [{ id: 'creneau:ICO-1', ouvert: true, echeance: jour(-3) }] })).toEqual(['silence : creneau:ICO-1 a dépassé son échéance']);
  });

  /** Each is false in the honest reading. */
  it.each([
    ['PRESENCE_NON_SAISIE', {}],
    ['SUITE_NON_SAISIE', {}],
    ['INSCRIPTION_BLOQUEE', {}],
    ['CANDIDATURE_SANS_REPONSE', {}],
    ['ENTREE_NON_ATTESTEE', {}],
    ['AIS_NON_GENEREE', {}],
    ['DEMANDEUR_RADIE', { processus: `demandeur:${P1}` }],
    ['DOSSIER_NON_SYNCHRONISE', {}],
    ['ORIGINE_OF_HORS_IMILO', {}],
    ['ETAT_RECRUTEMENT_NON_RENSEIGNE', {}],
    ['AUCUN_RENDEZ_VOUS_DISPONIBLE', {}],
    ['PLACES_NON_POURVUES', {}],
    ['FICHE_EN_ATTENTE', { processus: 'fiche:A1' }],
    ['SESSION_NON_VISIBLE', {}],
    ['COMPTE_KAIROS_ABSENT', {}],
    ['LIEU_SANS_SIRET', {}],
    ['DONNEES_DIVERGENTES', {}],
    ['COURRIEL_OF_INVALIDE', {}],
    ['COURRIEL_EN_ECHEC', {}],
    ['PARTENAIRE_FERME', {}],
    ['SYSTEME_INDISPONIBLE', {}],
    ['REJET_FONCTIONNEL', { sujet: { etape: 'inscrire' } }],
    ['CHANGEMENT_NON_CONFIRME', {}],
    ['SORTIE_NON_SAISIE', {}],
    ['RECRUTEMENT_HORS_SYSTEME', {}],
    ['MODALITE_NON_RENSEIGNEE', { session: 'absente' }],
    ['ERREUR_PROGRAMME', {}],
  ])('notices a blocage whose cause is over: %s', (cause, plus) => {
    expect(avec(blocage(cause, plus))).toEqual([expect.stringMatching(new RegExp(`^sans cause : ${cause} `))]);
  });

  it('S18: a difference with a partner is a cause as long as the checker finds it there too', () => {
    const ecart = blocage('DONNEES_DIVERGENTES', { sujet: { parcours: PARCOURS, systeme: 'kairos', ecart: 'SUITE' } });
    expect(avec(ecart)).toEqual([expect.stringMatching(/^sans cause : DONNEES_DIVERGENTES /)]);
    const tenus = { ...honnete().tenus, kairos: tenu({ ...SUIVI, SUITE: 'NON_RETENU' }) };
    expect(avec({ ...ecart, tenus })).toEqual([`faux : kairos SUITE ${POS} dit NON_RETENU, non RETENU`]);
  });

  it('notices a cause that it does not know', () => {
    expect(avec(blocage('AUTRE'))).toEqual(['cause inconnue du vérificateur : AUTRE']);
  });

  it('notices a mail received twice, in two versions, never, or for two reminders at once', () => {
    const [mail] = honnete().courriels as [Lu['courriels'][number]];
    const [relance] = honnete().relances as [Lu['relances'][number]];
    expect(avec({ courriels: [mail, mail] })).toEqual(['courriel : m1@x reçu 2 fois']);
    expect(avec({ courriels: [mail, mail], tues: true })).toEqual([]);
    expect(avec({ courriels: [mail, { ...mail, texte: 'Autre' }], tues: true })).toEqual(['courriel : m1@x a deux contenus']);
    expect(avec({ courriels: [mail, { ...mail, messageId: 'm2@x' }] })).toEqual(['courriel inconnu des relances : « Présences »']);
    expect(avec({ courriels: [] })).toEqual(['courriel jamais reçu : r1']);
    expect(avec({ relances: [relance, { ...relance, id: 'r2' }] })).toEqual(['relance en double : b1 OF']);
    expect(avec({ relances: [relance, { ...relance, id: 'r2', envoyeeLe: jour(-1) }] })).toEqual([]);
  });
});
