/** What each system shows of what was typed, on the screen that its users have. */
import type { Systeme } from '../../domain/codes.ts';
import * as c from './chaine.ts';
import type { Attente } from './delais.ts';
import { type Monde, type Qui, SESSION } from './saisies-monde.ts';

type Motif = RegExp | ((lu: string) => boolean);
const convient = (motif: Motif, lu: unknown): boolean => {
  const texte = JSON.stringify(lu ?? null);
  return typeof motif === 'function' ? motif(texte) : motif.test(texte);
};

export const createVues = ({ pilote, de, idDE, dossier, nom, inscrits }: Monde) => {
  const voir = (systeme: Systeme, ou: string, voit: string, motif: Motif): Attente => ({
    ...{ systeme, ou, voit, lire: () => pilote.vue(systeme, ou) },
    bon: (lu) => convient(motif, lu),
  });
  const kairos = (qui: Qui, voit: string, motif: RegExp): Attente => ({
    ...{ systeme: 'kairos', ou: 'inscrits', voit: `${qui} ${voit}`, lire: inscrits },
    bon: (lu) =>
      convient(
        motif,
        (lu as c.Inscrit[]).findLast((i) => i.nom === nom(qui)), // what this very line read
      ),
  });
  const ouiform = (qui: Qui, voit: string, motif: RegExp): Attente => ({
    ...{ systeme: 'ouiform', ou: `parcours ${qui}`, voit: `${qui} ${voit}` },
    lire: async () => (await pilote.vue<{ session: string }[]>('ouiform', `parcours?idDE=${idDE(qui)}`)).filter((p) => p.session === SESSION),
    bon: (lu) => convient(motif, lu),
  });
  /** What no screen of the tool shows of one person is read where the tool says what it holds. */
  const tenu = (systeme: 'ouiform' | 'audef', qui: Qui, voit: string, motif: RegExp): Attente => {
    const demande = () => ({ method: 'POST', jeton: pilote.demarrage.cleSystemes, json: { references: [de(qui).id, de(qui).parcours] } });
    const lire = async () => (await pilote.appeler(`${pilote.urls.systemes[systeme]}/etat/candidats`, demande())).corps;
    return { systeme, ou: `etat ${qui}`, voit: `${qui} ${voit}`, lire, bon: (lu) => convient(motif, lu) };
  };
  const audef = (qui: Qui, voit: string, motif: RegExp) => tenu('audef', qui, voit, motif);
  const sortie = (qui: Qui, jour: string): Attente[] => [
    voir('kairos', `sessions/${SESSION}/inscrits-en-formation`, `${qui} le motif de sa sortie`, /Abandon/),
    ...(['ouiform', 'audef'] as const).map((systeme) => tenu(systeme, qui, 'la sortie', new RegExp(`"BILAN":"${jour}`))),
    aude(qui, 'la sortie', (d) => d.sorties.some((x) => x.session === SESSION)),
  ];
  const compteurAis = (n: number) => voir('audef', `sessions/${SESSION}`, `${n} AIS`, new RegExp(`"aisEnregistrees":${n},`));
  const aude = (qui: Qui, voit: string, bon: (d: c.Demandeur) => boolean): Attente => ({
    ...{ systeme: 'aude', ou: `demandeur ${qui}`, voit: `${qui} ${voit}`, lire: () => c.demandeur(pilote, idDE(qui)) },
    bon: (lu) => bon(lu as c.Demandeur), // what this very line read
  });
  const pefr = (qui: Qui, voit: string, motif: RegExp) => voir('pefr', `demandeurs/${idDE(qui)}/rendez-vous`, `${qui} ${voit}`, motif);
  const imilo = (qui: Qui, voit: string, motif: RegExp) => voir('imilo', `dossiers/${dossier(qui)}/propositions`, `${qui} ${voit}`, motif);
  const situation = (qui: Qui, dite: string) => voir('imilo', `dossiers/${dossier(qui)}`, `${qui} ${dite}`, new RegExp(`"situation":"${dite}"`));
  const outils = (voit: string, motif: Motif): Attente[] => [
    voir('ouiform', `sessions/${SESSION}`, voit, motif),
    voir('audef', `sessions/${SESSION}/detail`, voit, motif),
  ];
  const session = (voit: string, motifs: { kairos: RegExp; outils: RegExp }): Attente[] => [
    voir('kairos', `sessions/${SESSION}/synthese`, voit, motifs.kairos),
    ...outils(voit, motifs.outils),
  ];
  const creneau = (voit: string, kairosMontre: Motif, outilsMontrent: Motif): Attente[] => [
    voir('kairos', `sessions/${SESSION}/creneaux`, voit, kairosMontre),
    ...outils(voit, outilsMontrent),
  ];

  const suiteDe = (qui: Qui, suite: string): Attente[] => [
    kairos(qui, suite, new RegExp(`"suite":"${suite}"`)),
    ouiform(qui, suite, new RegExp(`"suite":"${suite}"`)),
    audef(qui, suite, new RegExp(`"SUITE":"${suite}"`)),
  ];
  const presenceDe = (qui: Qui, presence: string, rdv: 'HONORE' | 'ABSENT'): Attente[] => [
    kairos(qui, presence, new RegExp(`"presence":"${presence}"`)),
    ouiform(qui, presence, new RegExp(`"presence":"${presence}"`)),
    audef(qui, presence, new RegExp(`"PRESENCE":"${presence}"`)),
    pefr(qui, rdv, new RegExp(`"${rdv}"`)),
  ];

  return { kairos, ouiform, audef, compteurAis, aude, pefr, imilo, situation, session, creneau, suiteDe, presenceDe, sortie, voir };
};
