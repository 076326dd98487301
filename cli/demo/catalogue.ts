/** Chapter 1: an LHEO file becomes a session that every system shows. */
import { catalogueAvenir } from '../../seeds/avenir.ts';
import { attendreQue } from '../pilote.ts';
import type { Recit } from './recit.ts';

type Rapport = { etat: string; lus: number; acceptes: number; refuses: number };
type Creneau = { id: string; modalite: string; debut: string; placesLibres: number };
type Session = { numero: string; intitule: string; creneaux: Creneau[]; publication: { systeme: string; etat: string }[] };

export const arriverCatalogue = async ({ pilote, etape, memoire }: Recit): Promise<void> => {
  let catalogue = '';
  await etape('Un fichier LHEO 2.3 est déposé', async () => {
    const xml = catalogueAvenir(new Date(await pilote.maintenant()));
    const depot = await pilote.api('/api/v1/catalogues', { method: 'POST', body: xml, headers: { 'content-type': 'application/xml' } });
    if (depot.statut !== 202) throw new Error(`réponse ${depot.statut}`);
    catalogue = depot.entetes.get('location') ?? '';
    const lire = async () => (await pilote.api<Rapport>(catalogue)).corps;
    const r = await attendreQue('le rapport d’import', lire, (x) => x.etat === 'TERMINE');
    return `${r.lus} action lue, ${r.acceptes} acceptée, ${r.refuses} refusée`;
  });
  await etape('Saisir ma formation l’a validée', async () => {
    const fiche = await attendreQue(
      'la fiche validée',
      () => pilote.vue<{ etat: string }>('smf', 'fiches/A990001'),
      (f) => f.etat === 'VALIDEE',
    );
    return `fiche A990001 : ${fiche.etat}`;
  });
  await etape('Le réseau des Carif-Oref la montre', async () => {
    const s = await attendreQue(
      'la session au RCO',
      () => pilote.vue<{ etat: string }>('rco', 'sessions/990001'),
      (v) => v.etat === 'VISIBLE',
    );
    return `session 990001 : ${s.etat}`;
  });
  await etape('Kairos ouvre ses créneaux', async () => {
    const vus = await attendreQue(
      'les créneaux dans Kairos',
      () => pilote.vue<{ creneau: string; modalite: string }[]>('kairos', 'sessions/990001/creneaux'),
      (c) => Array.isArray(c) && c.length >= 4,
    );
    return vus.map((c) => c.modalite).join(', ');
  });
  await etape('OUIFORM et AUDEF la montrent aussi', async () => {
    const publiee = (s: Session) => s.publication.filter((p) => p.etat === 'VISIBLE').length >= 4;
    const s = await attendreQue('la publication', async () => (await pilote.api<Session>('/api/v1/sessions/990001')).corps, publiee);
    const icos = s.creneaux.filter((c) => c.modalite === 'ICO').sort((a, b) => a.debut.localeCompare(b.debut));
    Object.assign(memoire, { session: s.numero, creneau: icos[0]?.id, suivant: icos[1]?.id });
    return `« ${s.intitule} » visible dans ${s.publication.map((p) => p.systeme).join(', ')}`;
  });
};
