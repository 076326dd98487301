/** The accounts and keys of a demonstration. Their secrets derive from the instance's own, so a restart gives the same. */
import { createHmac } from 'node:crypto';
import type { Reseau, RoleCompte } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import { composerCle } from './cles.ts';
import { PORTEES_DU_ROLE, type Portee } from './portees.ts';
import { hacher, hacherMotDePasse } from './secrets.ts';

export type CompteDemo = { role: RoleCompte; courriel: string; motDePasse: string };
export type CleDemo = { role: RoleCompte; reseau: Reseau | null; structure: string | null; siret: string | null; cle: string };

/** The OF of the demonstration: the first organisme of the seeds unless said otherwise. */
export const SIRET_DEMO = '99900101900010';
const STRUCTURES: Record<'ML' | 'CAP_EMPLOI' | 'PE', string> = {
  ML: 'Mission locale de Rouen',
  CAP_EMPLOI: 'Cap emploi Seine-Maritime',
  PE: 'Agence Rouen Saint-Sever',
};

type Cle = { id: string; libelle: string; role: RoleCompte; reseau: Reseau | null; structure: string | null; siret: string | null; portees: readonly Portee[] };
const prescripteur = (reseau: 'ML' | 'CAP_EMPLOI' | 'PE', id: string): Cle => ({
  id,
  libelle: STRUCTURES[reseau],
  role: 'CLIENT_API',
  reseau,
  structure: STRUCTURES[reseau],
  siret: null,
  portees: PORTEES_DU_ROLE.PRESCRIPTEUR,
});

const cles = (siret: string): Cle[] => [
  prescripteur('ML', 'ml'),
  prescripteur('CAP_EMPLOI', 'capemploi'),
  prescripteur('PE', 'pe'),
  { id: 'of', libelle: 'Logiciel d’un organisme', role: 'CLIENT_API', reseau: 'OF', structure: null, siret, portees: PORTEES_DU_ROLE.OF },
  {
    id: 'lecture',
    libelle: 'Observatoire, lecture seule',
    role: 'CLIENT_API',
    reseau: null,
    structure: null,
    siret: null,
    portees: ['offre:lire', 'suivi:lire'],
  },
  { id: 'demo', libelle: 'Démonstration', role: 'DEMO', reseau: null, structure: null, siret: null, portees: PORTEES_DU_ROLE.DEMO },
];
const ROLES: readonly { role: RoleCompte; courriel: string; nom: string }[] = [
  { role: 'ADMIN', courriel: 'animation@maillon.example', nom: 'Équipe d’animation' },
  { role: 'CARIF', courriel: 'validation@carif.example', nom: 'Validation Carif-Oref' },
  { role: 'REGION', courriel: 'pilotage@region.example', nom: 'Pilotage Région' },
  { role: 'OF', courriel: 'contact@organisme.example', nom: 'Organisme de formation' },
  { role: 'PRESCRIPTEUR', courriel: 'conseil@mission-locale.example', nom: 'Mission locale de Rouen' },
];

const deriver = (secret: string, quoi: string): string => createHmac('sha256', secret).update(quoi).digest('base64url').replaceAll('_', '-');

/** What `demarrage.json` lists. `cleSystemes` is the instance's secret. */
export const accesDeDemonstration = (cleSystemes: string, siret: string = SIRET_DEMO): { comptes: CompteDemo[]; cles: CleDemo[] } => ({
  comptes: ROLES.map(({ role, courriel }) => ({ role, courriel, motDePasse: deriver(cleSystemes, `compte:${courriel}`).slice(0, 20) })),
  cles: cles(siret).map(({ id, role, reseau, structure, siret: of }) => ({
    role,
    reseau,
    structure,
    siret: of,
    cle: composerCle('demo', id, deriver(cleSystemes, `cle:${id}`)),
  })),
});

/** Writes them (demonstration only); running it twice changes nothing. */
export const installerAccesDeDemonstration = async (hub: Hub, cleSystemes: string, siret: string = SIRET_DEMO): Promise<void> => {
  const acces = accesDeDemonstration(cleSystemes, siret);
  for (const [rang, { role, courriel, nom }] of ROLES.entries()) {
    const motDePasse = acces.comptes[rang]?.motDePasse ?? '';
    const sel = createHmac('sha256', cleSystemes).update(`sel:${courriel}`).digest().subarray(0, 16);
    const garde = await hacherMotDePasse(motDePasse, sel);
    const perimetre = { sirets: role === 'OF' ? [siret] : [], ...(role === 'PRESCRIPTEUR' ? { reseau: 'ML', structure: STRUCTURES.ML } : {}) };
    await hub.compte.upsert({
      where: { courriel },
      create: { courriel, nom, role, motDePasse: garde, ...perimetre },
      update: { motDePasse: garde, ...perimetre },
    });
  }
  for (const { id, portees, ...cle } of cles(siret)) {
    const ligne = { ...cle, portees: [...portees], empreinte: hacher(deriver(cleSystemes, `cle:${id}`)) };
    await hub.cleApi.upsert({ where: { id }, create: { id, ...ligne }, update: ligne });
  }
};
