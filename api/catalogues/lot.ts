/** Writes a batch of formations in one transaction: fiches, their organismes, the messages to their flows, and the progress. */
import { z } from 'zod';
import { type Formation, parAction } from '../../domain/lheo/modele.ts';
import { type OrganismeOffre, organismesDe } from '../../domain/lheo/offre.ts';
import type { Hub, HubTx } from '../../prisma/hub.ts';
import { empreinteDe } from './empreinte.ts';
import type { ErreurImport } from './rapport.ts';

/** One formation of the file: read, or refused alone. `rang` is its place in the file, from 0. */
export type Lue = { rang: number; nom: string | null; ligne: number; formation: Formation | null; erreurs: ErreurImport[] };
/** Who validates what is accepted: nobody asks (seeds, demonstration), or the Carif (R1). */
export const Validation = z.enum(['automatique', 'manuelle']);
export type Validation = z.infer<typeof Validation>;

export type Fiche = { numero: string; intitule: string; organisme: string; formation: Formation; empreinte: string };
const ERREURS_MAX = 1_000;

/** Does nothing when another process has already written this batch (the catalogue is then further than its first rank). */
export const ecrireLot = (hub: Hub, catalogue: string, lot: readonly Lue[], validation: Validation): Promise<void> =>
  hub.$transaction(
    async (tx) => {
      const [courant] = await tx.$queryRaw<{ lus: number; erreurs: number }[]>`
        SELECT lus, jsonb_array_length(erreurs) AS erreurs FROM hub.catalogue WHERE id = ${catalogue}::uuid FOR UPDATE`;
      const premier = lot[0];
      if (!courant || !premier || courant.lus !== premier.rang) return;
      const fiches = lot.flatMap((l) => (l.formation ? parAction(l.formation).map(ficheDe) : []));
      const connues = new Map(
        (await tx.fiche.findMany({ where: { numero: { in: fiches.map((f) => f.numero) } }, select: { numero: true, empreinte: true } })).map((f) => [
          f.numero,
          f.empreinte,
        ]),
      );
      const prises = await sessionsPrises(tx, fiches);
      const erreurs = lot.flatMap((l) => l.erreurs);
      const bilan = { acceptes: 0, inchanges: 0, refuses: 0 };
      const aEcrire: Fiche[] = [];
      for (const lue of lot) {
        const siennes = lue.formation ? parAction(lue.formation).map(ficheDe) : [];
        const prise = siennes.flatMap((f) =>
          f.formation.actions.flatMap((a) => a.sessions.flatMap((s) => ((prises.get(s.numero) ?? f.numero) === f.numero ? [] : [s.numero]))),
        )[0];
        if (prise)
          erreurs.push({
            formation: lue.nom,
            ligne: lue.ligne,
            chemin: 'formation/action/session/@numero',
            message: `La session ${prise} appartient déjà à une autre fiche. (R1)`,
          });
        const changees = siennes.filter((f) => connues.get(f.numero) !== f.empreinte);
        if (!lue.formation || prise) bilan.refuses += 1;
        else if (changees.length === 0) bilan.inchanges += 1;
        else {
          bilan.acceptes += 1;
          aEcrire.push(...changees);
        }
      }
      await ecrireOrganismes(tx, aEcrire);
      await ecrireFiches(tx, catalogue, aEcrire);
      await tx.reception.createMany({
        data: aEcrire.map((f) => ({
          source: `catalogue:${catalogue}`,
          id: `${f.numero}:${f.empreinte}`,
          type: 'fiche.deposee',
          donnees: { fiche: f.numero, empreinte: f.empreinte, validation },
        })),
        skipDuplicates: true,
      });
      const montrees = erreurs.slice(0, Math.max(0, ERREURS_MAX - courant.erreurs));
      await tx.$executeRaw`
        UPDATE hub.catalogue SET etat = 'EN_COURS', lus = lus + ${lot.length}, acceptes = acceptes + ${bilan.acceptes}, inchanges = inchanges + ${bilan.inchanges},
          refuses = refuses + ${bilan.refuses}, erreurs = erreurs || ${JSON.stringify(montrees)}::jsonb WHERE id = ${catalogue}::uuid`;
    },
    { timeout: 60_000, maxWait: 30_000 },
  );

