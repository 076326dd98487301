/** What holds for every page: each cause has one on which its organisme can act, and forty people fit in it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { pageDe } from '../../domain/pages-of.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { ICO, ICO_PASSEE, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { FINIE, semerParcours } from './essais/donnees.ts';
import { createMaisonDesPages, parLien, vider } from './essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('forty people', () => {
  it('hold in 30 kB on each page that names them, with long names', async () => {
    for (let i = 0; i < 40; i++) await semerParcours(maison, `Marie-Charlotte de La Fontaine ${i}`, i % 2 === 0 ? 'ENTREE_A_VALIDER' : 'RETENU');
    const entrees = await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE });
    expect(entrees.texte.match(/<fieldset/g)).toHaveLength(40);
    expect(Buffer.byteLength(entrees.texte)).toBeLessThan(30_000);
    await maison.hub.parcours.updateMany({ where: { etape: 'RETENU' }, data: { etape: 'EN_FORMATION', entreeLe: new Date('2026-10-06') } });
    const melees = await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE });
    expect(melees.texte.match(/type="?date/g)).toHaveLength(40);
    expect(Buffer.byteLength(melees.texte)).toBeLessThan(30_000);
    await maison.hub.parcours.updateMany({ data: { etape: 'EN_FORMATION' } });
    const sorties = await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE });
    expect(sorties.texte.match(/<fieldset/g)).toHaveLength(40);
    expect(Buffer.byteLength(sorties.texte)).toBeLessThan(30_000);
    await maison.hub.parcours.updateMany({ data: { etape: 'CLOS', sortieLe: new Date('2026-10-30') } });
    await maison.hub.positionnement.updateMany({ data: { bilan: 'Titre obtenu. '.repeat(40) } });
    const bilans = await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE });
    expect(bilans.texte).toContain('<textarea');
    expect(bilans.texte).toContain('autres bilans ne tiennent pas');
    expect(Buffer.byteLength(bilans.texte)).toBeLessThan(30_000);
    const moitie = (await maison.hub.parcours.findMany({ take: 20 })).map((p) => p.id);
    await maison.hub.parcours.updateMany({ where: { id: { in: moitie } }, data: { etape: 'FIN' } });
    expect(Buffer.byteLength((await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE })).texte)).toBeLessThan(30_000);
  });
});

describe('every cause for which an organisme is written to', () => {
  const ECRITES = CodeCause.options.filter((c) =>
    POLITIQUES_PAR_DEFAUT[c].niveaux.some((n) => n.canal === 'COURRIEL' && (n.destinataire === 'OF' || n.destinataire === 'MANDATAIRE')),
  );
  it.each(ECRITES.map((c) => [CAUSES[c].numero ?? c, c] as const))('%s (%s): its link leads to a page on which it can act', async (_numero, cause) => {
    const { hub } = maison;
    const creneau = cause === 'CHANGEMENT_NON_CONFIRME' ? ICO : ICO_PASSEE;
    await hub.creneau.update({ where: { id: ICO }, data: { statut: 'REPORTE' } });
    const parcours = await semerParcours(maison, 'Camille Renaud', 'CONVOQUE', SESSION);
    await hub.positionnement.updateMany({ where: { parcours }, data: { creneau: ICO_PASSEE, statut: 'CONFIRME' } });
    for (const etape of ['ENTREE_A_VALIDER', 'EN_FORMATION'] as const) await semerParcours(maison, 'Inès Morel', etape);
    const session = cause === 'ENTREE_NON_ATTESTEE' || cause === 'SORTIE_NON_SAISIE' ? FINIE : SESSION;
    const duCreneau = ['PRESENCES', 'CHANGEMENT'].includes(pageDe(cause) ?? '');
    const commun = { processus: 'essai', type: 'session', cause, acteurType: 'OF', acteur: SIRET_DEMO, organisme: SIRET_DEMO, depuis: new Date(T0) };
    await hub.blocage.create({ data: { ...commun, id: `essai#${cause}#1`, sujet: { session }, session: cause === 'FICHE_EN_ATTENTE' ? null : session } });
    const { texte, statut } = await parLien(maison, cause, duCreneau ? { creneau, session } : cause === 'FICHE_EN_ATTENTE' ? {} : { session });
    expect(statut).toBe(200);
    expect(texte).toMatch(/<form method="post" action="\/of\/(?!nouveau-lien)/);
    expect(texte).toMatch(/<button/);
  });
});
