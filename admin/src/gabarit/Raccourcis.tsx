/**
 * Single-key shortcuts, which can be switched off (RGAA 12.10). They only move the focus and press buttons that are on screen:
 * a line is `[data-ligne]`, its box `[data-choix]`, its acts `[data-remede]`, `[data-veille]`, `[data-charge]`, the search field `[data-recherche]`.
 */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Switch, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { useEffect, useId, useRef, useState } from 'react';
import { useNavigate, useStore } from 'react-admin';
import { textes } from '../textes.ts';

const OUVRIR_AIDE = 'maillon:raccourcis';
export const ouvrirAide = (): boolean => window.dispatchEvent(new Event(OUVRIR_AIDE));

export const Raccourcis = () => {
  const [actifs, activer] = useStore<boolean>('raccourcis', true);
  const [aide, montrerAide] = useState(false);
  const naviguer = useNavigate();
  const precedente = useRef('');
  useEffect(() => {
    const aller: Record<string, string> = { t: '/', p: '/parcours', r: '/relances', o: '/operations', v: '/validation', s: '/systemes', j: '/journal' };
    const surTouche = (e: KeyboardEvent): void => {
      if (e.ctrlKey || e.metaKey || e.altKey || enSaisie(e.target) || document.querySelector('[role="dialog"]')) return;
      const apresG = precedente.current === 'g';
      precedente.current = e.key;
      const chemin = apresG ? aller[e.key] : undefined;
      if (chemin !== undefined) void naviguer(chemin);
      else if (e.key === '?') montrerAide(true);
      else if (!GESTES[e.key]?.()) return;
      e.preventDefault();
    };
    const surAide = (): void => montrerAide(true);
    window.addEventListener(OUVRIR_AIDE, surAide);
    if (actifs) window.addEventListener('keydown', surTouche);
    return () => {
      window.removeEventListener(OUVRIR_AIDE, surAide);
      window.removeEventListener('keydown', surTouche);
    };
  }, [actifs, naviguer]);
  return <Aide ouvert={aide} fermer={() => montrerAide(false)} actifs={actifs} activer={activer} />;
};

const enSaisie = (cible: EventTarget | null): boolean =>
  cible instanceof HTMLElement &&
  !(cible instanceof HTMLInputElement && cible.type === 'checkbox') &&
  (cible.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(cible.tagName) || cible.getAttribute('role') === 'combobox');

const lignes = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-ligne]')];
const courante = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-ligne]') ?? null;

const avancer = (pas: number): boolean => {
  const toutes = lignes();
  const ici = courante();
  const rang = ici ? toutes.indexOf(ici) + pas : 0;
  const suivante = toutes[Math.min(Math.max(rang, 0), toutes.length - 1)];
  suivante?.querySelector<HTMLElement>('a[href], button')?.focus();
  suivante?.scrollIntoView({ block: 'nearest' });
  return suivante !== undefined;
};

/** Never acts on a line that the eye is not on: without a current line, only the page's verdict answers. */
const presser = (selecteur: string): boolean => {
  const zone = courante() ?? document.querySelector<HTMLElement>('main [data-verdict]');
  const bouton = zone?.querySelector<HTMLElement>(`${selecteur}:not(:disabled)`);
  bouton?.click();
  return bouton !== null && bouton !== undefined;
};

const GESTES: Record<string, () => boolean> = {
  j: () => avancer(1),
  k: () => avancer(-1),
  x: () => presser('[data-choix]'),
  r: () => presser('[data-remede]'),
  v: () => presser('[data-veille]'),
  a: () => presser('[data-charge]'),
  '/': () => {
    const champ = document.querySelector<HTMLInputElement>('[data-recherche] input');
    champ?.focus();
    return champ !== null;
  },
};

type AideProps = { ouvert: boolean; fermer: () => void; actifs: boolean; activer: (actifs: boolean) => void };

const Aide = ({ ouvert, fermer, actifs, activer }: AideProps) => {
  const titre = useId();
  return (
    <Dialog open={ouvert} onClose={fermer} aria-labelledby={titre} maxWidth="xs" fullWidth>
      <DialogTitle id={titre}>{textes.raccourcis.titre}</DialogTitle>
      <DialogContent>
        <FormControlLabel control={<Switch checked={actifs} onChange={(_, oui) => activer(oui)} />} label={textes.raccourcis.actifs} />
        <Table size="small" aria-labelledby={titre}>
          <TableBody>
            {textes.raccourcis.liste.map(([touche, quoi]) => (
              <TableRow key={touche}>
                <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap', fontWeight: 650 }}>
                  <kbd>{touche}</kbd>
                </TableCell>
                <TableCell>{quoi}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={fermer} autoFocus>
          {textes.raccourcis.fermer}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
