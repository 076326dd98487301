import type { ParsedMail } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAUTES } from '../../domain/fautes.ts';
import { CRENEAU, MAINTENANT, ouvrirCourrier, POSITIONNEMENTS } from '../essais/courrier.ts';

let courrier: Awaited<ReturnType<typeof ouvrirCourrier>>;
beforeAll(async () => {
  courrier = await ouvrirCourrier();
}, 120_000);
beforeEach(() => courrier.remettre());
afterAll(() => courrier.close());

describe('convoquer', () => {
  const convoquer = (i: number, plus: object = {}) =>
    courrier.relances.convoquer({ positionnement: POSITIONNEMENTS[i] ?? '', cle: `convocation-${i}`, maintenant: MAINTENANT, ...plus });
  const ics = (mail: ParsedMail | undefined): string =>
    mail?.attachments.find((p) => p.contentType === 'application/ics' || p.contentType === 'text/calendar')?.content.toString() ?? '';

  it('R33: gives the candidate the appointment and its calendar file, not the sheet', async () => {
    expect(await convoquer(0)).toEqual({ etat: 'ENVOYEE' });
    const { lu, a, brut } = courrier.smtp.recus[0] as (typeof courrier.smtp.recus)[0];
    expect(a).toEqual(['camille0@de.example']);
    expect(lu.subject).not.toContain('Lefebvre');
    expect(lu.text).toContain('Bonjour Camille Lefebvre,');
    expect(lu.text + brut).not.toContain('divulguer');
    expect(brut).toMatch(/text\/calendar;[^\n]*\s*method=REQUEST/i);
    expect(ics(lu)).toContain('DTSTART:20261112T093000Z');
    const ligne = await courrier.hub.relance.findUniqueOrThrow({ where: { id: 'convocation-0' } });
    expect(JSON.stringify(ligne)).not.toMatch(/camille|lefebvre/i);
  });
  it('replaces then cancels the same appointment in the calendar', async () => {
    await convoquer(0);
    await courrier.hub.creneau.update({ where: { id: CRENEAU }, data: { debut: new Date('2026-11-16T13:00:00Z'), fin: new Date('2026-11-16T14:00:00Z') } });
    await convoquer(0, { cle: 'report-0', occasion: 'REPORT' });
    await convoquer(0, { cle: 'annulation-0', occasion: 'ANNULATION' });
    const [un, deux, trois] = courrier.smtp.recus.map((r) => ics(r.lu));
    expect(un).toContain('SEQUENCE:0');
    expect(deux).toContain('SEQUENCE:1');
    expect(deux).toContain('DTSTART:20261116T130000Z');
    expect(trois).toContain('METHOD:CANCEL');
    expect(trois).toContain('SEQUENCE:2');
    for (const fichier of [un, deux, trois]) expect(fichier).toContain(`UID:${POSITIONNEMENTS[0]}`);
    expect(courrier.smtp.recus[2]?.lu.inReplyTo).toBe(courrier.smtp.recus[1]?.lu.messageId);
  });
  it('says that the date is kept when the place or the documents change; cancels or moves a candidature in its own words, without a calendar file', async () => {
    await courrier.hub.creneau.update({ where: { id: CRENEAU }, data: { pieces: ['Carte d’identité'] } });
    await convoquer(0, { cle: 'precision-0', occasion: 'PRECISION' });
    await courrier.hub.creneau.update({ where: { id: CRENEAU }, data: { modalite: 'CANDIDATURE' } });
    for (const occasion of ['REPORT', 'ANNULATION']) expect(await convoquer(1, { cle: `fenetre-${occasion}`, occasion })).toEqual({ etat: 'ENVOYEE' });
    const [precision, report, annulation] = courrier.smtp.recus.map((r) => r.lu);
    expect(precision?.subject).toMatch(/^Votre rendez-vous a changé/);
    expect(precision?.text).toMatch(/garde sa date[\s\S]*À apporter\s?: Carte d’identité/);
    expect(report?.text).toMatch(/reçoit les candidatures[\s\S]*La vôtre est gardée/);
    expect(annulation?.text).toMatch(/ne reçoit plus de candidatures[\s\S]*la vôtre est annulée/);
    expect([ics(report), ics(annulation)]).toEqual(['', '']);
  });
  it('S10, R33, §h: tells a struck-off person once how to re-register, in text and HTML, and neither why nor what the sheet says', async () => {
    const p = await courrier.hub.positionnement.findUniqueOrThrow({ where: { id: POSITIONNEMENTS[0] ?? '' } });
    await courrier.hub.demandeur.create({ data: { personne: p.personne, statut: 'RADIE', depuis: new Date(MAINTENANT) } });
    const jusqua = Date.parse('2027-01-15T00:00:00+01:00');
    const demande = { personne: p.personne, parcours: p.parcours, jusqua, cle: 'reinscription-0', maintenant: MAINTENANT };
    for (const _ of [1, 2]) expect(await courrier.relances.expliquerReinscription(demande)).toMatchObject({ etat: 'ENVOYEE' });
    expect(courrier.smtp.recus).toHaveLength(1);
    const { lu, a, brut } = courrier.smtp.recus[0] as (typeof courrier.smtp.recus)[0];
    expect(a).toEqual(['camille0@de.example']);
    expect(brut).toMatch(/Content-Type: multipart\/alternative/i);
    expect(lu.attachments).toEqual([]);
    const html = String(lu.html).replace(/&#39;/g, '’');
    for (const dit of [
      'Bonjour Camille Lefebvre,',
      'Soudeur',
      'visible de France Travail à votre réinscription',
      'vendredi 15 janvier 2027',
      'francetravail.fr',
      '3949',
    ]) {
      expect(lu.text?.replace(/\s/g, ' ')).toContain(dit);
      expect(html.replace(/\s/g, ' ')).toContain(dit);
    }
    expect(`${lu.subject} ${lu.text} ${html}`).not.toMatch(/radi|cessation|divulguer|\/of\//i);
    expect(`${lu.subject} ${lu.text}`).not.toMatch(FAUTES);
    expect((lu.text ?? '').split(/\s+/).length).toBeLessThanOrEqual(120);
    const ligne = await courrier.hub.relance.findUniqueOrThrow({ where: { id: 'reinscription-0' } });
    expect(ligne).toMatchObject({ cause: 'REINSCRIPTION', destinataire: 'CANDIDAT', etat: 'ENVOYEE', organisme: null });
    await courrier.hub.demandeur.update({ where: { personne: p.personne }, data: { statut: 'REINSCRIT' } });
    expect(await courrier.relances.expliquerReinscription({ ...demande, cle: 'reinscription-1' })).toEqual({ etat: 'INUTILE' });
    expect(courrier.smtp.recus).toHaveLength(1);
  });
  it('leaves nobody a mail who has no address, nor for a candidature (R17)', async () => {
    expect(await convoquer(3)).toEqual({ etat: 'SANS_DESTINATAIRE' });
    await courrier.hub.creneau.update({ where: { id: CRENEAU }, data: { modalite: 'CANDIDATURE' } });
    expect(await convoquer(1)).toEqual({ etat: 'INUTILE' });
    expect(courrier.smtp.recus).toHaveLength(0);
  });
});
