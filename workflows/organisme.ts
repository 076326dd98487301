/**
 * What an organisme lives by itself, whatever its sessions: an address that refuses our mails (S13). One case for all that was to be written to
 * it; once the address is another one, those who waited for it write again.
 */
import { proxyActivities } from '@temporalio/workflow';
import type { Interieur } from '../activities/index.ts';
import type { ActeOrganisme, Revenu } from '../domain/actes.ts';
import { attendre } from './attendre.ts';
import { derouler } from './derouler.ts';
import { diffuser } from './diffuser.ts';
import { kairos } from './effets.ts';
import { hub } from './hub.ts';
import type { Debut } from './messages.ts';
import { noter } from './miroir.ts';
import { instant, jusquA, type Memoire, pendant, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';

/** `revenus`: reminders that came back, whose flows have not heard of it yet. `motsPerdus`: what the organisme wrote to the team in vain. */
export type EtatOrganisme = { adresse: 'VALIDE' | 'INVALIDE'; depuis: number | null; revenus: Revenu[]; motsPerdus?: string[] };

export async function organisme(debut: Debut<Memoire<EtatOrganisme>>): Promise<void> {
  const s = suivre<EtatOrganisme, ActeOrganisme>('organisme', debut, {
    initial: { adresse: 'VALIDE', depuis: null, revenus: [] },
    recevoir,
    resume: ({ adresse }) => ({ etape: adresse === 'VALIDE' ? 'ADRESSE_VALIDE' : 'ADRESSE_INVALIDE', organisme: debut.sujet }),
    miroir: () => ({}),
  });
  await derouler(s, () => Promise.race([vivre(s), transmettre(s), rattraperMots(s)]));
}

const { reprendreCourriers } = proxyActivities<Interieur>({ startToCloseTimeout: '10 minutes', heartbeatTimeout: '1 minute' });

const vivre = async (s: Suivi<EtatOrganisme>): Promise<never> => {
  const e = s.etat;
  for (;;) {
    await jusquA(s, () => e.adresse === 'INVALIDE');
    await attendre(s, () => e.adresse === 'VALIDE', {
      cause: 'COURRIEL_OF_INVALIDE',
      acteurType: 'EQUIPE',
      acteur: null,
      organisme: s.sujet,
      ...(e.depuis !== null && { depuis: e.depuis }),
      sujet: () => ({}),
    });
    e.depuis = null;
    await pendant(s, () => reprendreCourriers(s.sujet));
  }
};

/** A mail that came back is told to the flow that sent it: it takes the next channel. */
const transmettre = async (s: Suivi<EtatOrganisme>): Promise<never> => {
  for (;;) {
    await jusquA(s, () => s.etat.revenus.length > 0);
    const revenus = [...s.etat.revenus];
    await pendant(s, () => hub.direRevenus(revenus));
    s.etat.revenus.splice(0, revenus.length);
  }
};

/** What an organisme wrote to the team is kept nowhere: when no mailbox took it, somebody of the team must ask it again. */
const rattraperMots = async (s: Suivi<EtatOrganisme>): Promise<never> => {
  const e = s.etat;
  const perdus = () => e.motsPerdus?.length ?? 0;
  for (;;) {
    await jusquA(s, () => perdus() > 0);
    await attendre(s, () => perdus() === 0, {
      cause: 'COURRIEL_EN_ECHEC',
      nom: 'MOT_A_L_EQUIPE',
      acteurType: 'EQUIPE',
      acteur: null,
      organisme: s.sujet,
      sujet: () => ({ destinataire: 'EQUIPE', nombre: perdus() }),
    });
    e.motsPerdus = [];
  }
};

const recevoir = (s: Suivi<EtatOrganisme>, a: ActeOrganisme): undefined => {
  const e = s.etat;
  switch (a.type) {
    case 'adresseInvalide':
      e.revenus.push(...(a.revenus ?? []));
      if (e.adresse === 'INVALIDE') return;
      Object.assign(e, { adresse: 'INVALIDE', depuis: instant(s) });
      noter(s, 'ADRESSE_INVALIDE', { acteur: a.par });
      return;
    case 'adresseChangee':
      // R43: its lists leave for the same address.
      diffuser(s, `adresse:${a.id}`, [kairos.corrigerAdresse({ organisme: s.sujet })]);
      if (e.adresse === 'VALIDE') return;
      e.adresse = 'VALIDE';
      noter(s, 'ADRESSE_CORRIGEE', { acteur: a.par });
      return;
    case 'motPerdu':
      e.motsPerdus = [...(e.motsPerdus ?? []), a.mot];
      noter(s, 'COURRIEL_EN_ECHEC', { detail: 'EQUIPE' });
      return;
  }
};
