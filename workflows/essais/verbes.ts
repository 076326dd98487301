/** Two flows for the tests of the verbs: one step, one wait, and nothing else. */
import { sleep } from '@temporalio/workflow';
import { attendre } from '../attendre.ts';
import { derouler } from '../derouler.ts';
import { diffuser } from '../diffuser.ts';
import { aude, kairos } from '../effets.ts';
import { etape } from '../etape.ts';
import type { Acte, Debut } from '../messages.ts';
import { noter } from '../miroir.ts';
import { instant, iso, type Memoire } from '../suivi.ts';
import { suivre } from '../suivre.ts';
import { condition } from '../vague.ts';

type Etat = { etape: string; recus: number; fait: boolean };
const regles = (debut: Debut<Memoire<Etat>>) =>
  suivre<Etat, Acte>('creneau', debut, {
    initial: { etape: 'DEBUT', recus: 0, fait: false },
    recevoir: (s, a) => {
      s.etat.recus++;
      if (a.type === 'ouvrir') s.etat.fait = true;
      noter(s, 'STATUT_DE', { detail: iso(instant(s)) });
    },
    resume: ({ etape }) => ({ etape, organisme: '99900001100018', fini: etape === 'FIN' ? 'termine' : null }),
    miroir: () => ({}),
  });
const arg = { parcours: 'p:1', positionnement: 'x', session: '1', date: '2026-07-10' };

export async function uneEtape(debut: Debut<Memoire<Etat>>): Promise<void> {
  const s = regles(debut);
  await derouler(s, async () => {
    await etape(s, 'faire', kairos.attesterEntree(arg));
    s.etat.etape = 'FIN';
  });
}

export async function uneAttente(debut: Debut<Memoire<Etat>>): Promise<void> {
  const s = regles(debut);
  await derouler(s, async () => {
    await attendre(s, () => s.etat.fait, { cause: 'PRESENCE_NON_SAISIE', acteurType: 'OF', acteur: '99900001100018', sujet: () => ({ nombre: 1 }) });
    s.etat.etape = 'FIN';
  });
}

/** Two messages to one system, in order, while the flow goes on. */
export async function unEnvoi(debut: Debut<Memoire<Etat>>): Promise<void> {
  const s = regles(debut);
  await derouler(s, async () => {
    diffuser(s, 'un', [kairos.attesterEntree(arg)]);
    diffuser(s, 'deux', [kairos.terminer(arg)]);
    s.etat.etape = 'FIN';
  });
}

/** Two steps that leave together; what follows each starts a timer, the second one sooner than the first. */
export async function deuxDeFront(debut: Debut<Memoire<Etat>>): Promise<void> {
  const s = regles(debut);
  await derouler(s, async () => {
    const loin = async (): Promise<void> => {
      await etape(s, 'un', kairos.attesterEntree(arg));
      for (let n = 0; n < 10; n++) await Promise.resolve();
      await sleep(1);
    };
    const pres = async (): Promise<void> => {
      await etape(s, 'deux', aude.enregistrerEntree(arg));
      await etape(s, 'trois', aude.enregistrerSortie(arg));
    };
    await Promise.all([loin(), pres()]);
    s.etat.etape = 'FIN';
  });
}

/** A message heard while a step is under way: what follows depends on when it was heard. */
export async function unMessageEntreTemps(debut: Debut<Memoire<Etat>>): Promise<void> {
  const s = regles(debut);
  await derouler(s, async () => {
    const revenu = etape(s, 'faire', kairos.attesterEntree(arg)).then(() => instant(s));
    const entendu = condition(() => s.etat.recus > 0).then(() => instant(s));
    if ((await entendu) < (await revenu)) await sleep(1);
    s.etat.etape = 'FIN';
  });
}
