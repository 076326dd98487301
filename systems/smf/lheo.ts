/** The LHEO that comes with an act of SMF: read as the hub will read it, so that who types is told every fault at once (R4, R9). */
import { SaxesParser } from 'saxes';
import { type VersionLheo, versionDe } from '../../domain/lheo/definition.ts';
import { enTete, PIED } from '../../domain/lheo/ecriture.ts';
import { phraseFaute } from '../../domain/lheo/faute.ts';
import { lireFormation } from '../../domain/lheo/lecture.ts';
import { type Formation, parAction } from '../../domain/lheo/modele.ts';
import { lireElement, type Ouverture } from '../../domain/lheo/xml.ts';
import { faute } from '../../domain/smf/faute.ts';

export type LheoLu = { ok: true; formation: Formation } | { ok: false; fautes: { chemin: string; message: string }[] };

/** `lheo`: a document, or one bare `formation`; the one that holds the action `fiche`. */
export const lireLheo = (lheo: string, fiche: string): LheoLu => {
  const document = lheo.trimStart().startsWith('<formation') ? `${enTete('2.3')}${lheo}${PIED}` : lheo;
  const coupees = couper(document);
  if (coupees === null) return illisible;
  const lues = coupees.map(({ version, texte, ouvertures }) => lireFormation(lireElement(texte, ouvertures), version));
  const fautes = lues.flatMap((l) => (l.ok ? [] : l.erreurs.map((f) => ({ chemin: f.chemin, message: phraseFaute(f) }))));
  if (fautes.length > 0) return { ok: false, fautes };
  const trouvee = lues.flatMap((l) => (l.ok ? parAction(l.formation) : [])).find((f) => f.actions[0]?.numero === fiche);
  return trouvee ? { ok: true, formation: trouvee } : dire('', 'R1', `Ce LHEO ne décrit pas l’action ${fiche}.`);
};

const dire = (chemin: string, regle: string, message: string): LheoLu => ({
  ok: false,
  fautes: [{ chemin, message: `${faute(chemin, '', regle, message).message} (${regle})` }],
});
const illisible = dire('', 'R9', 'Ce texte n’est pas du LHEO : il ne peut pas être lu.');

type Coupee = { version: VersionLheo; texte: string; ouvertures: Ouverture[] };

/** null: not XML, or no LHEO of a version that is read. */
const couper = (document: string): Coupee[] | null => {
  const lecteur = new SaxesParser({ xmlns: true, position: true });
  const coupees: Coupee[] = [];
  let espace = '';
  let version: VersionLheo | undefined;
  let courante: { debut: number; ouvertures: Ouverture[]; profondeur: number } | undefined;
  let faux = false;
  lecteur.on('error', () => {
    faux = true;
  });
  lecteur.on('opentag', ({ local, uri }) => {
    if (local === 'lheo') {
      espace = uri;
      version = versionDe(uri);
    }
    if (courante === undefined && local === 'formation') courante = { debut: document.lastIndexOf('<', lecteur.position - 1), ouvertures: [], profondeur: 0 };
    if (courante === undefined) return;
    courante.profondeur++;
    courante.ouvertures.push({ nom: uri === espace ? local : `:${local}`, ligne: lecteur.line });
  });
  lecteur.on('closetag', () => {
    if (courante === undefined || --courante.profondeur > 0) return;
    if (version !== undefined) coupees.push({ version, texte: document.slice(courante.debut, lecteur.position), ouvertures: courante.ouvertures });
    courante = undefined;
  });
  lecteur.write(document).close();
  return faux || coupees.length === 0 ? null : coupees;
};
