/** One fiche as SMF sends it, in LHEO: controlled like a catalogue, every fault listed, then kept as a new version of the fiche (R1, R9). */
import { enTete, PIED } from '../../domain/lheo/ecriture.ts';
import { phraseFaute } from '../../domain/lheo/faute.ts';
import { lireFormation } from '../../domain/lheo/lecture.ts';
import { type Formation, parAction } from '../../domain/lheo/modele.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { type ErreurChamp, refus } from '../socle/problemes.ts';
import { decouper } from './decoupe.ts';
import { estIllisible } from './illisible.ts';
import { ecrireFiches, ecrireOrganismes, ficheDe, sessionsPrises } from './lot.ts';

const OU = '#/donnees/lheo';

/** `lheo`: a document, or one bare `formation`. Gives the fingerprint of what the fiche now says. Throws 422 with all that is wrong. */
export const deposerVersion = async (tx: HubTx, numero: string, lheo: string): Promise<string> => {
  const fiche = ficheDe(trouver(await lire(lheo), numero));
  const connue = await tx.fiche.findUnique({ where: { numero }, select: { empreinte: true } });
  if (connue?.empreinte === fiche.empreinte) return fiche.empreinte;
  const prises = [...(await sessionsPrises(tx, [fiche]))].filter(([, autre]) => autre !== numero);
  if (prises.length > 0) throw fautif(prises.map(([session]) => `La session ${session} appartient déjà à une autre fiche. (R1)`));
  await ecrireOrganismes(tx, [fiche]);
  await ecrireFiches(tx, null, [fiche]);
  return fiche.empreinte;
};

const fautif = (phrases: readonly string[]): Error => {
  const errors: ErreurChamp[] = phrases.map((detail) => ({ pointer: OU, detail }));
  return refus('requete-invalide', { errors });
};

const trouver = (formations: readonly Formation[], numero: string): Formation => {
  const trouvee = formations.flatMap(parAction).find((f) => f.actions[0]?.numero === numero);
  if (!trouvee) throw fautif([`Ce LHEO ne décrit pas l’action ${numero}. (R1)`]);
  return trouvee;
};

const lire = async (lheo: string): Promise<Formation[]> => {
  const document = lheo.trimStart().startsWith('<formation') ? `${enTete('2.3')}${lheo}${PIED}` : lheo;
  const lues: Formation[] = [];
  const phrases: string[] = [];
  try {
    for await (const { formation, version } of decouper(octets(document))) {
      const lu = lireFormation(formation, version);
      if (lu.ok) lues.push(lu.formation);
      else phrases.push(...lu.erreurs.map((f) => `${f.chemin}\u202f: ${phraseFaute(f)}`));
    }
  } catch (erreur) {
    if (!estIllisible(erreur)) throw erreur;
    const { ligne, colonne, phrase } = erreur.illisible;
    phrases.push(`Ligne ${ligne}, colonne ${colonne}\u202f: ${phrase}`);
  }
  if (phrases.length > 0) throw fautif(phrases);
  return lues;
};

async function* octets(texte: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(texte);
}