export const ficheDe = (formation: Formation): Fiche => ({
  numero: formation.actions[0]?.numero ?? '',
  intitule: formation.intitule,
  organisme: formation.organisme.siret,
  formation,
  empreinte: empreinteDe(formation),
});

/** Session number → the fiche that already publishes it. */
export const sessionsPrises = async (tx: HubTx, fiches: readonly Fiche[]): Promise<Map<string, string>> => {
  const numeros = fiches.flatMap((f) => f.formation.actions.flatMap((a) => a.sessions.map((s) => s.numero)));
  const prises = await tx.session.findMany({ where: { numero: { in: numeros } }, select: { numero: true, fiche: true } });
  return new Map(prises.map((s) => [s.numero, s.fiche]));
};

/** What a file leaves unsaid of an organisme is not erased; an address that it merely says again does not undo the OF's own correction (S13). */
export const ecrireOrganismes = async (tx: HubTx, fiches: readonly Fiche[]): Promise<void> => {
  const parSiret = new Map<string, OrganismeOffre>();
  for (const o of fiches.flatMap((f) => organismesDe(f.formation))) parSiret.set(o.siret, fusionner(parSiret.get(o.siret), o));
  const lignes = [...parSiret.values()].toSorted((a, b) => a.siret.localeCompare(b.siret));
  await tx.$executeRaw`
    INSERT INTO hub.organisme AS o (siret, nom, "numeroActivite", courriel, "courrielCatalogue", telephone, adresse)
    SELECT siret, nom, "numeroActivite", courriel, courriel, telephone, adresse
    FROM jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) AS x(siret text, nom text, "numeroActivite" text, courriel text, telephone text, adresse jsonb)
    ON CONFLICT (siret) DO UPDATE SET nom = EXCLUDED.nom, "numeroActivite" = COALESCE(EXCLUDED."numeroActivite", o."numeroActivite"),
      courriel = CASE WHEN EXCLUDED.courriel IS DISTINCT FROM o."courrielCatalogue" THEN COALESCE(EXCLUDED.courriel, o.courriel) ELSE o.courriel END,
      "courrielCatalogue" = COALESCE(EXCLUDED."courrielCatalogue", o."courrielCatalogue"), telephone = COALESCE(EXCLUDED.telephone, o.telephone),
      adresse = COALESCE(NULLIF(EXCLUDED.adresse, 'null'::jsonb), o.adresse), "majLe" = now()`;
};

const fusionner = (avant: OrganismeOffre | undefined, o: OrganismeOffre): OrganismeOffre => ({
  siret: o.siret,
  nom: o.nom || (avant?.nom ?? o.siret),
  numeroActivite: o.numeroActivite ?? avant?.numeroActivite ?? null,
  courriel: o.courriel ?? avant?.courriel ?? null,
  telephone: o.telephone ?? avant?.telephone ?? null,
  adresse: o.adresse ?? avant?.adresse ?? null,
});

/** A text submitted again awaits a decision of its own, even when it is one that was decided on before. */
export const ecrireFiches = async (tx: HubTx, catalogue: string | null, fiches: readonly Fiche[]): Promise<void> => {
  if (fiches.length === 0) return;
  const lignes = fiches.toSorted((a, b) => a.numero.localeCompare(b.numero)).map((f) => ({ ...f, catalogue }));
  await tx.$executeRaw`
    WITH x AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb)
        AS x(numero text, intitule text, organisme text, formation jsonb, empreinte text, catalogue text)
    ), versions AS (
      INSERT INTO hub.fiche_version (fiche, empreinte, formation) SELECT numero, empreinte, formation FROM x
      ON CONFLICT (fiche, empreinte) DO UPDATE SET decision = NULL, "decideePar" = NULL, "decideeLe" = NULL, "recueLe" = now()
    )
    INSERT INTO hub.fiche (numero, intitule, organisme, formation, empreinte, catalogue)
    SELECT numero, intitule, organisme, formation, empreinte, catalogue FROM x
    ON CONFLICT (numero) DO UPDATE SET intitule = EXCLUDED.intitule, organisme = EXCLUDED.organisme, formation = EXCLUDED.formation,
      empreinte = EXCLUDED.empreinte,
      catalogue = COALESCE(EXCLUDED.catalogue, hub.fiche.catalogue), "majLe" = now()`;
};
