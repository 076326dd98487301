/** Shows one screen over a table of answers: « GET /api/admin/… » gives a body, a problem, or nothing yet. Any untranslated key fails the test. */
import { QueryClient } from '@tanstack/react-query';
import { cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { AdminContext, memoryStore, Notification, TestMemoryRouter } from 'react-admin';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { createDonnees } from '../src/fournisseurs/donnees.ts';
import { createAppeler } from '../src/fournisseurs/http.ts';
import { langue } from '../src/fournisseurs/langue.ts';
import { createSession } from '../src/fournisseurs/session.ts';
import { themeClair } from '../src/gabarit/theme.ts';
import { moi } from './exemples.ts';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

export type Reponses = Record<string, unknown>;
export type Appel = { methode: string; chemin: string; recherche: URLSearchParams; corps: unknown };

/** An answer that never comes. */
export const JAMAIS = Symbol('jamais');
export const probleme = (status: number, detail: string) => ({ [PROBLEME]: true, status, title: detail, detail });
const PROBLEME = '@probleme';

export const faussesReponses = (reponses: Reponses): { aller: typeof fetch; appels: Appel[] } => {
  const appels: Appel[] = [];
  const table: Reponses = { 'GET /api/admin/moi': moi, 'GET /api/demonstration/calendrier': { maintenant: '2026-11-20T09:00:00.000Z' }, ...reponses };
  const aller = (adresse: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(adresse), 'http://essai.example');
    const methode = init?.method ?? 'GET';
    appels.push({ methode, chemin: url.pathname, recherche: url.searchParams, corps: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined });
    const reponse = table[`${methode} ${decodeURIComponent(url.pathname)}`];
    if (reponse === JAMAIS) return new Promise(() => undefined);
    if (reponse === undefined) return Promise.resolve(Response.json({ title: 'Introuvable', status: 404 }, { status: 404 }));
    const statut = typeof reponse === 'object' && reponse !== null && PROBLEME in reponse && 'status' in reponse ? Number(reponse.status) : 200;
    return Promise.resolve(Response.json(reponse, { status: statut }));
  };
  return { aller, appels };
};

export const afficher = (ecran: ReactNode, reponses: Reponses, chemin = '/') => {
  const { aller, appels } = faussesReponses(reponses);
  const appeler = createAppeler(aller);
  render(
    <TestMemoryRouter initialEntries={[chemin]}>
      <AdminContext
        dataProvider={createDonnees(appeler)}
        authProvider={createSession(appeler)}
        i18nProvider={langue}
        store={memoryStore()}
        theme={themeClair}
        queryClient={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        {ecran}
        <Notification />
      </AdminContext>
    </TestMemoryRouter>,
  );
  return { appels };
};

beforeEach(() => {
  vi.spyOn(console, 'warn');
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const dits = [...vi.mocked(console.warn).mock.calls, ...vi.mocked(console.error).mock.calls].map((mots) => mots.map(String).join(' '));
  cleanup();
  vi.restoreAllMocks();
  expect(dits.filter((d) => d.includes('Missing translation'))).toEqual([]);
});
