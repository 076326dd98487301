/** Rows of `hub.blocage` as the dashboard shows them: situation, names, what they are about. */

import { champDit } from '../../domain/causes/sujet.ts';
import { CAUSES } from '../../domain/causes.ts';
import { NOM_SYSTEME } from '../../domain/codes.ts';
import { majuscule, typo } from '../../domain/francais.ts';
import type { Situation } from '../../domain/situation.ts';
import { type BlocageLu, situationBlocage } from '../../domain/situations.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import type { BlocageLigne } from '../contract/admin.ts';
import { completerBlocages } from '../lecture/blocages.ts';
import type { Lecteur } from './droits.ts';
import { nomCourt, nomsActeurs, nomsPersonnes } from './noms.ts';
import { ongletDe } from './onglets.ts';

export type LigneBlocage = Prisma.BlocageGetPayload<object>;

export const enLignes = async (hub: Hub, lignes: readonly LigneBlocage[], maintenantMs: number, { personnes, remedes }: Lecteur): Promise<BlocageLigne[]> => {
  const lus = await completerBlocages(hub, lignes);
  const [acteurs, noms] = await Promise.all([
    nomsActeurs(
      hub,
      lus.map((b) => b.priseEnChargePar),
    ),
    personnes
      ? nomsPersonnes(
          hub,
          lus.map((b) => parcoursDe(b)?.split(':')[0] ?? null),
        )
      : new Map<string, never>(),
  ]);
  return lus.map((b) => {
    const parcours = parcoursDe(b);
    const personne = parcours ? noms.get(parcours.split(':')[0] ?? '') : undefined;
    const enCharge = b.priseEnChargePar !== null && (b.priseEnChargeJusqua === null || b.priseEnChargeJusqua.getTime() > maintenantMs);
    return {
      id: b.id,
      processus: b.processus,
      type: b.type,
      onglet: ongletDe(b, new Date(maintenantMs)),
      cause: b.cause,
      titre: CAUSES[b.cause].intitule,
      objet: [personne ? nomCourt(personne) : null, objetDe(b)].filter(Boolean).join(' · '),
      organisme: b.organisme === null ? null : { siret: b.organisme, nom: b.nomOrganisme ?? b.organisme },
      parcours,
      session: b.session ?? b.sujet.session ?? null,
      situation: offerte(situationBlocage(b, maintenantMs), remedes),
      derniereRelance: b.derniereRelance?.toISOString() ?? null,
      veilleJusqua: b.veilleJusqua !== null && b.veilleJusqua.getTime() > maintenantMs ? b.veilleJusqua.toISOString() : null,
      valeurs: valeursDe(b.sujet),
      priseEnCharge: enCharge ? { par: acteurs(b.priseEnChargePar ?? ''), jusqua: b.priseEnChargeJusqua?.toISOString() ?? null } : null,
    };
  });
};

/** The same sentence for all; the acts, only for who may do them. */
export const offerte = (s: Situation, remedes: boolean): Situation => (remedes ? s : { ...s, actions: [] });

const valeursDe = ({ champ, valeurSmf: smf, valeurKairos: kairos }: BlocageLu['sujet']): BlocageLigne['valeurs'] =>
  smf === undefined || kairos === undefined ? null : { champ: typo(majuscule(champDit(champ))), smf, kairos };

const parcoursDe = (b: BlocageLu): string | null => b.sujet.parcours ?? (b.processus.startsWith('parcours:') ? b.processus.slice('parcours:'.length) : null);

const objetDe = (b: BlocageLu): string => {
  const { intitule, fiche, systeme } = b.sujet;
  const session = b.sujet.session ?? b.session;
  if (session) return intitule ? `${intitule} (session ${session})` : `Session ${session}`;
  if (fiche) return intitule ? `${intitule} (fiche ${fiche})` : `Fiche ${fiche}`;
  if (systeme) return NOM_SYSTEME[systeme];
  return b.nomOrganisme ?? b.processus;
};
