/** What the tests of the organisme's pages share: a house emptied before each of them, a visit by the link of a mail, and what flows heard. */
import type { CodeCause } from '../../../domain/causes.ts';
import { lienPour } from '../../../prisma/liens.ts';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import { createMaison, type Maison, SESSION, T0 } from '../../essais/maison.ts';
import { semerFinie } from './donnees.ts';
import { visiter } from './formulaire.ts';

export const createMaisonDesPages = async (): Promise<Maison> => {
  const maison = await createMaison();
  await semerFinie(maison);
  return maison;
};

export const vider = async ({ hub, flux, courriels }: Maison): Promise<void> => {
  for (const table of [hub.personne, hub.positionnement, hub.parcours, hub.reception, hub.lienOf, hub.blocage, hub.divergence, hub.tentative] as {
    deleteMany(): Promise<unknown>;
  }[])
    await table.deleteMany();
  await hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'contact@organisme.example', courrielRefuse: null } });
  await hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'NON_RENSEIGNE', modaliteEntreeSortie: 'DATES_FIXES' } });
  flux.entendus.length = 0;
  courriels.length = 0;
};

export const parLien = async (maison: Maison, cause: CodeCause | null, cible: { creneau?: string; session?: string } = {}, organisme = SIRET_DEMO) => {
  const visite = await visiter(maison, await lienPour(maison.hub, { organisme, cause, ...cible }, T0));
  return { visite, ...(await visite.aller()) };
};

/** What flows heard since the test began. */
export const actes = ({ flux }: Maison) => flux.entendus.map((e) => e.acte);
