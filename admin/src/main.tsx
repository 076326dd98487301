import '@fontsource-variable/inter/wght.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { createApplication } from './Application.tsx';
import { createAppeler } from './fournisseurs/http.ts';

// The page's policy forbids code made from strings, even to try whether it is forbidden.
z.config({ jitless: true });

const racine = document.getElementById('racine');
if (!racine) throw new Error('La page n’a pas d’élément « racine ».');
const Application = createApplication(createAppeler(window.fetch.bind(window)), '/admin');
createRoot(racine).render(<Application />);
