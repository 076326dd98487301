import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lireConfig } from './config.ts';
import { environnement, etablirPlan } from './plan.ts';
import { portLibre } from './services/ports.ts';

describe('etablirPlan', () => {
  let dossier: string;
  beforeEach(() => {
    dossier = mkdtempSync(path.join(tmpdir(), 'plan-'));
  });
  afterEach(() => rmSync(dossier, { recursive: true, force: true }));
  const plan = (env: NodeJS.ProcessEnv) => etablirPlan(lireConfig(env), dossier, env);
  const occuper = async (port: number) => {
    const serveur = createServer();
    await new Promise<void>((resolve) => serveur.listen(port, '127.0.0.1', resolve));
    return () => new Promise((resolve) => serveur.close(resolve));
  };

  it('remembers the ports, the secret and the addresses from one start to the next', async () => {
    const PORT = String(await portLibre(undefined));
    const premier = await plan({ PORT });
    const second = await plan({ PORT });
    expect(second.ports).toEqual(premier.ports);
    expect(second.cleSystemes).toBe(premier.cleSystemes);
    expect(second.systemes.kairos).toBe(`http://127.0.0.1:${premier.ports.systemes}/kairos`);
    expect(new Set([...Object.values(premier.ports), Number(PORT)]).size).toBe(7);
  });

  it('takes another port when the remembered one is taken, and says so when a given one is', async () => {
    const PORT = String(await portLibre(undefined));
    const premier = await plan({ PORT });
    const liberer = await occuper(premier.ports.courrier);
    expect((await plan({ PORT })).ports.courrier).not.toBe(premier.ports.courrier);
    await expect(plan({ PORT, MAILLON_PORT_COURRIER: String(premier.ports.courrier) })).rejects.toThrow('(MAILLON_PORT_COURRIER) est déjà pris');
    await liberer();
  });

  it('says in one sentence that the public port is taken, and how to choose another', async () => {
    const port = await portLibre(undefined);
    const liberer = await occuper(port);
    await expect(plan({ PORT: String(port) })).rejects.toThrow(
      `Le port ${port} est déjà pris par un autre programme : choisissez-en un autre, par exemple PORT=${port + 1} npm start.`,
    );
    await liberer();
  });

  it('embeds what has no address, and nothing else', async () => {
    const PORT = '0';
    expect((await plan({ PORT })).embarque).toEqual({ postgres: true, temporal: true, courrier: true, systemes: true });
    const reel = await plan({
      PORT,
      DATABASE_URL: 'postgresql://x/y',
      TEMPORAL_ADDRESS: 't:7233',
      SMTP_URL: 'smtp://m',
      MAILLON_URL_KAIROS: 'https://kairos.example',
    });
    expect(reel.embarque).toEqual({ postgres: false, temporal: false, courrier: false, systemes: true });
    expect(reel.systemes.kairos).toBe('https://kairos.example');
    expect(reel.config).toMatchObject({ demonstration: false, vitesse: 1 });
  });

  it('hands every role the same environment, which reads back as the same configuration', async () => {
    const ici = await plan({ PORT: '0', MAILLON_VIE: '2' });
    const roles = lireConfig(environnement(ici, 'postgresql://ici/maillon', {}));
    expect(roles).toMatchObject({
      port: ici.config.port,
      url: ici.url,
      data: dossier,
      databaseUrl: 'postgresql://ici/maillon',
      smtpUrl: `smtp://127.0.0.1:${ici.ports.smtp}`,
      temporal: { address: `127.0.0.1:${ici.ports.temporal}`, namespace: 'default' },
      cleSystemes: ici.cleSystemes,
      systemes: ici.systemes,
      demonstration: true,
      vitesse: 288,
      vie: 2,
    });
  });
});

describe('lireConfig', () => {
  it('lets simulated people act in a demonstration unless it is told not to, and never elsewhere', () => {
    expect(lireConfig({}).vie).toBe(4);
    expect(lireConfig({ MAILLON_VIE: '0' }).vie).toBe(0);
    expect(lireConfig({ MAILLON_VIE: '9', DATABASE_URL: 'postgresql://x/y' }).vie).toBe(0);
  });
  it('says one sentence per wrong variable', () => {
    expect(() => lireConfig({ PORT: 'abc', MAILLON_VITESSE: 'vite' })).toThrow(
      /^La variable PORT est incorrecte : doit être un nombre\.\nLa variable MAILLON_VITESSE est incorrecte : doit être un nombre\.$/,
    );
  });
});
