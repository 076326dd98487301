import { describe, expect, it } from 'vitest';
import { ecrireElement, lireElement } from './xml.ts';

const XML = '<f:a x="1&#10;2"><f:b>un<![CDATA[ & deux]]></f:b><!-- <b/> --><c/></f:a>';
const A = { nom: 'a', ligne: 3 };
const B = { nom: 'b', ligne: 4 };
const C = { nom: ':c', ligne: 9 };

describe('lireElement', () => {
  it('puts the line and the name of each opening tag on its element', () => {
    expect(lireElement(XML, [A, B, C])).toEqual({
      ...A,
      attributs: { x: '1\n2' },
      texte: '',
      enfants: [
        { ...B, attributs: {}, texte: 'un & deux', enfants: [] },
        { ...C, attributs: {}, texte: '', enfants: [] },
      ],
    });
  });

  it.each([
    ['one too few', [A, B]],
    ['one too many', [A, B, C, C]],
    ['none', []],
    ['of another name', [A, C, B]],
  ])('refuses the lines when they are not those of the tree: %s', (_cas, ouvertures) => {
    expect(() => lireElement(XML, ouvertures)).toThrow(/XML/);
  });

  it('decodes the five entities and the codes of characters, once, and no more than them', () => {
    expect(lireElement('<a>&amp;lt; &#233;&#xE9;&#x1F642; &lt;&gt;&quot;&apos; 007 true  </a>', [A]).texte).toBe('&lt; éé🙂 <>"\' 007 true  ');
  });
});

describe('ecrireElement', () => {
  it('one element a line, set back, escaped', () => {
    const element = { nom: 'a', attributs: { x: '<"\'&\n' }, enfants: [{ nom: 'b', texte: 'R&D > "l\'été" </b>\r\u0001' }, { nom: '__proto__' }] };
    expect(ecrireElement(element, ['lheo', 'offres'])).toBe(
      '  <a x="&lt;&quot;&apos;&amp;&#10;">\n   <b>R&amp;D &gt; "l\'été" &lt;/b&gt;&#13;</b>\n   <__proto__/>\n  </a>\n',
    );
  });
});
