/** No effect lost, none doubled, none out of order. */
import { type Fait, grouper, LEDGERS, type Ligne, type Lu, ORDRE, type Positionnement, SYSTEMES, type Systeme, type Tenu } from './lu.ts';
import { doitSavoir, type Qui } from './visibilite.ts';

const VIVANTS = ['CONFIRME', 'HONORE', 'ABSENT'];

/** What was accepted is in each system that must know it; what nobody may know is nowhere. */
export const perdus = (lu: Lu): string[] => {
  const tenus = Object.fromEntries(SYSTEMES.map((s) => [s, indexer(lu.tenus[s])])) as Record<Systeme, Map<string, Tenu[]>>;
  const parcours = new Map(lu.parcours.map((p) => [p.id, p]));
  const personnes = new Map(lu.personnes.map((p) => [p.id, p]));
  const creneaux = new Map(lu.creneaux.map((c) => [c.id, c]));
  const gardes = new Set([...lu.differees, ...lu.expirees].map((d) => `${d.parcours} ${d.fait}`));
  const fautes = lu.nonTransmises.map((r) => `non transmis : ${r.source} ${r.type} ${r.id}`);
  for (const p of lu.positionnements) {
    const chemin = parcours.get(p.parcours);
    const personne = personnes.get(chemin?.personne ?? p.parcours.split(':')[0] ?? '');
    const creneau = creneaux.get(p.creneau);
    if (!VIVANTS.includes(p.statut) || !creneau || !personne) continue; // refused, given back, or met outside any slot
    const imilo = personne.dossierImilo !== null && personne.dossierSynchronise;
    const qui: Qui = { reseau: p.reseau, outil: p.outil, modalite: creneau.modalite, idDE: personne.idDE !== null, imilo };
    for (const systeme of SYSTEMES) {
      const dits = [...(tenus[systeme].get(p.id) ?? []), ...(tenus[systeme].get(p.parcours) ?? [])];
      const sait = (fait: Fait) => dits.some((d) => d.faits[fait === 'POSITIONNEMENT' && systeme === 'pefr' ? 'RDV' : fait] !== undefined);
      for (const fait of ORDRE) {
        const regle = doitSavoir(systeme, fait, qui);
        if (regle === 'JAMAIS' && sait(fait)) fautes.push(`connu à tort : ${systeme} ${fait} ${p.id}`);
        if (regle !== 'DOIT' || !arrive(lu, p, chemin?.etapes ?? [], fait) || sait(fait)) continue;
        const radie = systeme === 'aude' || (systeme === 'audef' && fait === 'INSCRIPTION');
        if (systeme === 'aude' && fait === 'POSITIONNEMENT' && reprise(lu, p)) continue;
        if (!(radie && gardes.has(`${p.parcours} ${fait}`))) fautes.push(`perdu : ${systeme} ${fait} ${p.id}`);
      }
      for (const fait of ['PRESENCE', 'SUITE'] as const) {
        const dit = (tenus[systeme].get(p.id) ?? [])[0]?.faits[fait];
        const vrai = fait === 'PRESENCE' ? p.presence : p.presence === 'PRESENT' ? p.suite : null;
        // Kairos is where it is typed: it holds nothing that the hub does not.
        if (systeme === 'kairos' && dit !== undefined && vrai === null) fautes.push(`faux : kairos ${fait} ${p.id} dit ${dit}, le hub rien`);
        if (dit === undefined || vrai === null || doitSavoir(systeme, fait, qui) !== 'DOIT') continue;
        // pe.fr knows no other word than absent.
        const attendu = systeme === 'pefr' && vrai !== 'PRESENT' ? 'ABSENT' : vrai;
        if (dit !== attendu) fautes.push(`faux : ${systeme} ${fait} ${p.id} dit ${dit}, non ${attendu}`);
      }
    }
  }
  return fautes;
};

