/** Positionings: asked, read, cancelled, moved. */
import { z } from 'zod';
import { Modalite, Presence, StatutPositionnement, Suite } from '../../domain/codes.ts';
import type { Deps } from '../deps.ts';
import { annulerPositionnement } from '../receptions/parcours.ts';
import { controlerDemande, DemandePositionnement, refusDuCreneau, refuserNir } from '../receptions/positionnements.ts';
import { trouverCreneau } from '../receptions/references.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { laSession, lePositionnement } from './acces.ts';
import { EX, EX_ACCEPTE, EX_SITUATION, idParametre, Motif, PositionnementAccepte, PositionnementVu } from './formes.ts';
import { corpsAccepte, exigerAccord, positionner, situationDe } from './positionner.ts';

const EXEMPLE_DEMANDE = {
  personne: {
    idDE: '1234567A',
    nom: 'Exemple',
    prenom: 'Camille',
    courriel: 'camille@personne.example',
    telephone: '0600000000',
    adresse: { codePostal: '76000', ville: 'Rouen' },
  },
  session: EX.session,
  creneau: EX.creneau,
  argumentaire: 'Projet confirmé par un stage en atelier.',
  prescripteur: { reseau: 'ML', structure: 'Mission locale de Rouen', nom: 'Équipe conseil' },
  dossierImilo: { id: 'D-4521', synchronise: true },
};
const parametres = idParametre('id', EX.positionnement);
const accepte = {
  202: { description: 'Demande acceptée. Le statut est DEMANDE tant que Kairos n’a pas répondu.', schema: PositionnementAccepte, exemple: EX_ACCEPTE },
};
/** §d.7: until the organisme has retained the person or not, she may be withdrawn: from the waiting list too. */
const RETIRABLES = ['PRESENT', 'LISTE_ATTENTE'];
const estRetirable = async (hub: Deps['hub'], p: { id: string; parcours: string; statut: string }): Promise<boolean> =>
  p.statut === 'DEMANDE' ||
  p.statut === 'CONFIRME' ||
  (p.statut === 'HONORE' && (await hub.parcours.count({ where: { id: p.parcours, positionnement: p.id, etape: { in: RETIRABLES } } })) > 0);
const KAIROS = ['creneau-complet', 'creneau-passe', 'creneau-annule', 'recrutement-ferme', 'compte-kairos-absent', 'refus-partenaire'] as const;

