/**
 * What an organisme does elsewhere (its fiche in Saisir ma formation, its Kairos account, the site of a place): it says here where it stands.
 * S18 is the exception: the right value is chosen here.
 */
import { z } from 'zod';
import { champDit } from '../../../domain/causes/sujet.ts';
import { CAUSES, CodeCause, Sujet } from '../../../domain/causes.ts';
import { ChampDivergent } from '../../../domain/codes.ts';
import { typo } from '../../../domain/francais.ts';
import { estSiret } from '../../../domain/identifiants.ts';
import { pageDe } from '../../../domain/pages-of.ts';
import type { Prisma } from '../../../prisma/hub.ts';
import { sessionsDuLien } from '../acces.ts';
import { direAuxFlux } from '../dire-fait.ts';
import { prevenirEquipe } from '../equipe.ts';
import { type Faute, formulaire, question, texte, zone } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { fauteTexte, lireTexte } from '../socle/lire.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

type Divergence = Prisma.DivergenceGetPayload<object>;
type Cas = { processus: string; sujet: Sujet; remarques: string | null };
type Vue = { cause: CodeCause; cas: Cas[]; divergences: Divergence[] };

const RAPPELS = 'Les rappels cessent dès que le point est réglé.';
const OU = [
  ['fait', 'C’est fait'],
  ['encours', 'C’est en cours'],
  ['aide', 'J’ai besoin d’aide'],
] as const;
const Dit = z.enum(['fait', 'encours', 'aide']);
const idDivergence = (d: Divergence, rang: number): string => `v${rang}-${d.session}`;