const ENCORE = ['DEMANDE', 'CONFIRME', 'HONORE', 'PREVU'];
/** What was given back, or refused, is expected by nobody any more. */
export const survivants = (lu: Lu): string[] =>
  (['kairos', 'ouiform', 'audef', 'pefr', 'imilo'] as const).flatMap((systeme) => {
    const tenus = indexer(lu.tenus[systeme]);
    return lu.positionnements.flatMap((p) => {
      if (p.statut !== 'ANNULE' && p.statut !== 'REFUSE') return [];
      const dit = tenus.get(p.id)?.flatMap((t) => t.faits['RDV'] ?? t.faits['POSITIONNEMENT'] ?? [])[0];
      return dit !== undefined && ENCORE.includes(dit) ? [`perdu : ${systeme} ANNULATION ${p.id} (dit ${dit})`] : [];
    });
  });

/** AUDE keeps one prescription for each path: one that was made again, then cancelled, is taken back whole. */
const reprise = (lu: Lu, p: Positionnement): boolean =>
  lu.positionnements.some((q) => q.parcours === p.parcours && q.statut === 'ANNULE' && q.creeLe > p.creeLe) &&
  faites(lu.ledgers.aude).some(
    (l) =>
      l.route === '/prescriptions/annulations' &&
      (l.cle.startsWith(`parcours:${p.parcours}:`) || (REJEU.test(l.cle) && l.reference?.endsWith(`:${p.parcours}`))),
  );

const indexer = (tenus: readonly Tenu[]): Map<string, Tenu[]> => {
  const index = new Map<string, Tenu[]>();
  for (const t of tenus)
    for (const cle of new Set([t.positionnement, t.positionnement === null ? t.parcours : null, t.reference]))
      if (cle !== null) index.set(cle, [...(index.get(cle) ?? []), t]);
  return index;
};

/** Did it happen to this positioning? What follows the registration is about the one that the path lives by. */
const arrive = (lu: Lu, p: Positionnement, etapes: readonly { etape: string }[], fait: Fait): boolean => {
  const depuis = etapes.findLastIndex((e) => e.etape === 'INSCRIT');
  const encore = depuis >= 0 && !etapes.slice(depuis).some((e) => e.etape === 'INSCRIPTION_ANNULEE');
  const sien = lu.parcours.some((c) => c.id === p.parcours && c.positionnement === p.id) && p.presence === 'PRESENT' && p.suite === 'RETENU';
  const passee = (...noms: string[]) => sien && encore && etapes.slice(depuis).some((e) => noms.includes(e.etape));
  switch (fait) {
    case 'POSITIONNEMENT':
      return true;
    case 'PRESENCE':
      return p.presence !== null;
    case 'SUITE':
      return p.presence === 'PRESENT' && p.suite !== null;
    case 'INSCRIPTION':
      return passee('INSCRIT');
    case 'ENTREE':
      return passee('ENTREE_ATTESTEE');
    case 'BILAN':
      return passee('FIN', 'ABANDON');
  }
};

const faites = (lignes: readonly Ligne[]): Ligne[] => lignes.filter((l) => !l.rejeu && l.statut < 300).toSorted((a, b) => a.rang - b.rang);
/** `parcours:<personne>:<session>:<operation>:<occasion>…`, from a path or for it. */
const CLE = /^(parcours:[0-9a-f-]{36}:[^:]+):([a-z]+\.\w+|positionner|inscrire):(.*)$/;
const FAMILLES: [RegExp, string][] = [
  [
    /^(positionnement|presence|suite|inscription|entree|interruption|sortie|ais|annulation|inscription-annulee|refus|bilan|offre|place|redite|motif|detromper):/,
    '$1',
  ],
];
/** What the key says that the call was about: « suite », « entree »… */
const occasion = (operation: string, reste: string): string => {
  if (operation === 'positionner' || operation === 'inscrire') return operation;
  for (const [motif] of FAMILLES) {
    const trouve = motif.exec(reste)?.[1];
    if (trouve) return trouve;
  }
  return 'positionnement';
};

