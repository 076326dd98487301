/** Puts the dashboard in the page, over the API of the same origin. */
import { createRoot } from 'react-dom/client';
import { createApplication } from './Application.tsx';
import { createAppeler } from './fournisseurs/http.ts';

export const demarrer = (): void => {
  const racine = document.getElementById('racine');
  if (!racine) throw new Error('La page n’a pas d’élément « racine ».');
  const Application = createApplication(createAppeler(window.fetch.bind(window)), '/admin');
  createRoot(racine).render(<Application />);
};
