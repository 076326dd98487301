/** S12: the end of each person's training, with its bilan; a departure before the end has its motive (R48). A bilan is corrected for a month. */
import type { EtapeParcours } from '../../../domain/codes.ts';
import { compter, jourCourt, typo } from '../../../domain/francais.ts';
import type { CodeFait } from '../../../domain/journal.ts';
import { jourParis } from '../../../domain/ouvres.ts';
import { idParcours } from '../../../domain/processus.ts';
import { sortir } from '../../receptions/parcours.ts';
import { type Session, sessionDuLien } from '../acces.ts';
import { type Candidat, candidatsDe, entreTemps, faute, fauteJour, rangee, repondusDepuis, reponsesDe } from '../parcours.ts';
import { type Corps, cache, type Faute, formulaire, type Saisie, zone } from '../socle/champs.ts';
import { type Html, html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { fauteTexte, lireJour, lireTexte } from '../socle/lire.ts';
import { type Contexte, idDe, pageOf, source } from '../socle/page.ts';

/** `clos`: whose bilan is known, for a month after the exit. */
type Vue = { session: Session; debut: string; fin: string; candidats: Candidat[]; clos: Candidat[] };
const A_SORTIR: readonly EtapeParcours[] = ['ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'ABANDON', 'FIN'];
const CLOS: readonly EtapeParcours[] = ['BILAN_SAISI', 'CLOS'];
const CORRECTION_MS = 30 * 86_400_000;
/** 30 kB hold forty exits to type, or as much text to correct in the place of each. */
const PLACES = 40;
const TEXTE_PAR_PLACE = 450;
const CHOIX = [
  ['F', 'A terminé'],
  ['B', 'Est parti·e avant'],
  ['', 'Pas encore'],
] as const;

export const SORTIES = pageOf<Vue>({
  chemin: '/of/sessions/:session/sorties',
  lire: async (c, lien, params) => {
    const session = await sessionDuLien(c.hub, lien, params['session']);
    if (!session) return null;
    const aujourdhui = jourParis(c.horloge.maintenant());
    const depuis = jourParis(c.horloge.maintenant() - CORRECTION_MS);
    const [candidats, finis] = await Promise.all([candidatsDe(c.hub, session.numero, A_SORTIR), candidatsDe(c.hub, session.numero, CLOS)]);
    const fin = session.fin?.toISOString().slice(0, 10) ?? aujourdhui;
    return {
      session,
      debut: session.debut.toISOString().slice(0, 10),
      fin: [fin, aujourdhui].toSorted()[0] ?? fin,
      candidats,
      clos: finis.filter((p) => p.bilan !== null && (p.sortieLe ?? '') >= depuis),
    };
  },
  titre: () => 'Sorties et bilans',
  montrer: ({ vue, chemin, jeton }, s) => {
    const { session, fin, candidats, clos } = vue;
    const chapo = html`<p class="chapo">${typo(`${session.intitule}, session ${session.numero}`)}</p>`;
    const rien = "Aucune sortie n'attend votre réponse : vous n'avez rien à faire.";
    if (candidats.length + clos.length === 0) return html`${chapo}<p>${typo(rien)}</p>`;
    return html`${chapo}<p>${typo(candidats.length === 0 ? rien : 'Le bilan dit en une phrase ce que la personne a obtenu et ce qui vient ensuite.')}</p>
${formulaire(
  chemin,
  jeton,
  html`${cache('ids', candidats.map((c) => c.cle).join(','))}
${candidats.map((c, i) =>
  rangee(
    s,
    c,
    i,
    CHOIX,
    (
      dit,
    ) => html`<label class=s>Dernier jour<input type=date name=d${i} value="${dit('d') || (c.sortieLe ?? fin)}"></label><label class=s>Motif du départ<input name=m${i} value="${dit('m')}"></label><label class=s>Bilan<textarea name=b${i} rows=2>
${dit('b')}</textarea></label>`,
  ),
)}${corriger(vue, s)}<div class="boutons"><button>Enregistrer</button></div>`,
)}`;
  },
  enregistrer: async (c, { vue, lien, corps, maintenant }) => {
    const { session, debut, candidats, clos } = vue;
    const aujourdhui = jourParis(maintenant);
    const lues = candidats.map((candidat, i) => {
      const dit = reponsesDe(corps, candidat);
      const [choix, jour, motif, bilan] = [dit('x'), lireJour(dit('d')), lireTexte(dit('m')), lireTexte(dit('b'))];
      const torts =
        choix === ''
          ? [bilan === null ? null : 'dites aussi si la personne a terminé ou est partie avant.']
          : choix !== 'F' && choix !== 'B'
            ? ['choisissez une réponse dans la liste.']
            : [
                fauteJour(jour, candidat.entreeLe ?? debut, aujourdhui),
                choix === 'B' && motif === null ? 'indiquez le motif du départ.' : fauteTexte(motif, 500),
                bilan === null ? 'écrivez le bilan.' : fauteTexte(bilan, 5_000),
              ];
      return { candidat, choix, jour: jour ?? '', motif, bilan, fautes: torts.flatMap((t) => (t === null ? [] : [faute(i, candidat, t)])) };
    });
    const corrections = lireCorrections(corps, clos);
    const fautes = [...lues.flatMap((l) => l.fautes), ...corrections.fautes];
    if (fautes.length > 0) return { fautes };
    const autres = [...ditesAilleurs(corps, vue), ...corrections.entreTemps];
    if (autres.length > 0) return { avis: entreTemps(autres) };
    const date = new Date(maintenant).toISOString();
    const messages = lues.filter((l) => l.choix !== '').map((l) => ({ ...l, source: source(lien), id: `${idDe(corps)}.${l.candidat.cle}` }));
    for (const { candidat, choix, jour, motif, bilan, ...de } of messages)
      await c.receptions.accepter({ source: de.source, id: de.id }, (tx) =>
        sortir(tx, candidat, { date: jour, motif: choix === 'B' ? `Abandon : ${motif ?? ''}` : (motif ?? 'Fin de formation'), bilan }, date),
      );
    for (const { candidat, bilan } of corrections.dites) await corrigerBilan(c, candidat, bilan, `${source(lien)}/${idDe(corps)}.${candidat.cle}`, date);
    const reste = candidats.length - messages.length;
    return {
      fait: {
        titre: reste === 0 ? 'Sorties et bilans enregistrés' : `Enregistré : ${messages.length} sur ${candidats.length}`,
        phrases: [
          `${direKairos(await kairosSait(c, messages))} ${reste === 0 ? "Vous n'avez rien d'autre à faire." : 'Vous pourrez compléter les autres avec le même lien.'}`,
        ],
        liens: [{ href: `/of/sessions/${encodeURIComponent(session.numero)}/sorties`, libelle: reste > 0 ? 'Compléter les autres' : 'Corriger un bilan' }],
      },
    };
  },
});

/** One field each, named after the person: the list may have grown since the page was drawn. */
const champ = (c: Candidat): string => `b-${c.cle}`;
const empreinte = (c: Candidat): string => idDe({ bilan: c.bilan ?? '' }).slice(0, 8);

/** As many as the page holds beside the exits that are still to be typed. */
const montrables = ({ candidats, clos }: Vue): Candidat[] => {
  let reste = (PLACES - candidats.length) * TEXTE_PAR_PLACE;
  return clos.filter((c) => {
    reste -= (c.bilan ?? '').length + 150;
    return reste > 0;
  });
};

const corriger = (vue: Vue, s: Saisie): Html | null => {
  const montres = montrables(vue);
  const caches = vue.clos.length - montres.length;
  return vue.clos.length === 0
    ? null
    : html`<fieldset><legend>${typo('Bilans enregistrés : corriger un texte')}</legend>${cache('a', montres.map((c) => `${c.cle}=${empreinte(c)}`).join(','))}${montres.map(
        (c) =>
          zone(s, {
            id: champ(c),
            libelle: `${c.nom}, sortie le ${jourCourt(c.sortieLe ?? '')}`,
            max: 5_000,
            connue: reponsesDe(s.corps, c)('x') === '' ? c.bilan : reponsesDe(s.corps, c)('b'),
          }),
      )}${caches > 0 && html`<p>${typo(`${compter(caches, 'autre bilan ne tient', 'autres bilans ne tiennent')} pas sur cette page : écrivez à l'équipe d'animation pour le corriger.`)}</p>`}</fieldset>`;
};

const lireCorrections = (corps: Corps, clos: readonly Candidat[]) => {
  const fautes: Faute[] = [];
  const autres: string[] = [];
  const avant = new Map((corps['a'] ?? '').split(',').map((x) => [x.slice(0, 8), x.slice(9)]));
  const dites = clos.flatMap((candidat) => {
    const saisi = corps[champ(candidat)];
    const bilan = lireTexte(saisi);
    const vu = avant.get(candidat.cle);
    if (saisi === undefined || bilan === lireTexte(candidat.bilan ?? undefined)) return [];
    const tort = bilan === null ? 'écrivez le bilan.' : fauteTexte(bilan, 5_000);
    if (tort !== null) fautes.push({ champ: champ(candidat), texte: typo(`${candidat.nom} : ${tort}`) });
    if (vu !== undefined && vu !== empreinte(candidat)) autres.push(`${candidat.nom} : le bilan a changé`);
    return [{ candidat, bilan: bilan ?? '' }];
  });
  return { dites, fautes, entreTemps: autres };
};

/** What this form answers though somebody has answered otherwise since; the same answer is no conflict. */
const ditesAilleurs = (corps: Corps, { candidats, clos }: Vue): string[] =>
  repondusDepuis(corps, candidats, clos).flatMap((c) => {
    const dit = reponsesDe(corps, c);
    return lireJour(dit('d')) === c.sortieLe && lireTexte(dit('b')) === lireTexte(c.bilan ?? undefined)
      ? []
      : [`${c.nom} : sortie le ${jourCourt(c.sortieLe ?? '')}, bilan enregistré`];
  });

/** The text stays in the hub: no partner is told it, and the path, which is closed, has nothing to hear. Once per form. */
const corrigerBilan = async ({ hub }: Contexte, { id, positionnement }: Candidat, bilan: string, cle: string, date: string): Promise<void> => {
  const fait: CodeFait = 'BILAN_CORRIGE';
  const processus = idParcours(id);
  await hub.$transaction(async (tx) => {
    if (positionnement) await tx.positionnement.update({ where: { id: positionnement }, data: { bilan } });
    await tx.evenement.createMany({
      data: [{ cle, processus, date: new Date(date), acteur: cle.split('/')[0] ?? '', fait, parcours: id }],
      skipDuplicates: true,
    });
  });
};
