/** S10: a person who is struck off is told once how to re-register, when the first update is kept for her; in working hours, like every mail. */
import type { ActionBlocage, ReponseAction } from '../domain/actes.ts';
import { prochainInstantOuvre } from '../domain/ouvres.ts';
import { lever } from './blocages.ts';
import { courriel } from './courriel.ts';
import type { SuiviDemandeur } from './demandeur.ts';
import { CAUSE } from './demandeur-attente.ts';
import { ecrire, noter } from './miroir.ts';
import { echecDe, signalerEchec } from './rappel.ts';
import { instant, iso, jusquA } from './suivi.ts';

/** Once per radiation, however many updates follow: said again only when somebody asks for it. */
export const expliquerReinscription = async (s: SuiviDemandeur): Promise<never> => {
  const e = s.etat;
  const aDire = () => e.lu && e.differees.length > 0 && (e.statut === 'RADIE' || e.statut === 'CESSATION') && !e.avis?.dit;
  for (;;) {
    await jusquA(s, aDire);
    const ouverture = prochainInstantOuvre(instant(s));
    const change = await jusquA(
      s,
      () => !aDire(),
      () => ouverture,
    );
    if (!change) await ecrireA(s);
  }
};

const ecrireA = async (s: SuiviDemandeur): Promise<void> => {
  const e = s.etat;
  e.avis ??= { le: e.le, envois: 0, dit: false, recu: false };
  const { avis } = e;
  const parcours = [...new Set(e.differees.map((d) => d.parcours))];
  s.sale = true;
  await ecrire(s); // the mail is made from the rows
  const cle = `reinscription:${s.sujet}:${iso(avis.le)}${avis.envois > 0 ? `:${avis.envois}` : ''}`;
  const demande = { personne: s.sujet, parcours: parcours[0] ?? '', jusqua: e.jusqua, cle, maintenant: instant(s) };
  const { etat } = await courriel(s, (c) => c.expliquerReinscription(demande));
  if (e.avis !== avis) return; // réinscrit meanwhile
  Object.assign(avis, { dit: true, recu: etat === 'ENVOYEE' });
  if (etat === 'ECHEC') signalerEchec(s, CAUSE, 'CANDIDAT');
  if (etat === 'ENVOYEE') for (const p of parcours) noter(s, 'REINSCRIPTION_EXPLIQUEE', { parcours: p });
  s.sale = true;
};

/** « Renvoyer »: to the address known today. */
export const redireReinscription = (s: SuiviDemandeur, nom: string, { code }: ActionBlocage): ReponseAction => {
  const { avis } = s.etat;
  if (code !== 'relancer' || nom !== echecDe(CAUSE) || !avis) return { fait: false, refus: 'NON_APPLICABLE' };
  Object.assign(avis, { dit: false, recu: false, envois: avis.envois + 1 });
  lever(s, nom, 'courriel renvoyé');
  return { fait: true };
};
