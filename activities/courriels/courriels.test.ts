import { describe, expect, it } from 'vitest';
import { Sujet } from '../../domain/causes/sujet.ts';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { composer } from '../../domain/courriel.ts';
import { FAUTES } from '../../domain/fautes.ts';
import { type Destinataire, POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { suiteDeCause } from '../../domain/situations/suite.ts';
import { type Convocation, composerConvocation, composerIcs } from './convocation.ts';
import { composerRelance } from './relance.ts';

const URL = `https://maillon.example/of/${'x'.repeat(43)}`;
const creneau = { debut: new Date('2026-11-12T10:30:00+01:00'), fin: new Date('2026-11-12T12:00:00+01:00'), lieu: { ville: 'Le Havre' } };
const sujet = (plus: object): Sujet =>
  Sujet.parse({
    session: '103725',
    intitule: 'Agent de fabrication et de montage en chaudronnerie',
    modalite: 'ICO',
    date: '2026-11-12',
    fiche: 'A825286',
    organisme: 'AFPA Le Havre',
    ...plus,
  });
const mots = (texte: string): number => texte.split(/\s+/).filter((m) => /[\p{L}\d]/u.test(m)).length;

/** Causes that a ladder mails, with those it mails to. */
const envoyees = CodeCause.options.flatMap((cause) =>
  [...new Set(POLITIQUES_PAR_DEFAUT[cause].niveaux.filter((n) => n.canal === 'COURRIEL').map((n) => n.destinataire))].map((d): [CodeCause, Destinataire] => [
    cause,
    d,
  ]),
);

describe('reminders', () => {
  it.each(envoyees)('%s to %s: short, complete, in good French, and the same in HTML', (cause, destinataire) => {
    for (const nombre of [undefined, 1, 6])
      for (const rappel of [false, true])
        for (const avant of [null, Date.parse('2026-11-25T10:00:00Z')]) {
          const s = sujet({ nombre });
          const g = composerRelance({
            cause,
            sujet: s,
            destinataire,
            rappel,
            url: URL,
            creneau,
            outils: { OUIFORM: 4, AUDEF: 2 },
            avant,
            suite: suiteDeCause(cause, POLITIQUES_PAR_DEFAUT[cause]),
          });
          expect(mots(g.text)).toBeLessThanOrEqual(120);
          expect(`${g.objet} ${g.text.replaceAll(URL, '')}`).not.toMatch(FAUTES);
          expect(g.objet.length).toBeLessThan(110);
          expect(g.objet.startsWith('Rappel')).toBe(rappel);
          const { demande, auxPrescripteurs = demande } = CAUSES[cause];
          expect(g.text).toContain((destinataire === 'PRESCRIPTEUR' ? auxPrescripteurs : demande)(s));
          expect(g.text).toContain(`: ${URL}\n`);
          expect(g.text).toContain(suiteDeCause(cause, POLITIQUES_PAR_DEFAUT[cause]));
          if (avant) expect(g.text).toContain('25/11');
          expect(g.html.split(`href="${URL}"`)).toHaveLength(2);
          expect(g.html.match(/<a /g)).toHaveLength(1);
          expect(g.text + g.html).not.toMatch(/cap emploi/i);
        }
  });
  it('says what and how many in the subject', () => {
    const demande = { cause: 'PRESENCE_NON_SAISIE', destinataire: 'OF', url: URL, creneau, outils: {}, avant: null, suite: 'le dossier reste ouvert' } as const;
    expect(composerRelance({ ...demande, sujet: sujet({ nombre: 6 }), rappel: false }).objet).toBe(
      '6\u00a0présences à saisir\u202f: information collective du 12/11',
    );
    expect(composerRelance({ ...demande, sujet: sujet({ nombre: 1, modalite: 'RDV' }), rappel: true }).objet).toBe(
      'Rappel\u202f: 1\u00a0présence à saisir\u202f: rendez-vous individuel du 12/11',
    );
  });
  it('G5: quotes who tried and who searched in vain, once', () => {
    const texte = (cause: CodeCause, plus: object) =>
      composerRelance({ cause, sujet: sujet(plus), destinataire: 'OF', rappel: false, url: URL, creneau: null, outils: {}, avant: null, suite: '' }).text;
    const s1 = texte('MODALITE_NON_RENSEIGNEE', { conseillers: 2, consultations: 6 });
    expect(s1).toMatch(/2\sconseillers ont essayé de positionner quelqu’un\./);
    expect(s1).toMatch(/6\srecherches de prescripteurs n’y ont trouvé aucun créneau\./);
    const s3 = texte('AUCUN_RENDEZ_VOUS_DISPONIBLE', { nombre: 12, consultations: 6 });
    expect(s3).toMatch(/6\sprescripteurs ont consulté la session/);
    expect(s3).not.toContain('recherches');
    expect(texte('MODALITE_NON_RENSEIGNEE', {})).not.toMatch(/essayé|recherche/);
  });
  it('reads whole', () => {
    const g = composerRelance({
      cause: 'PRESENCE_NON_SAISIE',
      sujet: sujet({ nombre: 6, intitule: 'Soudeur' }),
      destinataire: 'OF',
      rappel: true,
      url: 'https://m.example/of/t',
      creneau,
      outils: { OUIFORM: 4, PE_FR: 2 },
      avant: Date.parse('2026-11-25T10:00:00Z'),
      suite: suiteDeCause('PRESENCE_NON_SAISIE', POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE),
    });
    expect(g.text.replace(/[\u00a0\u202f]/g, '~')).toMatchInlineSnapshot(`
      "Bonjour,

      Dites qui est venu à l’information collective du 12/11~: 6~présences sont à saisir.

      La session 103725 («~Soudeur~»), jeudi 12~novembre, de 10~h~30~à 12~h, Le Havre.

      Positionnements reçus de~: OUIFORM (4), pe.fr (2).

      Répondre maintenant~: https://m.example/of/t

      À faire avant le 25/11~; sans réponse, l’organisme mandataire est prévenu, puis le dossier passe au référent Kairos.

      Pas de mot de passe à saisir. Si une autre personne s’en occupe, transférez-lui ce message~: le lien fonctionnera aussi.

      -- 
      Maillon, le chaînon de l’information formation
      "
    `);
  });
  it('escapes what people typed, and keeps the subject on one line', () => {
    const hostile = sujet({ nombre: 2, organisme: '<b>AFPA</b>', intitule: 'x"><script>alert(1)</script>\r\nBcc: tous@of.example' });
    const g = composerRelance({
      cause: 'SORTIE_NON_SAISIE',
      sujet: { ...hostile, session: '1\r\nBcc: a@b.example' },
      destinataire: 'MANDATAIRE',
      rappel: true,
      url: `${URL}"onclick="x`,
      creneau: null,
      outils: {},
      avant: null,
      suite: 'le dossier reste ouvert',
    });
    expect(g.html).not.toMatch(/<script|<b>|"onclick/);
    expect(g.html).toContain('&lt;script&gt;');
    expect(g.objet).not.toMatch(/[\r\n]/);
  });
});

describe('convocations', () => {
  const base: Convocation = {
    occasion: 'CONVOCATION',
    uid: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    sequence: 0,
    personne: { nom: 'Martin', prenom: 'Camille', courriel: 'camille@de.example' },
    modalite: 'ICO',
    intitule: 'Soudeur',
    debut: creneau.debut,
    fin: creneau.fin,
    lieu: { nom: 'Salle A', lignes: ['1 rue du Port'], codePostal: '76600', ville: 'Le Havre' },
    pieces: ['CV', "Pièce d'identité"],
    organisme: { nom: 'AFPA Le Havre', telephone: '02 35 00 00 00', courriel: null },
    expediteur: { nom: 'Maillon', adresse: 'ne-pas-repondre@maillon.example' },
    maintenant: Date.parse('2026-11-02T09:00:00Z'),
  };
  it('says when, where, with what, in at most 120 words', () => {
    for (const occasion of ['CONVOCATION', 'REPORT', 'ANNULATION'] as const)
      for (const modalite of ['ICO', 'RDV'] as const) {
        const g = composerConvocation({ ...base, occasion, modalite });
        expect(mots(g.text)).toBeLessThanOrEqual(120);
        expect(`${g.objet} ${g.text}`).not.toMatch(FAUTES);
        expect(g.objet).not.toContain('Martin');
        expect(g.text.replace(/\u00a0/g, ' ')).toContain('jeudi 12 novembre, de 10 h 30 à 12 h');
      }
    const { text } = composerConvocation(base);
    for (const piece of ['Bonjour Camille Martin,', '76600 Le Havre', 'Pièce d’identité', '02 35 00 00 00'])
      expect(text.replace(/\u00a0/g, ' ')).toContain(piece);
  });
  it('carries a calendar file in UTC, replaced then cancelled under the same UID', () => {
    const ics = composerIcs(base).replace(/\r\n /g, '');
    for (const ligne of [
      'METHOD:REQUEST',
      `UID:${base.uid}`,
      'SEQUENCE:0',
      'DTSTART:20261112T093000Z',
      'DTEND:20261112T110000Z',
      'DTSTAMP:20261102T090000Z',
      'STATUS:CONFIRMED',
    ])
      expect(ics.split('\r\n')).toContain(ligne);
    expect(ics).not.toContain('VTIMEZONE');
    const annule = composerIcs({ ...base, occasion: 'ANNULATION', sequence: 2 }).split('\r\n');
    for (const ligne of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:2', `UID:${base.uid}`]) expect(annule).toContain(ligne);
  });
});

it('a mail without button has no link', () => {
  const g = composer({ objet: 'x', lignes: ['y'], apres: [] });
  expect(g.html).not.toContain('<a ');
  expect(g.text).not.toContain('undefined');
});
