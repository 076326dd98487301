/** One path in full: steps, timeline, chain matrix. */

import {
  EtapeParcours,
  EtatVisibilite,
  HORS_CATALOGUE,
  HORS_CRENEAU,
  Modalite,
  Outil,
  Presence,
  Reseau,
  StatutDe,
  StatutPositionnement,
  Suite,
} from '../../domain/codes.ts';
import type { CodeFait } from '../../domain/journal.ts';
import { matrice, type TransmissionLue } from '../../domain/visibilite.ts';
import type { HubTx, Prisma } from '../../prisma/hub.ts';
import { etapesDe, situationsDeParcours } from './situations.ts';

type Options = { pourOrganisme: boolean };

/** §h: a radiation is not the OF's to know. */
const RADIATION: CodeFait[] = ['DIFFERE', 'REJOUE', 'DIFFEREE_EXPIREE', 'REINSCRIPTION_EXPLIQUEE'];

export const detailParcours = async (hub: HubTx, p: Prisma.ParcoursGetPayload<object>, maintenantMs: number, options: Options) => {
  const [positionnements, evenements, transmissions, personne, session, situations] = await Promise.all([
    hub.positionnement.findMany({ where: { parcours: p.id }, orderBy: { creeLe: 'asc' } }),
    hub.evenement.findMany({
      where: { parcours: p.id, ...(options.pourOrganisme && { fait: { notIn: RADIATION } }) },
      orderBy: [{ date: 'asc' }, { rang: 'asc' }],
    }),
    hub.transmission.findMany({ where: { parcours: p.id } }),
    hub.personne.findUnique({ where: { id: p.personne }, select: { idDE: true, statutDe: true, dossierImilo: true, dossierSynchronise: true } }),
    hub.session.findUnique({ where: { numero: p.session }, select: { fiche: true } }),
    situationsDeParcours(hub, [p], maintenantMs, options),
  ]);
  const actuel = positionnements.find((x) => x.id === p.positionnement) ?? positionnements.at(-1);
  const creneau = actuel ? await hub.creneau.findUnique({ where: { id: actuel.creneau }, select: { modalite: true } }) : null;
  const etapes = etapesDe(p);
  const horsCreneau = actuel?.creneau === HORS_CRENEAU;
  // S8: what an ML adviser took up in OUIFORM, i-Milo may know.
  const origine =
    positionnements.find((x) => x.outil === 'OUIFORM' && x.reseau === 'ML' && x.statut === actuel?.statut && x.creneau === actuel.creneau) ?? actuel;
  return {
    id: p.id,
    etape: EtapeParcours.parse(p.etape),
    session: p.session,
    positionnements: positionnements.map((x) => ({
      id: x.id,
      creneau: x.creneau,
      statut: StatutPositionnement.parse(x.statut),
      presence: Presence.nullable().parse(x.presence),
      suite: Suite.nullable().parse(x.suite),
    })),
    situation: situations.get(p.id),
    etapes: etapes.map(({ etape, date }) => ({ etape, date })),
    chronologie: evenements.map((e) => ({
      date: e.date.toISOString(),
      acteur: acteurDit(e.acteur, options),
      systeme: e.systeme,
      fait: e.fait,
      detail: e.detail,
    })),
    matrice: matrice({
      // R42c: somebody enrolled in Kairos without any positioning is of OF origin.
      outil: Outil.catch('KAIROS').parse(origine?.outil),
      reseau: Reseau.catch('OF').parse(origine?.reseau),
      aIdDE: personne?.idDE != null,
      dossierImilo: personne?.dossierImilo != null,
      synchronise: personne?.dossierSynchronise ?? false,
      modalite: creneau ? Modalite.parse(creneau.modalite) : undefined,
      horsSysteme: !horsCreneau ? null : actuel.suite === 'NON_RETENU' ? 'NON_RETENU' : 'RETENU',
      horsCatalogue: session?.fiche === HORS_CATALOGUE,
      statutDe: StatutDe.catch('NON_INSCRIT').parse(personne?.statutDe),
      etape: EtapeParcours.parse(p.etape),
      etapes,
      transmissions: transmissions.map((t): TransmissionLue => ({ ...t, etat: EtatVisibilite.parse(t.etat) })),
      pourOrganisme: options.pourOrganisme,
    }),
  };
};

/** R29: to an OF, a key or an account is « prescripteur », never which one. */
const acteurDit = (acteur: string, { pourOrganisme }: Options): string => (pourOrganisme && /^(cle|compte):/.test(acteur) ? 'prescripteur' : acteur);
