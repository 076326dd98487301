/** Chromium for the screens' tests: Debian's when there, else the one from npm. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import chromiumNpm from '@sparticuz/chromium';

const DEBIAN = '/usr/bin/chromium';

export const lancerNavigateur = async (): Promise<Browser> =>
  existsSync(DEBIAN)
    ? chromium.launch({ executablePath: DEBIAN, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
    : chromium.launch({ executablePath: await chromiumNpm.executablePath(), args: chromiumNpm.args });

export type Theme = 'light' | 'dark';

export const ouvrirContexte = (navigateur: Browser, theme: Theme = 'light', largeur = 1440): Promise<BrowserContext> =>
  navigateur.newContext({
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    colorScheme: theme,
    viewport: { width: largeur, height: 900 },
    reducedMotion: 'reduce',
  });