export const REPONSE = pageOf<Vue>({
  chemin: '/of/reponse/:cause',
  lire: async ({ hub, horloge }, lien, params) => {
    const cause = CodeCause.safeParse(params['cause']);
    if (!cause.success || pageDe(cause.data) !== 'REPONSE' || lien.creneau !== null) return null;
    const sessions = (await sessionsDuLien(hub, lien, horloge.maintenant())).map((s) => s.numero);
    const [lus, divergences] = await Promise.all([
      hub.blocage.findMany({
        where: { leveLe: null, cause: cause.data, OR: [{ session: { in: sessions } }, { session: null, organisme: lien.organisme }] },
        orderBy: { depuis: 'asc' },
        take: 20,
      }),
      cause.data === 'DONNEES_DIVERGENTES'
        ? hub.divergence.findMany({ where: { session: { in: sessions }, choix: null }, orderBy: [{ session: 'asc' }, { champ: 'asc' }], take: 20 })
        : [],
    ]);
    const sujets = lus.map((b) => ({ processus: b.processus, sujet: Sujet.catch({}).parse(b.sujet) }));
    const fiches = await hub.fiche.findMany({
      where: { numero: { in: sujets.flatMap((b) => b.sujet.fiche ?? []) } },
      select: { numero: true, remarques: true },
    });
    return { cause: cause.data, divergences, cas: sujets.map((b) => ({ ...b, remarques: fiches.find((f) => f.numero === b.sujet.fiche)?.remarques ?? null })) };
  },
  titre: ({ cause }) => CAUSES[cause].intitule,
  montrer: ({ vue: { cause, cas, divergences }, chemin, jeton }, s) => {
    if (cas.length === 0 && divergences.length === 0) return html`<p>${typo("Ce point est réglé : vous n'avez rien à faire.")}</p>`;
    const dits = html`<ul>${cas.map((b) => html`<li>${CAUSES[cause].demande(b.sujet)}${b.remarques !== null && html`<p>${typo(`Remarques du Carif-Oref : ${b.remarques}`)}</p>`}</li>`)}</ul>
<p class="aide">${CAUSES[cause].explication.replace(/\s*\(R\d+\w?\)/g, '')}</p>`;
    if (divergences.length > 0)
      return html`<p class="chapo">${typo('Dites quelle valeur est la bonne : elle devient la même partout.')}</p>${formulaire(
        chemin,
        jeton,
        html`${divergences.map((d, i) =>
          question(s, {
            id: idDivergence(d, i),
            libelle: `Session ${d.session} : ${champDit(ChampDivergent.parse(d.champ))}`,
            choix: [
              ['smf', `${d.smf} (Saisir ma formation)`],
              ['kairos', `${d.kairos} (Kairos)`],
              ['', 'Je ne sais pas encore'],
            ],
          }),
        )}<div class="boutons"><button>Enregistrer</button></div>`,
      )}`;
    return html`${dits}${formulaire(
      chemin,
      jeton,
      html`${question(s, { id: 'ou', libelle: 'Où en êtes-vous ?', choix: OU })}
${cause === 'LIEU_SANS_SIRET' && texte(s, { id: 'siret', libelle: 'SIRET de l’établissement dont dépend le lieu', aide: '14 chiffres. L’équipe d’animation fera le rattachement.', attributs: html` inputmode="numeric"` })}
${zone(s, { id: 'message', libelle: 'Précisions pour l’équipe d’animation (facultatif)', aide: '500 caractères au plus, sans donnée sur une personne.', max: 500 })}
<div class="boutons"><button>Envoyer</button></div>`,
    )}`;
  },
  enregistrer: async (c, { vue: { cause, cas, divergences }, lien, corps, maintenant }) => {
    const date = new Date(maintenant).toISOString();
    if (divergences.length > 0) {
      const dites = divergences.flatMap((d, i) => {
        const valeur = corps[idDivergence(d, i)];
        return valeur === 'smf' || valeur === 'kairos' ? [{ d, valeur } as const] : [];
      });
      for (const { d, valeur } of dites) {
        const donnees = { date, session: d.session, champ: ChampDivergent.parse(d.champ), systeme: valeur };
        const id = `${idDe({ valeur, champ: d.champ, session: d.session }, d.depuis.toISOString())}`;
        await c.receptions.accepter({ source: source(lien), id }, async () => ({ type: 'session.valeur-choisie', donnees }));
      }
      const reste = divergences.length - dites.length;
      return {
        fait: {
          titre: reste === 0 ? 'Valeurs choisies' : `Enregistré : ${dites.length} sur ${divergences.length}`,
          phrases: [
            `Les autres systèmes l’apprennent. ${reste === 0 ? 'Vous n’avez rien d’autre à faire.' : 'Vous pourrez dire les autres avec le même lien.'}`,
          ],
        },
      };
    }
    const ou = Dit.safeParse(corps['ou']);
    const [message, siret] = [lireTexte(corps['message']), (corps['siret'] ?? '').replace(/\s/g, '')];
    const fautes: Faute[] = [];
    if (!ou.success) fautes.push({ champ: 'ou', texte: typo('Où en êtes-vous ? Choisissez une des réponses.') });
    const tort = fauteTexte(message, 500);
    if (tort !== null) fautes.push({ champ: 'message', texte: typo(`Précisions : ${tort}`) });
    if (siret !== '' && !estSiret(siret)) fautes.push({ champ: 'siret', texte: typo('SIRET : 14 chiffres, avec une clé juste.') });
    if (fautes.length > 0) return { fautes };
    const dit = OU.find(([code]) => code === ou.data)?.[1] ?? '';
    // Once per form: the journal's key is the form's.
    const { count } = await c.hub.evenement.createMany({
      data: [...new Set(cas.map((b) => b.processus))].map((processus) => ({
        cle: `${source(lien)}/${idDe(corps)}/${processus}`,
        processus,
        date: new Date(maintenant),
        acteur: source(lien),
        fait: 'REPONSE_ORGANISME',
        detail: cause,
      })),
      skipDuplicates: true,
    });
    if (count > 0)
      await prevenirEquipe(c, lien.organisme, CAUSES[cause].intitule, [
        ...cas.map((b) => CAUSES[cause].phrase(b.sujet)),
        `Réponse de l’organisme : ${dit}.`,
        ...(siret === '' ? [] : [`SIRET de rattachement : ${siret}`]),
        ...(message === null ? [] : [message]),
      ]);
    const dits = ou.data === 'fait' ? await direAuxFlux(c, { cause, cas, lien, siret, id: idDe(corps, date.slice(0, 13)), date }) : 0;
    const suite = dits > 0 ? CAUSES[cause].dite : undefined;
    return { fait: { titre: 'C’est noté, merci', phrases: [typo(suite ?? "L'équipe d'animation a votre réponse."), RAPPELS] } };
  },
});
