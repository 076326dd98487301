/** Where to look, in each partner, at what concerns a session or the person of a parcours: the partner lists its own views (`GET /vue`). */
import { z } from 'zod';
import type { Hub } from '../../prisma/hub.ts';

/** What a view may be about; null when the subject has no such thing. `organisme`: the dispensateur. */
export type SujetVue = {
  session: string | null;
  fiche: string | null;
  organisme: string | null;
  idDE: string | null;
  dossier: string | null;
  positionnement: string | null;
};
type Vue = { titre: string; chemin: string };

export const ListeVues = z.array(z.object({ titre: z.string(), chemin: z.string() }));

/** The views that this subject fills: `/vue/sessions/{session}/inscrits`, `/vue/individus{?idDE,session}` (RFC 6570: what is not known is left out). */
export const vuesDe = (liste: readonly Vue[], sujet: SujetVue): Vue[] =>
  liste.flatMap(({ titre, chemin }) => {
    const valeur = (nom: string): string | null => (nom in sujet ? sujet[nom as keyof SujetVue] : null);
    const dansChemin = [...chemin.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '');
    const demandes = (/\{\?([\w,]+)\}/.exec(chemin)?.[1] ?? '').split(',').filter((nom) => valeur(nom) !== null);
    // A view about nothing in particular (a search of everything) says nothing of the subject.
    if (dansChemin.some((nom) => valeur(nom) === null) || dansChemin.length + demandes.length === 0) return [];
    const requete = demandes.map((nom) => `${nom}=${encodeURIComponent(valeur(nom) ?? '')}`).join('&');
    const rempli = chemin
      .replace(/\{(\w+)\}/g, (_, nom: string) => encodeURIComponent(valeur(nom) ?? ''))
      .replace(/\{\?[\w,]+\}/, requete === '' ? '' : `?${requete}`);
    return [{ titre, chemin: rempli }];
  });

/** The person is found by the parcours: no identifiant DE in the dashboard's addresses. `null` when unknown. */
export const lireSujet = async (hub: Hub, { session, parcours }: { session?: string | undefined; parcours?: string | undefined }): Promise<SujetVue | null> => {
  const p = parcours === undefined ? null : await hub.parcours.findUnique({ where: { id: parcours } });
  const numero = p?.session ?? session;
  if (numero === undefined || (parcours !== undefined && !p)) return null;
  const [s, personne] = await Promise.all([
    hub.session.findUnique({ where: { numero }, select: { fiche: true, ofDispensateur: true } }),
    p ? hub.personne.findUnique({ where: { id: p.personne }, select: { idDE: true, dossierImilo: true } }) : null,
  ]);
  return {
    session: numero,
    fiche: s?.fiche ?? null,
    organisme: s?.ofDispensateur || null,
    idDE: personne?.idDE ?? null,
    dossier: personne?.dossierImilo ?? null,
    positionnement: p?.positionnement ?? null,
  };
};
