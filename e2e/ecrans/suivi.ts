/** What the screens beside the blocages show: fiches to validate, a jobseeker whose updates are kept, mails that came back, a journal. Synthetic. */
import { INTITULES, ORGANISMES, parcours, personne, session, siret, T0 } from '../../api/admin/essais/reperes.ts';
import { empreinteDe } from '../../api/catalogues/empreinte.ts';
import { idCreneau } from '../../domain/processus.ts';
import { ficheExemple } from '../../domain/smf/exemples.ts';
import { versLheo } from '../../domain/smf/vers-lheo.ts';
import type { Hub } from '../../prisma/hub.ts';

const JOUR = 86_400_000;
const a = (jours: number): Date => new Date(T0 + jours * JOUR);
export const FICHE = 'A825301';

export const semerSuivi = async (hub: Hub): Promise<void> => {
  await semerFiches(hub);
  await hub.demandeur.create({
    data: {
      personne: personne(5),
      statut: 'RADIE',
      depuis: a(-6),
      differees: [{ rang: 1, parcours: parcours(5), fait: 'PRESENCE', depuis: a(-3).toISOString() }],
    },
  });
  const bloque = `${idCreneau(`ICO-${session(4)}-1`)}#PRESENCE_NON_SAISIE#1`;
  await hub.relance.createMany({
    data: (['REBONDIE', 'ECHEC'] as const).map((etat, n) => ({
      id: `relance:${etat}`,
      blocage: bloque,
      processus: idCreneau(`ICO-${session(4)}-1`),
      cause: 'PRESENCE_NON_SAISIE',
      niveau: 1,
      organisme: siret(4),
      canal: 'COURRIEL',
      destinataire: 'OF',
      objet: '6 présences à saisir',
      etat,
      prevueLe: a(-4),
      envoyeeLe: a(-4 + n),
      echec: etat === 'REBONDIE' ? 'Boîte inconnue chez le destinataire.' : 'Aucune adresse connue.',
    })),
  });
  await hub.evenement.createMany({
    data: [
      { cle: 'e1', processus: `fiche:${FICHE}`, date: a(-5), acteur: `of:${siret(0)}`, systeme: 'smf', fait: 'FICHE_SOUMISE' },
      { cle: 'e2', processus: `session:${session(0)}`, date: a(-4), acteur: 'hub', systeme: 'kairos', fait: 'SESSION_PUBLIEE', detail: INTITULES[0] ?? null },
    ],
  });
};

const semerFiches = async (hub: Hub): Promise<void> => {
  const version = (numero: string, contenu: string) => versLheo(ficheExemple({ numero, contenu }, { numero: `S-${numero}`, icos: [] }));
  const versions = [version(FICHE, 'Bilan, enquêtes métier, stages.'), version(FICHE, 'Bilan, enquêtes métier, deux stages, atelier d’écriture.')] as const;
  const nouvelle = version('A825302', 'Gestes du métier, sécurité, stage.');
  const [validee, soumise, seule] = [empreinteDe(versions[0]), empreinteDe(versions[1]), empreinteDe(nouvelle)];
  await hub.ficheVersion.createMany({
    data: [
      { fiche: FICHE, empreinte: validee, formation: versions[0] },
      { fiche: FICHE, empreinte: soumise, formation: versions[1] },
      { fiche: 'A825302', empreinte: seule, formation: nouvelle },
    ],
  });
  await hub.fiche.createMany({
    data: [
      {
        numero: FICHE,
        intitule: `Parcours ${ORGANISMES[0]}`,
        organisme: siret(0),
        etat: 'MODIFIEE_A_REVALIDER',
        formation: versions[1],
        empreinte: soumise,
        validee,
        valideeLe: a(-40),
      },
      { numero: 'A825302', intitule: INTITULES[13] ?? '', organisme: siret(13), etat: 'SOUMISE', formation: nouvelle, empreinte: seule },
    ],
  });
};