const TYPEES = ['presence.saisie', 'suite.saisie', 'inscription.annulee', 'entree.attestee', 'formation.terminee'].map((acte) => `/actes/${acte}`);

/** One effect is one line that is no replay; the same thing said twice in a row about one person, one session or one slot is done twice. */
export const doubles = (lu: Lu): string[] =>
  LEDGERS.flatMap((systeme) => {
    const lignes = faites(lu.ledgers[systeme]);
    const fautes = [...grouper(lignes, (l) => l.cle)].flatMap(([cle, l]) => (l.length > 1 ? [`double : ${systeme} ${cle} × ${l.length}`] : []));
    fautes.push(...offresRedites(systeme, lignes));
    const dites = lignes.flatMap((l) => {
      const [, parcours, operation = '', reste = ''] = CLE.exec(l.cle) ?? [];
      const quoi = occasion(operation, reste);
      return parcours ? [{ ...l, de: `${parcours} ${l.route} ${quoi}`, quoi, parcours }] : [];
    });
    for (const [de, suite] of grouper(dites, (l) => l.de)) {
      for (const [i, l] of suite.entries()) {
        const avant = suite[i - 1];
        const entre = (x: { rang: number }): boolean => x.rang > (avant?.rang ?? 0) && x.rang < l.rang;
        // A cancellation between the two makes the second one new; an absence takes the decision with it.
        const defait = dites.some(
          (x) => x.parcours === l.parcours && entre(x) && (/annulation|retrait/.test(x.route) || (l.quoi === 'suite' && x.quoi === 'presence')),
        );
        // So does what was typed there by hand, of the same slot: what holds is told again.
        const typees = lignes.filter((x) => TYPEES.includes(x.route) && x.reference === l.reference && x.rang < l.rang);
        // Of a path that is over, each word typed is answered, even one that an earlier answer had covered.
        const typee = typees.some(entre) || (l.quoi === 'redite' && typees.length > i);
        if (avant?.empreinte === l.empreinte && !defait && !typee) fautes.push(`double : ${systeme} ${de} dit deux fois (${avant.rang}, ${l.rang})`);
      }
    }
    return fautes;
  });

/** One change, one publication: nothing is said of a session or of a slot that was the last thing said of it. */
const offresRedites = (systeme: string, lignes: readonly Ligne[]): string[] =>
  [...grouper(lignes, (l) => /^(?:session|creneau|fiche):[^:]+/.exec(l.cle)?.[0] ?? '')].flatMap(([processus, siennes]) =>
    processus === ''
      ? []
      : siennes.flatMap((l, i) => {
          const avant = siennes[i - 1];
          // What somebody typed there of it meanwhile made it new.
          const typee = lignes.some((x) => x.route.startsWith('/actes/') && x.reference === l.reference && x.rang > (avant?.rang ?? 0) && x.rang < l.rang);
          return avant && avant.route === l.route && avant.empreinte === l.empreinte && !typee
            ? [`double : ${systeme} ${processus} ${l.route} dit deux fois (${avant.rang}, ${l.rang})`]
            : [];
        }),
  );

const RANG: Record<string, number> = {
  positionner: 0,
  positionnement: 0,
  presence: 1,
  suite: 2,
  inscrire: 3,
  inscription: 3,
  ais: 3,
  entree: 4,
  interruption: 5,
  sortie: 6,
};

