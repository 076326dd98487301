/** One session per scenario, each with an organisme of its own: what one story does is seen in no other. */
import { dateLheo } from '../../domain/lheo/dates.ts';
import { ecrireLheo } from '../../domain/lheo/ecriture.ts';
import { Formation } from '../../domain/lheo/modele.ts';
import { formationAvenir } from '../../seeds/avenir.ts';
import { jourApres } from '../../seeds/creneaux.ts';
import { siretSynthetique } from '../../seeds/organismes.ts';

/** Days from now. */
type Voulue = { debut?: number; fin?: number; places?: number; intitule?: string; creneaux?: Record<string, number> };
const LOINTAINE = { debut: 60, fin: 160 };
const PROCHE = { debut: 4, fin: 6 };

const VOULUES: Record<number, Voulue> = {
  1: { ...PROCHE, creneaux: { ICO: 1 } },
  2: { ...PROCHE, creneaux: { ICO: 1 } },
  3: { ...LOINTAINE, creneaux: { ICO: 1, 'ICO-2': 12 } },
  4: { ...PROCHE, creneaux: { ICO: 1 } },
  5: { ...PROCHE, creneaux: { RDV: 1 } },
  6: { ...PROCHE, intitule: '#Avenir : bâtir son projet', creneaux: { ICO: 1 } },
  7: { ...LOINTAINE, creneaux: { ICO: 20 } },
  8: { ...LOINTAINE, creneaux: { ICO: 1 } },
  10: LOINTAINE,
  11: { ...LOINTAINE, creneaux: { CAND: 50, ICO: 40 } },
  12: { ...LOINTAINE, creneaux: { CAND: 50 } },
  13: { ...LOINTAINE, creneaux: { ICO: 20 } },
  14: { ...LOINTAINE, creneaux: { ICO: 5 } },
  15: { ...LOINTAINE, creneaux: { ICO: 20 } },
  18: { ...LOINTAINE, creneaux: { ICO: 1 } },
  17: { ...LOINTAINE, creneaux: { ICO: 1, 'ICO-2': 25 } },
  16: { ...LOINTAINE, creneaux: { ICO: 20, 'ICO-2': 25 } },
  49: { ...LOINTAINE, creneaux: { ICO: 1 } },
};

export const session = (n: number): string => `9910${String(n).padStart(2, '0')}`;
export const fiche = (n: number): string => `A${session(n)}`;
export const ico = (n: number, rang = 1): string => `ICO-${session(n)}-${rang}`;
export const rdv = (n: number): string => `RDV-${session(n)}-1`;
export const candidature = (n: number): string => `CAND-${session(n)}-1`;
export const dispensateur = (n: number) => ({
  siret: siretSynthetique(3_000 + n),
  nom: `Dispensateur ${n}`,
  courriel: `accueil@dispensateur-${n}.example`,
});
export const mandataire = (n: number) => ({ siret: siretSynthetique(3_100 + n), nom: `Mandataire ${n}`, courriel: `accueil@mandataire-${n}.example` });

const MODALITES: Record<string, { modalite: string; places: number; heures?: [string, string] }> = {
  ICO: { modalite: '9', places: 20, heures: ['09h00', '12h00'] },
  RDV: { modalite: '8', places: 1, heures: ['10h00', '10h45'] },
  CAND: { modalite: '7', places: 20 },
};

const recrutement = (n: number, nom: string, jour: number, reference: Date) => {
  const [sorte = '', rang = '1'] = nom.split('-');
  const { modalite, places, heures } = MODALITES[sorte] ?? { modalite: '', places: 0 };
  const dates = { debut: dateLheo(jourApres(reference, sorte === 'CAND' ? 0 : jour)), fin: dateLheo(jourApres(reference, jour)) };
  return { numero: `${sorte}-${session(n)}-${rang}`, modalite, places, ...dates, ...(heures && { heureDebut: heures[0], heureFin: heures[1] }) };
};

export const formation = (n: number, reference: Date, change: Voulue = {}): Formation => {
  const v = { ...VOULUES[n], ...change };
  const base = formationAvenir(reference);
  const [action] = base.actions;
  const [avant] = action?.sessions ?? [];
  const [lieu] = action?.lieux ?? [];
  const contact = (o: { courriel: string }) => [{ type: '4', coordonnees: { nom: 'Accueil', telephones: ['02 61 91 00 00'], courriel: o.courriel } }];
  const [of, tenant] = [dispensateur(n), mandataire(n)];
  return Formation.parse({
    ...base,
    numero: `28_AF_00009${session(n)}`,
    intitule: v.intitule ?? `Scénario ${n} : préparer un métier`,
    contacts: contact(tenant),
    organisme: { ...base.organisme, siret: tenant.siret, nom: tenant.nom, raisonSociale: tenant.nom, contacts: contact(tenant) },
    actions: [
      {
        ...action,
        numero: fiche(n),
        entreesSorties: '0',
        lieux: [{ ...lieu, siret: of.siret }],
        formateurs: [{ siret: of.siret, raisonSociale: of.nom, contacts: contact(of) }],
        financeurs: [{ code: '2', places: v.places ?? 20 }],
        sessions: [
          {
            ...avant,
            numero: session(n),
            debut: dateLheo(jourApres(reference, v.debut ?? LOINTAINE.debut)),
            fin: dateLheo(jourApres(reference, v.fin ?? LOINTAINE.fin)),
            recrutements: Object.entries(v.creneaux ?? {}).map(([nom, jour]) => recrutement(n, nom, jour, reference)),
          },
        ],
      },
    ],
  });
};

/** Scenario 15: in that flow, one SIRET has a zero before it. */
export const catalogueDesScenarios = (reference: Date): string =>
  ecrireLheo(
    Object.keys(VOULUES).map((n) => formation(Number(n), reference)),
    '2.3',
  ).replaceAll(`>${dispensateur(15).siret}<`, `>0${dispensateur(15).siret}<`);
/** How many slots it opens. */
export const CRENEAUX = Object.values(VOULUES).reduce((n, v) => n + Object.keys(v.creneaux ?? {}).length, 0);
