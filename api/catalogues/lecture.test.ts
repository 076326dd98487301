/** Two parsers share the work: one counts lines and resolves names, the other makes the tree. Whatever the writing, they must see the same elements. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enElement, type Noeud } from '../../domain/lheo/arbre.ts';
import { lireFormation } from '../../domain/lheo/lecture.ts';
import { ecrireElement } from '../../domain/lheo/xml.ts';
import { decouper } from './decoupe.ts';
import { octets } from './essais.ts';

type Modele = {
  nom: string;
  attributs: [string, string][];
  texte: string;
  enfants: Modele[];
  avant: string;
  forme: 'cdata' | 'codes' | 'entites';
  saut: string;
};

const DEBUT = '<?xml version="1.1"?>\n<l:lheo xmlns:l="http://lheo.gouv.fr/2.3" xmlns:x="urn:autre"><l:offres>\n';
const lettres = (max: number) => fc.string({ unit: fc.constantFrom(...'aé🙂<>&"\'/]#~=: \n\t\u00A0\u0085;!-?'), maxLength: max });
const modele = fc.letrec<{ noeud: Modele }>((lier) => ({
  noeud: fc.record({
    nom: fc.constantFrom('l:extra', 'l:constructor', 'l:__proto__', 'l:prototype', 'l:toString', 'l:hasOwnProperty', 'l:é-1.b', 'x:extra', 'sans'),
    attributs: fc.uniqueArray(fc.tuple(fc.constantFrom('ref', 'tag', 'constructor', 'toString', 'x:ref'), lettres(6)), {
      maxLength: 3,
      selector: ([nom]) => nom,
    }),
    texte: lettres(12),
    enfants: fc.oneof({ maxDepth: 3 }, fc.constant<Modele[]>([]), fc.array(lier('noeud'), { maxLength: 3 })),
    avant: fc.constantFrom('', '\n', '\r\n', '<!-- <l:a b="\'> -->', '<!---->', "<?pi it's <l:b> ?>", '<?pi?>', '\r<?pi "?><!--"-->'),
    forme: fc.constantFrom('cdata', 'codes', 'entites'),
    saut: fc.constantFrom(' ', '\n', '\t ', '\r\n'),
  }),
})).noeud;

const NOMS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const code = (c: string) => `&#x${(c.codePointAt(0) ?? 0).toString(16)};`;
const ecrireTexte = ({ texte, forme }: Modele): string => {
  if (forme === 'cdata')
    return texte
      .split(/(?<=\]\])(?=>)/)
      .map((t) => `<![CDATA[${t}]]>`)
      .join('');
  return [...texte].map((c) => (forme === 'codes' ? code(c) : (NOMS[c] ?? c))).join('');
};
/** Writes, and says what must be read back: a line is that of the end of the opening tag. */
const ecrire = (m: Modele, nom: string, jusquIci: string): { xml: string; noeud: Noeud } => {
  const attributs = m.attributs.map(([n, v]) => `${m.saut}${n}${m.saut}=${m.saut}'${[...v].map((c) => (/[a>/= ]/.test(c) ? c : code(c))).join('')}'`).join('');
  let xml = `${m.avant}<${nom}${attributs}${m.saut}`;
  const ligne = `${jusquIci}${xml}`.split(/\r\n|\r|\n/).length;
  const enfants: Noeud[] = [];
  const dedans = m.enfants.length > 0 ? m.texte.trim() && ecrireTexte(m) : ecrireTexte(m);
  xml += dedans || m.enfants.length > 0 ? `>${dedans}` : '/>';
  for (const e of m.enfants) {
    const ecrit = ecrire(e, e.nom, jusquIci + xml);
    xml += ecrit.xml;
    enfants.push(ecrit.noeud);
  }
  if (dedans || m.enfants.length > 0) xml += `</${nom}${m.saut}>`;
  const lu = nom.startsWith('l:') ? nom.slice(2) : `:${nom.replace('x:', '')}`;
  return { xml, noeud: { nom: lu, attributs: Object.fromEntries(m.attributs), texte: m.texte, enfants, ligne } };
};
/** Around children, blanks say nothing. */
const net = (n: Noeud): Noeud => ({ ...n, texte: n.enfants.length > 0 ? n.texte.trim() : n.texte, enfants: n.enfants.map(net) });
const nets = (noeuds: Noeud[]) => JSON.stringify(noeuds.map(net), null, 1);

const lire = async (xml: string, taille?: number): Promise<Noeud[]> => {
  const lus = [];
  for await (const { formation } of decouper(octets(xml, taille))) lus.push(formation);
  return lus;
};

describe('decouper and the tree', () => {
  it('gives names, attributes, texts, order and lines, however the file is written and cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(modele, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 7, 65_536), async (modeles, taille) => {
        let xml = DEBUT;
        const attendus: Noeud[] = [];
        for (const m of modeles) {
          const ecrit = ecrire(m, 'l:formation', xml);
          xml += ecrit.xml;
          attendus.push(ecrit.noeud);
        }
        expect(nets(await lire(`${xml}</l:offres></l:lheo>`, taille))).toBe(nets(attendus));
      }),
      { numRuns: 300 },
    );
  });

  it('what is written from a tree is read back the same', async () => {
    await fc.assert(
      fc.asyncProperty(modele, async (m) => {
        const sansPrefixe = (n: Modele): Modele => ({
          ...n,
          nom: n.nom.replace(/^\w+:/, ''),
          attributs: n.attributs.filter(([a]) => a !== 'x:ref'),
          enfants: n.enfants.map(sansPrefixe),
        });
        const element = enElement(ecrire(sansPrefixe(m), 'formation', '').noeud);
        const propre = JSON.parse(JSON.stringify(element).replaceAll('"nom":":', '"nom":"'));
        const [lu] = await lire(`<lheo xmlns="http://lheo.gouv.fr/2.3"><offres>${ecrireElement(propre, ['lheo', 'offres'])}</offres></lheo>`);
        expect(enElement(lu ?? expect.fail())).toEqual(propre);
      }),
      { numRuns: 200 },
    );
  });

  it('hostile names and attributes: nothing but names', async () => {
    const [lu] = await lire(
      '<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation __proto__="1" constructor="2"><__proto__ polluted="oui"><polluted>oui</polluted></__proto__><constructor/></formation></offres></lheo>',
    );
    expect(lu?.enfants.map((e) => e.nom)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(lu?.attributs)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
    const lecture = lireFormation(lu ?? expect.fail(), '2.3');
    expect(lecture.ok ? [] : lecture.erreurs.map((e) => `${e.regle} ${e.chemin}`)).toEqual(
      expect.arrayContaining(['LHEO : élément formation/__proto__', 'LHEO : élément formation/constructor']),
    );
  });
});
