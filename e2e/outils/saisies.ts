/** Everything that an organisme may type on its page, in the order in which it may, and what every other system must then show (§d.7, §d.9). */
import { expect } from 'vitest';
import type { Pilote } from '../../cli/pilote.ts';
import type { Attente } from './delais.ts';
import { createMonde, ICO, ICO_2, JOUR, PLAGE, type Qui, SESSION } from './saisies-monde.ts';
import { createVues } from './saisies-vues.ts';

export const SAISIES = [
  'recrutement suspendu',
  'recrutement ouvert',
  'nouveau créneau',
  'créneau déplacé',
  'créneau annulé',
  'présences et suites',
  'correction d’une absence',
  'réponse à une candidature',
  'entrées attestées, entrée annulée',
  'sortie et bilan',
  'adresse corrigée',
] as const;
/** `taper` resolves when the page has answered. */
export type Saisie = { preparer?: () => Promise<unknown>; taper: () => Promise<unknown>; attentes: () => readonly Attente[] };

export const createSaisies = (pilote: Pilote) => {
  const monde = createMonde(pilote);
  const { de, saisir, emarger, jusqua, dates, organisme } = monde;
  const { kairos, ouiform, audef, compteurAis, aude, pefr, imilo, situation, session, creneau, suiteDe, presenceDe, sortie, voir } = createVues(monde);
  const contacts = `sessions/${SESSION}/contacts-et-lieux`;
  const deSession = (page: string) => `/of/sessions/${SESSION}/${page}`;
  const aAis = (qui: Qui) => aude(qui, 'AIS', (d) => d.ais.some((x) => x.session === SESSION));
  /** The day that is typed, known once it is. */
  let jour = '';
  const dater = async (dans: number): Promise<void> => {
    jour = await monde.jour(dans);
  };
  const auJour = (lu: string): boolean => lu.includes(`"debut":"${jour}`);
  const recrutement = (etat: 'SUSPENDU' | 'OUVERT'): Saisie => ({
    taper: () => saisir(deSession('recrutement'), () => ({ etat })),
    attentes: () => session(etat, { kairos: new RegExp(`Recrutement ${etat}`, 'i'), outils: new RegExp(`"Recrutement":"${etat}"`, 'i') }),
  });

  const saisies: Record<(typeof SAISIES)[number], Saisie> = {
    'recrutement suspendu': recrutement('SUSPENDU'),
    'recrutement ouvert': recrutement('OUVERT'),
    'nouveau créneau': {
      preparer: () => dater(6),
      taper: () =>
        saisir(deSession('creneau'), () => ({
          ...{ modalite: 'ICO', jour, debut: '13:30', fin: '15:00', places: '7' },
          ...{ lieu: 'Salle B', cp: '76600', ville: 'LE HAVRE' },
        })),
      attentes: () => creneau('le créneau', auJour, auJour),
    },
    'créneau déplacé': {
      preparer: () => dater(8),
      taper: () => saisir(`/of/creneaux/${ICO_2}/changement`, () => ({ quoi: 'date', jour, debut: '10:00', fin: '11:00' })),
      attentes: () => [...creneau('la nouvelle date', auJour, auJour), pefr('attente', 'la nouvelle date', new RegExp(`"debut":"${jour}`))],
    },
    'créneau annulé': {
      taper: () => saisir(`/of/creneaux/${ICO_2}/changement`, () => ({ quoi: 'annule', motif: 'Formateur indisponible' })),
      attentes: () => [
        ...creneau(
          'l’annulation',
          (lu) => lu.includes('"ANNULE"'),
          (lu) => !lu.includes(ICO_2),
        ),
        ...[pefr, ouiform, audef].map((vue) => vue('attente', 'ANNULE', /"ANNULE"/)),
        aude('attente', 'prescription retirée', (d) => !d.prescriptions.some((x) => x.session === SESSION)),
      ],
    },
    'présences et suites': {
      preparer: async () => jusqua(Date.parse((await dates(ICO)).fin) + 60_000),
      taper: () =>
        emarger(ICO, [
          { qui: 'ml', presence: 'PRESENT', suite: 'RETENU' },
          { qui: 'pe', presence: 'PRESENT', suite: 'LISTE_ATTENTE' },
          { qui: 'cap', presence: 'ABSENT' },
          { qui: 'de', presence: 'PRESENT', suite: 'NON_RETENU' },
          { qui: 'of', presence: 'PRESENT', suite: 'RETENU' },
          { qui: 'parti', presence: 'PRESENT', suite: 'RETENU' },
        ]),
      attentes: () => [
        ...(['ml', 'pe', 'de', 'of', 'parti'] as const).flatMap((qui) => presenceDe(qui, 'PRESENT', 'HONORE')),
        ...presenceDe('cap', 'ABSENT', 'ABSENT'),
        ...suiteDe('pe', 'LISTE_ATTENTE'),
        ...suiteDe('de', 'NON_RETENU'),
        ...(['ml', 'of', 'parti'] as const).flatMap((qui) => [
          ...suiteDe(qui, 'RETENU'),
          kairos(qui, 'INSCRIT', /"inscription":"INSCRIT"/),
          audef(qui, 'l’inscription', /"INSCRIPTION"/),
          aAis(qui),
        ]),
        imilo('ml', 'HONORE et RETENU', /"statut":"HONORE","suite":"RETENU"/),
        situation('ml', 'Formation'),
        compteurAis(3),
      ],
    },
    'correction d’une absence': {
      taper: () => emarger(ICO, [{ qui: 'cap', presence: 'PRESENT', suite: 'NON_RETENU' }]),
      attentes: () => [...presenceDe('cap', 'PRESENT', 'HONORE'), ...suiteDe('cap', 'NON_RETENU')],
    },
    'réponse à une candidature': {
      taper: () => saisir(`/of/creneaux/${PLAGE}`, (rang) => ({ [`s${rang(de('candidature').id)}`]: 'RETENU' })),
      attentes: () => [
        ...suiteDe('candidature', 'RETENU'),
        imilo('candidature', 'RETENU', /"suite":"RETENU"/),
        situation('candidature', 'Formation'),
        aAis('candidature'),
        compteurAis(4),
      ],
    },
    'entrées attestées, entrée annulée': {
      preparer: async () => {
        const debut = Date.parse((await pilote.api<{ debut: string }>(`/api/v1/sessions/${SESSION}`)).corps.debut);
        await jusqua(debut + JOUR / 2, 'ENTREE_A_VALIDER', ['ml', 'of', 'parti', 'candidature']);
        await dater(0);
      },
      taper: () =>
        saisir(deSession('entrees'), (rang) => {
          const entre = (qui: Qui) => ({ [`x${rang(de(qui).parcours)}`]: 'A', [`d${rang(de(qui).parcours)}`]: jour });
          const part = rang(de('parti').parcours);
          return { ...entre('ml'), ...entre('of'), [`x${part}`]: 'N', [`m${part}`]: 'Reprise d’emploi' };
        }),
      attentes: () => [
        ...(['ml', 'of'] as const).flatMap((qui) => [
          kairos(qui, 'ENTREE_ATTESTEE', /"entree":"ENTREE_ATTESTEE"/),
          ouiform(qui, 'l’entrée', new RegExp(`"entree":"${jour}`)),
          audef(qui, 'l’entrée', new RegExp(`"ENTREE":"${jour}`)),
          aude(qui, 'l’entrée', (d) => d.entrees.some((x) => x.session === SESSION)),
        ]),
        kairos('parti', 'INSCRIPTION_ANNULEE', /"inscription":"INSCRIPTION_ANNULEE"/),
        ouiform('parti', 'ANNULE', /"statut":"ANNULE"/),
        aude('parti', 'AIS retirée', (d) => !d.ais.some((x) => x.session === SESSION)),
        compteurAis(3),
      ],
    },
    'sortie et bilan': {
      preparer: () => jusqua(0, 'EN_FORMATION', ['ml', 'of']),
      taper: () =>
        saisir(deSession('sorties'), (rang) => {
          const i = rang(de('ml').parcours);
          return { [`x${i}`]: 'B', [`d${i}`]: jour, [`m${i}`]: 'Reprise d’emploi', [`b${i}`]: 'Projet confirmé.' };
        }),
      attentes: () => [...sortie('ml', jour), situation('ml', 'Sortie')],
    },
    // R43: Kairos says that its lists cannot leave, until the address that is typed here has reached it.
    'adresse corrigée': {
      preparer: async () => {
        const siret = await organisme();
        const compte = { siret, actif: true, courriel: 'pas-une-adresse', convention: { debut: '2019-01-01', fin: '3000-12-31' } };
        expect((await pilote.acte('kairos', 'compte.modifie', compte)).statut).toBe(200);
        expect(JSON.stringify(await pilote.vue('kairos', contacts))).toContain('Alerte');
      },
      taper: () => saisir('/of/adresse', () => ({ quoi: 'adresse', courriel: `nouvelle@${SESSION}.example` })),
      attentes: () => [voir('kairos', contacts, 'l’adresse', (lu) => lu.includes('OF dispensateur') && !lu.includes('Alerte'))],
    },
  };
  return { ouvrir: monde.ouvrir, saisies };
};
