/**
 * One dated run of an action (§d.2): exported to the RCO, seen there, then published in Kairos, OUIFORM and AUDEF; its slots open; what its
 * recruitment lacks is watched for as long as it lasts, two years of permanent entries included (§d.10).
 */
import type { ActeSession } from '../domain/actes.ts';
import { REGLAGES_DE_SESSION } from '../domain/seuils.ts';
import { derouler } from './derouler.ts';
import { diffuser, estParti, renoncer } from './diffuser.ts';
import { audef, type Envoi, estDeLOffre, kairos, ouiform, rco } from './effets.ts';
import { etape } from './etape.ts';
import { hub } from './hub.ts';
import type { Debut } from './messages.ts';
import { noter, reprendreA } from './miroir.ts';
import { suivreReglages } from './politique.ts';
import { abandonner, changerEtat, offrirPlaces, recevoir, remedier } from './session-actes.ts';
import { etatDuCompte, lireCompte } from './session-compte.ts';
import { dite, type EtatSession, finDe, INITIAL, passer, publication, regler, type SuiviSession, version } from './session-etat.ts';
import { mesurer } from './session-mesures.ts';
import { veilles } from './session-veilles.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, type Memoire, pendant } from './suivi.ts';
import { suivre } from './suivre.ts';
import { condition } from './vague.ts';

export async function session(debut: Debut<Memoire<EtatSession>>): Promise<void> {
  const s = suivre<EtatSession, ActeSession>('session', debut, {
    initial: { ...INITIAL },
    recevoir,
    remedier,
    resume: (e) => ({ etape: e.etape, organisme: e.lue?.dispensateur ?? null, fini: e.etape === 'RETIREE' ? 'termine' : null }),
    miroir: ({ etatRecrutement, places, conventionnees }) =>
      etatRecrutement === null && places === null
        ? {}
        : { sessions: [{ numero: debut.sujet, etatRecrutement, placesDisponibles: places?.disponibles ?? null, placesConventionnees: conventionnees }] },
    apresEnvoi,
  });
  await derouler(s, () => Promise.race([vivre(s), mesurer(s), suivreReglages(s, REGLAGES_DE_SESSION, (r) => regler(s, r)), ...veilles(s)]));
}

const vivre = async (s: SuiviSession): Promise<void> => {
  const e = s.etat;
  for (;;) {
    await jusquA(s, () => e.demandee !== null || e.retiree);
    if (!e.retiree && e.exportee !== e.demandee) await exporter(s);
    // §b.3: what ended more than thirty days ago will never be shown.
    if (e.raison === 'TERMINEE_30J') return retirer(s);
    const dure = await jusquA(
      s,
      () => e.visible || e.retiree || e.demandee !== e.exportee,
      () => finDe(e),
    );
    if (!dure || e.retiree) return retirer(s);
    if (e.exportee !== e.demandee) continue;
    if (e.etape !== 'VISIBLE') passer(s, 'VISIBLE_RCO');
    if (e.publiee !== e.demandee) await publier(s);
    if (e.demandee !== e.publiee) continue;
    passer(s, 'VISIBLE');
    const change = await jusquA(
      s,
      () => e.demandee !== e.publiee || e.retiree,
      () => finDe(e),
    );
    if (!change || e.retiree) return retirer(s);
  }
};

const exporter = async (s: SuiviSession): Promise<void> => {
  const e = s.etat;
  const empreinte = e.demandee as string;
  await relire(s);
  // The first answer is not known yet, an exclusion may have ended: asked again for the same offer, the network may answer otherwise.
  const redire = e.exporteeLe === null || e.raison !== null;
  const export_ = await etape(s, `exporter:${version(e)}`, rco.exporterSession({ ...dite(s), redire }));
  e.exportee = empreinte;
  e.exporteeLe = iso(instant(s));
  if (export_?.etat !== undefined || export_ === undefined) e.raison = export_?.raison ?? null;
  // Skipped by an operator, it is held to be seen: Kairos will say otherwise. No answer: it had nothing to learn.
  e.visible = e.raison === null && (e.visible || export_?.etat === 'VISIBLE' || export_ === undefined);
  publication(s, 'rco', e.raison ? 'EXCLUE' : e.visible ? 'VISIBLE' : 'EXPORTEE', e.raison);
  if (e.publiee === null && e.raison === null) for (const systeme of ['kairos', 'ouiform', 'audef'] as const) publication(s, systeme, 'NON_PUBLIEE');
  if (e.raison) passer(s, 'EXCLUE');
  else if (e.etape !== 'VISIBLE') passer(s, e.visible ? 'VISIBLE_RCO' : 'EXPORTEE');
  noter(s, e.raison ? 'SESSION_EXCLUE' : 'SESSION_EXPORTEE', { systeme: 'rco', detail: e.raison });
};

