import { describe, expect, it } from 'vitest';
import { pages } from './docs.ts';

describe('docs/processus', () => {
  it.each(pages().map((p) => [p.fichier.split('/').at(-1), p] as const))(
    '%s says what runs: otherwise « maillon docs » writes it again',
    (_nom, { lue, voulue }) => {
      expect(lue).toBe(voulue);
      expect(lue.match(/```mermaid\nstateDiagram-v2\n {2}\[\*\] --> \w+\n/g)?.length).toBeGreaterThan(0);
      // Mermaid would cut a label there, or take the line for something else.
      for (const ligne of lue.match(/^ {2}\w+ --> \w+:.*$/gm) ?? []) expect(ligne).toMatch(/^ {2}\w+ --> \w+: [^:;"]+$/);
    },
  );
});
