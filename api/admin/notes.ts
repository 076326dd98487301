/** Notes of a parcours: added, never changed. They are about somebody: kept in PostgreSQL alone, read by the animation team. */
import { z } from 'zod';
import type { Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { refus } from '../socle/problemes.ts';
import { type Route, route } from '../socle/route.ts';
import { AGIR } from './droits.ts';
import { nomsActeurs } from './noms.ts';

export const lireNotes = async (hub: Hub, parcours: string): Promise<c.Note[]> => {
  const lues = await hub.note.findMany({ where: { parcours }, orderBy: [{ date: 'asc' }, { id: 'asc' }], take: 500 });
  const noms = await nomsActeurs(
    hub,
    lues.map((n) => n.par),
  );
  return lues.map((n) => ({ id: n.id, date: n.date.toISOString(), par: noms(n.par), texte: n.texte }));
};

export const createRoutesNotes = ({ hub, horloge }: { hub: Hub; horloge: Horloge }): Route[] => [
  route({
    methode: 'post',
    chemin: '/api/admin/parcours/{id}/notes',
    nom: 'noterParcours',
    resume: 'Ajouter une note à un parcours',
    etiquette: 'Tableau de bord : parcours',
    droits: AGIR,
    entree: { params: z.object({ id: z.string().max(200) }), corps: c.DemandeNote },
    exempleCorps: { texte: 'Organisme joint au téléphone : réponse promise jeudi.' },
    reponses: { 201: { description: 'La note, telle qu’elle est gardée.', schema: c.Note } },
    refus: ['nir-refuse'],
    traiter: async ({ params: { id }, corps, appelant }) => {
      refuserNir(corps);
      if (!(await hub.parcours.findUnique({ where: { id }, select: { id: true } }))) throw refus('introuvable');
      const note = await hub.note.create({ data: { parcours: id, texte: corps.texte, par: appelant.par, date: new Date(horloge.maintenant()) } });
      const noms = await nomsActeurs(hub, [note.par]);
      return { statut: 201, corps: { id: note.id, date: note.date.toISOString(), par: noms(note.par), texte: note.texte } };
    },
  }),
];