/** The offer as it is now; what the flow knows better is kept: seats taken since, slots that moved. */
const relire = async (s: SuiviSession): Promise<void> => {
  const e = s.etat;
  const lue = await pendant(s, () => hub.lireSession(s.sujet));
  reprendreA(s, lue.version);
  if (lue.reglages) regler(s, lue.reglages);
  const avant = e.lue;
  const ferme = e.etatRecrutement === 'FERME';
  e.lue = lue;
  if (e.etatRecrutement === null) e.etatRecrutement = lue.etatRecrutement;
  else if (lue.etatOffre !== e.etatOffre && lue.etatOffre !== 'NON_RENSEIGNE')
    changerEtat(s, { id: `offre:${version(e)}`, etat: lue.etatOffre, par: 'systeme:smf', depuis: 'smf' });
  e.etatOffre = lue.etatOffre;
  const ajoutees = avant === null ? 0 : lue.places.totales - avant.places.totales;
  e.places = { totales: lue.places.totales, disponibles: Math.max(0, (e.places?.disponibles ?? lue.places.disponibles) + ajoutees) };
  if (ajoutees > 0) await offrirPlaces(s, `offre:${version(e)}`, ajoutees);
  else if (ferme && e.etatRecrutement === 'OUVERT') await offrirPlaces(s, `offre:${version(e)}`, e.places.disponibles, { rappel: true });
  for (const c of lue.creneaux) e.creneaux[c.id] ??= { fin: Date.parse(c.fin), limite: Date.parse(c.limite), libres: c.libres };
};

const publier = async (s: SuiviSession): Promise<void> => {
  const e = s.etat;
  const empreinte = e.demandee as string;
  const v = version(e);
  const cle = `publication:${v}`;
  const outils = () => [ouiform.publierSession(dite(s)), audef.publierSession(dite(s))];
  const premiere = e.publiee === null;
  await lireCompte(s);
  // Through Kairos's queue, behind what it has still to hear; once they all show the session, no tool waits for another.
  diffuser(s, cle, [kairos.publierSession(dite(s)), ...(premiere ? [] : outils())]);
  await condition(() => estParti(s, 'kairos', `kairos.publierSession:${cle}`) || e.demandee !== empreinte || e.retiree);
  if (!estParti(s, 'kairos', `kairos.publierSession:${cle}`)) return; // the offer is another one, or no more
  publication(s, 'kairos', 'VISIBLE');
  if (premiere) diffuser(s, cle, outils());
  noter(s, 'SESSION_PUBLIEE', { systeme: 'kairos' });
  const creneaux = (e.lue?.creneaux ?? []).map((c) => c.id);
  // S16: without an account, Kairos takes no slot of that organisme.
  if (etatDuCompte(s) === 'COMPTE_ABSENT' || etatDuCompte(s) === 'CONVENTION_NON_VALIDE') e.creneauxRetenus = creneaux;
  else
    await signaler(
      s,
      v,
      creneaux.map((c) => ({ processus: 'creneau' as const, sujet: c, acte: { type: 'ouvrir' } })),
    );
  e.publiee = empreinte;
  s.sale = true;
};

const apresEnvoi = (s: SuiviSession, { effet }: Envoi): void => {
  if (!effet.operation.endsWith('.publierSession')) return;
  const e = s.etat;
  e.montree = [...new Set([...(e.montree ?? []), effet.systeme])];
  if (!e.retiree) publication(s, effet.systeme, 'VISIBLE');
};

const retirer = async (s: SuiviSession): Promise<void> => {
  const e = s.etat;
  e.retiree = true;
  renoncer(s, estDeLOffre);
  const abandon = abandonner(s);
  // Who never had it has nothing to hear of its end.
  renoncer(s, (effet) => estDeLOffre(effet) && e.montree?.includes(effet.systeme) === false);
  await abandon;
  if (e.exportee !== null) diffuser(s, 'fin', [rco.retirerSession({ session: s.sujet })]);
  for (const systeme of ['rco', 'kairos', 'ouiform', 'audef'] as const) publication(s, systeme, 'RETIREE', systeme === 'rco' ? e.raison : null);
  passer(s, 'RETIREE');
  noter(s, 'SESSION_RETIREE', { detail: e.raison });
};
