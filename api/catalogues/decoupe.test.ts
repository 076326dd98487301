import { describe, expect, it } from 'vitest';
import { ecrireLheo } from '../../domain/lheo/ecriture.ts';
import { formationExemple } from '../../domain/lheo/exemples.ts';
import { decouper } from './decoupe.ts';
import { estIllisible } from './illisible.ts';

async function* flux(contenu: string | Uint8Array, taille = 7): AsyncGenerator<Uint8Array> {
  const octets = Buffer.from(contenu);
  for (let i = 0; i < octets.length; i += taille) yield octets.subarray(i, i + taille);
}
const lire = async (contenu: string | Uint8Array | AsyncIterable<Uint8Array>, options?: { limite?: number; construire?: boolean }) => {
  const coupes = [];
  for await (const c of decouper(typeof contenu === 'string' || contenu instanceof Uint8Array ? flux(contenu) : contenu, options)) coupes.push(c);
  return coupes;
};
const refus = async (contenu: string | Uint8Array | AsyncIterable<Uint8Array>) => {
  try {
    await lire(contenu);
  } catch (erreur) {
    if (estIllisible(erreur)) return erreur.illisible;
    throw erreur;
  }
  return expect.fail('the file was read');
};

const LHEO = '<lheo xmlns="http://lheo.gouv.fr/2.3">';
const XML = ecrireLheo([formationExemple(), { ...formationExemple(), intitule: 'Été à l’école & ailleurs' }], '2.3');

describe('decouper: files that are read', () => {
  it('gives each formation with its version and its lines', async () => {
    const coupes = await lire(XML);
    expect(coupes.map((c) => c.version)).toEqual(['2.3', '2.3']);
    expect(coupes[0]?.formation.ligne).toBe(4);
    const intitule = coupes[1]?.formation.enfants.find((e) => e.nom === 'intitule-formation');
    expect(intitule?.texte).toBe('Été à l’école & ailleurs');
    expect(XML.split('\n')[(intitule?.ligne ?? 0) - 1]).toContain('Été à');
  });

  it('reads 2.2, prefixes, CDATA, comments and lheo-plus', async () => {
    expect((await lire(ecrireLheo([formationExemple()], '2.2')))[0]?.version).toBe('2.2');
    const prefixe =
      '<l:lheo-plus xmlns:l="http://lheo.gouv.fr/2.3"><l:lheo><l:offres><!-- une --><l:formation numero="1"><l:intitule-formation><![CDATA[A & B]]></l:intitule-formation></l:formation></l:offres></l:lheo><l:extras>x</l:extras></l:lheo-plus>';
    const [coupe] = await lire(prefixe);
    expect(coupe?.formation).toMatchObject({ nom: 'formation', attributs: { numero: '1' }, enfants: [{ nom: 'intitule-formation', texte: 'A & B' }] });
  });

  const corps = XML.slice(XML.indexOf('?>') + 2);
  const texte1252 = corps.replaceAll('’', "'");
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(XML)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${XML}`)],
    ['UTF-8 without a declaration', Buffer.from(corps.trimStart())],
    ['UTF-16 LE', Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${corps}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${corps}`, 'utf16le').swap16()],
    ['ISO-8859-1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${texte1252}`, 'latin1')],
    ['windows-1252', Buffer.from(`<?xml version='1.0' encoding='windows-1252'?>${texte1252}`, 'latin1')],
  ])('honours %s', async (_nom, octets) => {
    const coupes = await lire(octets);
    expect(coupes[1]?.formation.enfants.find((e) => e.nom === 'intitule-formation')?.texte).toMatch(/^Été à l[’']école & ailleurs$/);
  });
});