type Dite = { rang: number; quoi: string; l: Ligne };
/** The first time that a system hears of each kind of fact about one path, in the order in which it was lived; positioned again, she lives anew. */
export const desordres = (lu: Lu): string[] => [
  ...SYSTEMES.flatMap((systeme) => {
    const lignes = faites(lu.ledgers[systeme]);
    const vies = new Map<string, { positionnement: string | undefined; dites: Dite[] }[]>();
    for (const l of lignes) {
      const { parcours, quoi } = dePath(l) ?? rejouee(systeme, l) ?? {};
      const rang = RANG[quoi ?? ''];
      if (!parcours || !quoi || rang === undefined) continue;
      const siennes = vies.get(parcours) ?? [];
      const positionnement = rang === 0 ? POSITIONNEMENT.exec(l.cle)?.[1] : undefined;
      const vie = siennes.at(-1);
      const deja = vie?.dites.some((d) => d.rang === rang);
      const autre = deja && rang === 0 && (REJEU.test(l.cle) || (positionnement !== undefined && positionnement !== vie?.positionnement));
      if (vie === undefined || autre) vies.set(parcours, [...siennes, { positionnement, dites: [{ rang, quoi, l }] }]);
      else if (!deja) vie.dites.push({ rang, quoi, l });
    }
    return [...vies].flatMap(([parcours, siennes]) =>
      siennes.flatMap(({ dites }) =>
        dites.flatMap((d, i) => {
          const avant = dites[i - 1];
          return avant && avant.rang > d.rang && !corrige(lignes, parcours, d, avant.l.rang) && !suitAude(lu, systeme, parcours, d)
            ? [`désordre : ${systeme} ${parcours} ${d.quoi} après ${avant.quoi}`]
            : [];
        }),
      ),
    );
  }),
  ...rejeux(lu.ledgers.aude),
];
const POSITIONNEMENT = /:([0-9a-f-]{36})$/;

/** R36: AUDEF counts the AIS once AUDE has made it, however late. */
const suitAude = (lu: Lu, systeme: Systeme, parcours: string, { quoi }: Dite): boolean =>
  systeme === 'audef' && quoi === 'ais' && lu.ledgers.aude.some((l) => l.statut < 300 && l.route === '/ais' && rejouee('aude', l)?.parcours === parcours);

/**
 * Typed there first, of the same slot, it was known: what the hub says later corrects it. A decision corrected once the person is registered
 * takes the registration back: without that, it came too late.
 */
const corrige = (lignes: readonly Ligne[], parcours: string, { quoi, l }: Dite, apres: number): boolean =>
  lignes.some((x) => x.route === `/actes/${quoi}.saisie` && x.reference === l.reference && x.rang < apres) &&
  (quoi !== 'suite' || lignes.some((x) => x.route === '/inscriptions/annulations' && x.rang > l.rang && dePath(x)?.parcours === parcours));

const dePath = ({ cle }: Ligne) => {
  const [, parcours, operation = '', reste = ''] = CLE.exec(cle) ?? [];
  return parcours ? { parcours: parcours.replace('parcours:', ''), quoi: occasion(operation, reste) } : null;
};

/** R36: what AUDE hears at the réinscription comes from the person's flow, each update under its rank. AUDE's answer says whose path it is. */
const REJEU = /^demandeur:([0-9a-f-]{36}):rejouer:(\d+)/;
const ROUTES: Record<string, string> = { '/prescriptions': 'positionnement', '/ais': 'inscription', '/entrees': 'entree', '/sorties': 'sortie' };
const rejouee = (systeme: Systeme, { cle, route, reference }: Ligne) => {
  const [, personne] = REJEU.exec(cle) ?? [];
  const parcours = reference?.split(':').slice(1).join(':');
  return systeme === 'aude' && personne && parcours ? { parcours, quoi: ROUTES[route] ?? '' } : null;
};

/** Once each, in the order in which they were kept. */
const rejeux = (lignes: readonly Ligne[]): string[] => {
  const fautes: string[] = [];
  const dernier = new Map<string, number>();
  for (const { cle } of faites(lignes)) {
    const [, personne, n] = REJEU.exec(cle) ?? [];
    if (!personne) continue;
    const avant = dernier.get(personne) ?? 0;
    if (Number(n) <= avant) fautes.push(`désordre : aude demandeur:${personne} rejoue ${n} après ${avant}`);
    dernier.set(personne, Math.max(avant, Number(n)));
  }
  return fautes;
};