export const createRoutesPositionnements = (deps: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => {
  const { hub, horloge, receptions } = deps;
  const date = () => new Date(horloge.maintenant()).toISOString();
  return [
    route({
      methode: 'post',
      chemin: '/api/v1/positionnements',
      nom: 'positionner',
      resume: 'Positionner une personne sur un créneau',
      description:
        'Sans `idDE`, la personne est un chercheur d’emploi. Le réseau du prescripteur est celui de votre clé. Kairos tient les places : sa réponse est donnée si elle arrive en quelques secondes.',
      etiquette: 'Positionnements',
      droits: { portee: 'positionnements:ecrire' },
      entree: { entetes: EnteteIdempotence, corps: DemandePositionnement },
      exempleCorps: EXEMPLE_DEMANDE,
      reponses: accepte,
      refus: [
        'cle-idempotence-manquante',
        'reseau-incorrect',
        'session-introuvable',
        'creneau-introuvable',
        'deja-inscrite',
        ...KAIROS,
        'requete-en-cours',
        'argumentaire-trop-long',
        'nir-refuse',
        'dossier-imilo-refuse',
        'cle-idempotence-reutilisee',
      ],
      traiter: ({ corps, entetes, appelant, requete }) =>
        avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete, obligatoire: true }, async (id) => {
          if (appelant.role !== 'DEMO' && appelant.role !== 'ADMIN' && corps.prescripteur.reseau !== appelant.reseau)
            throw refus('reseau-incorrect', {
              errors: [{ pointer: '#/prescripteur/reseau', detail: `Le réseau de votre clé est ${appelant.reseau ?? 'absent'}.` }],
            });
          controlerDemande(corps);
          await laSession(hub, corps.session, appelant);
          // The structure is the key's: what a client writes cannot widen what it sees.
          const structure = appelant.structure ?? corps.prescripteur.structure ?? null;
          return positionner(deps, { ...corps, prescripteur: { ...corps.prescripteur, structure } }, id, appelant);
        }),
    }),
    route({
      methode: 'get',
      chemin: '/api/v1/positionnements/{id}',
      nom: 'lirePositionnement',
      resume: 'Lire un positionnement',
      etiquette: 'Positionnements',
      droits: { portee: 'suivi:lire' },
      entree: { params: parametres },
      reponses: {
        200: {
          description: 'Le positionnement et sa situation.',
          schema: PositionnementVu,
          exemple: {
            id: EX.positionnement,
            parcours: EX.parcours,
            session: EX.session,
            creneau: EX.creneau,
            statut: 'CONFIRME',
            presence: null,
            suite: null,
            motif: null,
            situation: EX_SITUATION,
          },
        },
      },
      traiter: async ({ params, appelant }) => {
        const p = await lePositionnement(hub, params['id'] ?? '', appelant);
        return ok({
          id: p.id,
          parcours: p.parcours,
          session: p.session,
          creneau: p.creneau,
          statut: StatutPositionnement.parse(p.statut),
          presence: Presence.nullable().parse(p.presence),
          suite: Suite.nullable().parse(p.suite),
          motif: p.motif,
          situation: await situationDe(hub, p, horloge.maintenant(), appelant),
        });
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/positionnements/{id}/annulation',
      nom: 'annulerPositionnement',
      resume: 'Annuler un positionnement',
      etiquette: 'Positionnements',
      droits: { portee: 'positionnements:ecrire' },
      entree: { params: parametres, entetes: EnteteIdempotence, corps: z.strictObject({ motif: Motif }) },
      exempleCorps: { motif: 'La personne a trouvé un emploi.' },
      reponses: accepte,
      refus: ['etape-incompatible', 'nir-refuse'],
      traiter: async ({ params, corps, entetes, appelant, requete }) => {
        refuserNir(corps);
        const p = await lePositionnement(hub, params['id'] ?? '', appelant);
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          if (!(await estRetirable(hub, p))) throw refus('etape-incompatible', { detail: 'Ce positionnement n’est plus actif.' });
          await receptions.accepter({ source: appelant.par, id }, (tx) => annulerPositionnement(tx, p, corps.motif, date()));
          const suivi = await hub.positionnement.findUniqueOrThrow({ where: { id: p.id } });
          return { statut: 202, corps: await corpsAccepte(hub, suivi, horloge.maintenant(), appelant) };
        });
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/positionnements/{id}/report',
      nom: 'reporterPositionnement',
      resume: 'Déplacer un positionnement sur un autre créneau',
      etiquette: 'Positionnements',
      droits: { portee: 'positionnements:ecrire' },
      entree: { params: parametres, entetes: EnteteIdempotence, corps: z.strictObject({ creneau: z.string().min(1).max(80) }) },
      exempleCorps: { creneau: 'ICO-103725-2' },
      reponses: accepte,
      refus: ['etape-incompatible', 'creneau-introuvable', ...KAIROS],
      traiter: async ({ params, corps, entetes, appelant, requete }) => {
        const p = await lePositionnement(hub, params['id'] ?? '', appelant);
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          if (p.statut !== 'DEMANDE' && p.statut !== 'CONFIRME') throw refus('etape-incompatible', { detail: 'Ce positionnement n’est plus actif.' });
          const creneau = await trouverCreneau(hub, corps.creneau);
          if (!creneau || creneau.session !== p.session || creneau.id === p.creneau) throw refus('creneau-introuvable');
          const { etatRecrutement } = await laSession(hub, p.session, appelant);
          const local = refusDuCreneau(creneau, etatRecrutement, horloge.maintenant());
          if (local) throw refus(local);
          const { debut, fin } = { debut: creneau.debut.toISOString(), fin: creneau.fin.toISOString() };
          const modalite = Modalite.parse(creneau.modalite);
          const acceptee = await receptions.accepter({ source: appelant.par, id }, async () => ({
            type: 'positionnement.reporte',
            donnees: { date: date(), positionnement: p.id, parcours: p.parcours, creneau: creneau.id, modalite, debut, fin },
          }));
          exigerAccord(acceptee);
          const suivi = await hub.positionnement.findUniqueOrThrow({ where: { id: p.id } });
          return { statut: 202, corps: await corpsAccepte(hub, suivi, horloge.maintenant(), appelant) };
        });
      },
    }),
  ];
};
