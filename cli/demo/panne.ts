/** Chapter 5: Kairos closes for ten days; a positioning is accepted all the same, waits, and takes effect once. */
import { attendreQue } from '../pilote.ts';
import type { Recit } from './recit.ts';

type Positionnement = { id: string; statut: string; situation: { phrase: string } };

export const casserKairos = async ({ pilote, etape, memoire }: Recit): Promise<void> => {
  let id = '';
  const lire = async () => (await pilote.api<Positionnement>(`/api/v1/positionnements/${id}`)).corps;
  await etape('Kairos ferme ; une personne est positionnée quand même', async () => {
    const dansDixJours = new Date((await pilote.maintenant()) + 10 * 86_400_000).toISOString();
    await pilote.regler('kairos', { indisponibleJusqua: dansDixJours });
    const corps = {
      personne: {
        idDE: '7654322C',
        nom: 'Modèle',
        prenom: 'Sacha',
        courriel: 'sacha@candidat.example',
        telephone: '0600000001',
        adresse: { codePostal: '76000', ville: 'ROUEN' },
      },
      session: memoire.session,
      creneau: 'CAND-990001-1',
      argumentaire: 'Candidature proposée.',
      prescripteur: { reseau: 'PE', structure: 'Agence Rouen Saint-Sever', nom: 'Conseiller' },
    };
    const r = await pilote.api<Positionnement>('/api/v1/positionnements', {
      method: 'POST',
      jeton: pilote.cle('CLIENT_API', 'PE'),
      json: corps,
      headers: { 'idempotency-key': 'demo-2' },
    });
    if (r.statut !== 202) throw new Error(`réponse ${r.statut} ${JSON.stringify(r.corps)}`);
    id = r.corps.id;
    return `202, ${r.corps.statut}`;
  });
  await etape('Le flux attend, et le dit', async () => {
    const p = await attendreQue('le flux en attente de Kairos', lire, (v) => /Kairos/.test(v.situation.phrase), 60_000);
    return p.situation.phrase;
  });
  await etape('Kairos est réparé : le positionnement prend effet', async () => {
    await pilote.regler('kairos', { indisponibleJusqua: null });
    const debut = Date.now();
    const p = await attendreQue('le positionnement confirmé', lire, (v) => v.statut === 'CONFIRME', 60_000);
    return `${p.statut} ${((Date.now() - debut) / 1000).toFixed(1)} s après la réparation`;
  });
  await etape('Rien de perdu, rien en double', async () => {
    const effets = (await pilote.ledger('kairos')).filter((l) => l.cle.includes(`positionner:${id}`) && (l as { statut?: number }).statut !== 503);
    if (effets.length !== 1) throw new Error(`${effets.length} effets dans le registre de Kairos`);
    return 'un effet dans le registre de Kairos';
  });
};
