/** What the OF page shows of one slot: its people, with the answers just given even if their flow has not heard them yet. */
import { OUTIL_DU_RESEAU, Outil } from '../../domain/codes.ts';
import type { Lien } from '../../prisma/liens.ts';
import type { Deps } from '../deps.ts';
import { attendusDe } from '../receptions/emargement.ts';
import { DONNEES } from '../receptions/types.ts';
import type { CreneauVu, PersonneVue } from './formulaire.ts';

const NOM_OUTIL: Record<Outil, string> = { AUDEF: 'AUDEF', OUIFORM: 'OUIFORM', KAIROS: 'Kairos', PE_FR: 'pe.fr' };

export const lireCreneauOf = async ({ hub, horloge }: Pick<Deps, 'hub' | 'horloge'>, lien: Lien) => {
  const creneau = lien.creneau === null ? null : await hub.creneau.findUnique({ where: { id: lien.creneau } });
  if (!creneau) return null;
  const [session, attendus, attente] = await Promise.all([
    hub.session.findUnique({ where: { numero: creneau.session }, select: { intitule: true } }),
    attendusDe(hub, creneau.id),
    hub.reception.findMany({ where: { type: 'creneau.emarge', etat: 'RECU' }, orderBy: { recuLe: 'asc' }, select: { donnees: true } }),
  ]);
  const personnes = await hub.personne.findMany({ where: { id: { in: attendus.map((p) => p.personne) } }, select: { id: true, nom: true, prenom: true } });
  const enRoute = attente.flatMap(({ donnees }) => {
    const lu = DONNEES['creneau.emarge'].safeParse(donnees);
    return lu.success && lu.data.creneau === creneau.id ? lu.data.lignes : [];
  });
  const vues = attendus.map((p): PersonneVue => {
    const qui = personnes.find((x) => x.id === p.personne);
    const dites = enRoute.filter((l) => l.positionnement === p.id);
    return {
      positionnement: p.id,
      nom: qui ? `${qui.prenom} ${qui.nom}` : 'Personne',
      outil: NOM_OUTIL[Outil.catch(OUTIL_DU_RESEAU.OF).parse(p.outil)],
      presence: dites.findLast((l) => l.presence)?.presence ?? p.presence,
      suite: dites.findLast((l) => l.suite)?.suite ?? p.suite,
      motif: p.motif,
    };
  });
  const maintenant = horloge.maintenant();
  const etat = creneau.statut === 'ANNULE' ? 'annule' : creneau.statut === 'CLOS' ? 'clos' : creneau.debut.getTime() > maintenant ? 'a_venir' : 'ouvert';
  const vu: CreneauVu = {
    id: creneau.id,
    modalite: creneau.modalite,
    debut: creneau.debut.getTime(),
    fin: creneau.fin.getTime(),
    intitule: session?.intitule ?? '',
    session: creneau.session,
    etat,
  };
  return { creneau, vu, personnes: vues };
};
