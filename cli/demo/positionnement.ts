/** Chapter 2: one call, and every system that may know does; the others have their reason. */
import { attendreQue } from '../pilote.ts';
import type { Recit } from './recit.ts';

type Accepte = { id: string; parcours: string; statut: string; situation: { phrase: string } };
type Inscrit = { positionnement: string; origine: string; creneau: string };
type Matrice = { matrice: Record<string, Record<string, { etat: string; regle: string | null }>> };

export const positionner = async ({ pilote, etape, memoire }: Recit): Promise<void> => {
  const corps = {
    personne: {
      idDE: memoire.idDE,
      nom: 'Exemple',
      prenom: 'Camille',
      courriel: 'camille@candidat.example',
      telephone: '0600000000',
      adresse: { codePostal: '76600', ville: 'LE HAVRE' },
    },
    session: memoire.session,
    creneau: memoire.creneau,
    argumentaire: 'Projet confirmé en accompagnement.',
    prescripteur: { reseau: 'ML', structure: 'Mission locale de Rouen', nom: 'Conseillère' },
    dossierImilo: { id: memoire.dossier, synchronise: true },
  };
  await etape('L’API répond', async () => {
    const r = await pilote.api<Accepte>('/api/v1/positionnements', {
      method: 'POST',
      jeton: pilote.cle('CLIENT_API', 'ML'),
      json: corps,
      headers: { 'idempotency-key': 'demo-1' },
    });
    if (r.statut !== 202 || r.corps.statut !== 'CONFIRME') throw new Error(`réponse ${r.statut} ${JSON.stringify(r.corps)}`);
    Object.assign(memoire, { positionnement: r.corps.id, parcours: r.corps.parcours });
    return `202, ${r.corps.statut}. ${r.corps.situation.phrase}`;
  });
  await etape('Kairos liste la personne, avec l’outil d’origine et rien de plus', async () => {
    const vus = await attendreQue(
      'l’inscrit dans Kairos',
      () => pilote.vue<Inscrit[]>('kairos', `sessions/${memoire.session}/inscrits`),
      (l) => l.some((i) => i.positionnement === memoire.positionnement),
    );
    return `origine ${vus[0]?.origine}`;
  });
  await etape('AUDE a la prescription', async () => {
    const d = await attendreQue(
      'la prescription',
      () => pilote.vue<{ prescriptions: { session: string }[] }>('aude', `demandeurs/${memoire.idDE}`),
      (v) => v.prescriptions?.length === 1,
    );
    return `session ${d.prescriptions[0]?.session}`;
  });
  await etape('pe.fr montre le rendez-vous, pas la fiche', async () => {
    const rdv = await attendreQue(
      'le rendez-vous',
      () => pilote.vue<Record<string, unknown>[]>('pefr', `demandeurs/${memoire.idDE}/rendez-vous`),
      (v) => v.length === 1,
    );
    return Object.keys(rdv[0] ?? {}).join(', ');
  });
  await etape('i-Milo le voit, le dossier étant synchronisé', async () => {
    const d = await attendreQue(
      'la proposition',
      () => pilote.vue<{ propositions: { session: string; statut: string }[] }>('imilo', `dossiers/${memoire.dossier}`),
      (v) => v.propositions?.length === 1,
    );
    return `proposition ${d.propositions[0]?.statut}`;
  });
  await etape('Chaque registre l’a écrit une seule fois', async () => {
    const compter = async (code: 'kairos' | 'ouiform' | 'audef' | 'aude' | 'pefr' | 'imilo') =>
      [code, (await pilote.ledger(code)).filter((l) => l.cle.startsWith(`parcours:${memoire.parcours}:`) && !l.rejeu).length] as const;
    const lire = () => Promise.all((['kairos', 'ouiform', 'audef', 'aude', 'pefr', 'imilo'] as const).map(compter));
    const comptes = await attendreQue('un effet par système', lire, (c) => c.every(([, n]) => n === 1));
    return comptes.map(([code, n]) => `${code} ${n}`).join(', ');
  });
  await etape('La matrice de la chaîne le dit', async () => {
    const lire = async () => (await pilote.api<Matrice>(`/api/v1/parcours/${memoire.parcours}`)).corps.matrice;
    const m = await attendreQue('la matrice', lire, (x) =>
      ['KAIROS', 'OUIFORM', 'AUDE', 'AUDEF', 'IMILO'].every((s) => x[s]?.['POSITIONNEMENT']?.etat === 'VISIBLE'),
    );
    return Object.entries(m)
      .map(([s, faits]) => `${s} ${faits['POSITIONNEMENT']?.etat ?? '—'}`)
      .join(', ');
  });
};
