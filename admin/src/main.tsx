import '@fontsource-variable/inter/wght.css';
import { z } from 'zod';

// The page's policy forbids code made from strings, even to try whether it is forbidden. Said before any schema exists: hence the import below.
z.config({ jitless: true });

const { demarrer } = await import('./demarrage.tsx');
demarrer();