describe('decouper: files that are refused, in one French sentence with line and column', () => {
  it.each<[string, string | Uint8Array, RegExp, number, number]>([
    ['empty', '', /est vide/, 1, 1],
    ['blank', '\n \n', /ne contient aucun XML/, 3, 1],
    ['not XML', 'Bonjour, voici\nle catalogue', /pas du XML/, 1, 1],
    ['a PDF', '%PDF-1.7\n%', /pas du XML/, 1, 1],
    ['binary', Buffer.from([0x9f, 0x92, 0x00, 0x01]), /pas du XML, ni du texte/, 1, 1],
    ['JSON', '{"lheo": 1}', /pas du XML/, 1, 1],
    ['HTML', '<html><body/></html>', /pas du LHEO : la racine est « html »/, 1, 6],
    ['truncated', XML.slice(0, XML.indexOf('</intitule-formation>')), /tronqué : la balise <intitule-formation>/, 9, 58],
    ['truncated in a tag', XML.slice(0, XML.indexOf('</intitule-formation>') + 5), /tronqué/, 9, 63],
    ['badly nested', `${LHEO}\n<offres>\n  <formation></offres>`, /mal emboîtées/, 3, 22],
    ['of no version', '<lheo><offres/></lheo>', /ne dit pas sa version/, 1, 6],
    ['of an unknown version', '<lheo xmlns="http://lheo.gouv.fr/9.9"/>', /n’est pas connue : « http:\/\/lheo.gouv.fr\/9.9 »/, 1, 39],
    ['an index', '<lheo-index xmlns="http://lheo.gouv.fr/2.3"/>', /index LHEO/, 1, 45],
    ['without offres', `${LHEO}<formation/></lheo>`, /« formation » n’a pas sa place dans « lheo »/, 1, 50],
    ['without a formation', `${LHEO}<offres></offres></lheo>`, /aucune formation/, 1, 62],
    ['of two roots', `${LHEO}<offres><formation/></offres></lheo>\n<lheo/>`, /deux éléments racines/, 2, 6],
    ['with an entity of no declaration', `${LHEO}<offres>\n<formation>&nbsp;</formation>`, /« &…; » n’est pas permise/, 2, 17],
    ['with an attribute given twice', `${LHEO}<offres><formation numero="1" numero="2"/>`, /donné deux fois/, 1, 80],
    ['with an undeclared prefix', '<a:lheo/>', /préfixe "a" n’est pas déclaré/, 1, 9],
    ['of an encoding that does not exist', '<?xml version="1.0" encoding="ebcdic"?><lheo/>', /« ebcdic »/, 1, 1],
    ['of an encoding that is a property of every object', '<?xml version="1.0" encoding="constructor"?><lheo/>', /« constructor »/, 1, 1],
    ['of a root that is a property of every object', '<toString/>', /la racine est « toString »/, 1, 11],
    ['said UTF-16 and is not', '<?xml version="1.0" encoding="UTF-16"?><lheo/>', /« UTF-16 »/, 1, 1],
    ['said UTF-8 and is not', Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${LHEO}\n<offres><formation>Été`, 'latin1'), /n’existe pas en UTF-8/, 3, 19],
  ])('%s', async (_cas, contenu, phrase, ligne, colonne) => {
    const { phrase: dite, ...ou } = await refus(contenu);
    expect(dite).toMatch(phrase);
    expect(ou).toEqual({ ligne, colonne });
  });

  it('an entity bomb: refused at its DOCTYPE, nothing is expanded', async () => {
    const bombe = `<?xml version="1.0"?>\n<!DOCTYPE lheo [\n<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "&a${i - 1};&a${i - 1};">`).join('\n')}\n]>\n${LHEO}&a19;</lheo>`;
    const { phrase, ligne } = await refus(bombe);
    expect(phrase).toContain('DOCTYPE');
    expect(ligne).toBe(2);
    expect((await refus('<!DOCTYPE lheo SYSTEM "file:///etc/passwd"><lheo/>')).phrase).toContain('DOCTYPE');
  });

  it('names with a letter that some readers hold for a blank', async () => {
    for (const nom of ['a\uFEFFb', 'a\u1680b', 'a \uFEFFb="1"'])
      expect((await refus(`${LHEO}<offres><formation><${nom}/>`)).phrase).toMatch(/balise est mal écrite/);
  });

  it('a tag of attributes without end', async () => {
    const attributs = Array.from({ length: 101 }, (_, i) => `a${i}=""`).join(' ');
    expect((await refus(`${LHEO}<offres><formation><extras ${attributs}/>`)).phrase).toMatch(/plus de 100 attributs/);
  });

  it('elements nested without end', async () => {
    expect((await refus(`${LHEO}<offres><formation>${'<extras>'.repeat(5_000)}`)).phrase).toMatch(/plus de 100 éléments/);
  });

  it.each([
    ['text', `${LHEO}<offres><formation><contenu-formation>`, 'x'],
    ['comment', `${LHEO}<!--`, 'x'],
    ['attribute', `${LHEO}<offres><formation numero="`, 'x'],
    ['DOCTYPE', '<!DOCTYPE lheo [', ' '],
    ['formation', `${LHEO}<offres><formation>`, '<extras/>'],
  ])('2 GB of one %s: refused at the limit, without reading on', async (_quoi, debut, motif) => {
    const piece = Buffer.from(motif.repeat(Math.ceil(65_536 / motif.length)));
    let donnees = 0;
    async function* infini() {
      yield Buffer.from(debut);
      for (; donnees < 2_000_000_000; donnees += piece.length) yield piece;
    }
    const { phrase } = await refus(infini());
    expect(phrase).toMatch(/dépasse 5\s?000\s?000 caractères/);
    expect(donnees).toBeLessThan(6_000_000);
  });
});
