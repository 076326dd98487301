/** What each partner shows of a session or a slot, as far as the hub knows, part by part and by fingerprints; and the last call that said so. */
import type { Systeme } from '../domain/codes.ts';
import type { HubTx } from './hub.ts';

/** `le`: epoch ms, while the call is out; `accepte`: else nobody knows whether it arrived; `perime`: the partner has spoken for itself since. */
export type Essai = { cle: string; rang: number; empreinte: string; le: number | null; accepte?: boolean; perime?: boolean };
export type Affichage = { montre: Record<string, string>; essai: Essai | null };
type De = { systeme: Systeme; sujet: string };

export const lireAffichage = async (hub: HubTx, { systeme, sujet }: De): Promise<Affichage> =>
  ((await hub.affichage.findUnique({ where: { systeme_sujet: { systeme, sujet } } })) as Affichage | null) ?? { montre: {}, essai: null }; // written below alone

/** Before the call: should nobody come back from it, it is known. `inconnu`: so is what the partner shows. */
export const essayer = async (hub: HubTx, { systeme, sujet }: De, essai: Essai, inconnu: boolean): Promise<void> => {
  await hub.$executeRaw`INSERT INTO hub.affichage AS a (systeme, sujet, essai) VALUES (${systeme}, ${sujet}, ${JSON.stringify(essai)}::jsonb)
    ON CONFLICT (systeme, sujet) DO UPDATE SET essai = excluded.essai, montre = CASE WHEN ${inconnu} THEN '{}'::jsonb ELSE a.montre END`;
};

export const accepter = async (hub: HubTx, { systeme, sujet }: De, { cle, rang }: Essai, dites: Record<string, string>): Promise<void> => {
  await hub.$executeRaw`UPDATE hub.affichage
    SET montre = CASE WHEN essai ? 'perime' THEN '{}'::jsonb ELSE montre || ${JSON.stringify(dites)}::jsonb END,
        essai = essai || '{"accepte":true,"le":null}'
    WHERE systeme = ${systeme} AND sujet = ${sujet} AND essai->>'cle' = ${cle} AND (essai->>'rang')::int = ${rang}`;
};

/** `doute`: it may have arrived all the same. */
export const manquer = async (hub: HubTx, { systeme, sujet }: De, { cle, rang }: Essai, doute: boolean): Promise<void> => {
  await hub.$executeRaw`UPDATE hub.affichage SET essai = CASE WHEN ${doute} THEN essai || '{"le":null}' END
    WHERE systeme = ${systeme} AND sujet = ${sujet} AND essai->>'cle' = ${cle} AND (essai->>'rang')::int = ${rang}`;
};

/** The partner does not show, or may not show, what it was told: what comes next is told whatever it is. A call under way teaches nothing more. */
export const oublierAffichage = async (hub: HubTx, systeme: Systeme, sujets: readonly string[]): Promise<void> => {
  await hub.$executeRaw`UPDATE hub.affichage SET montre = '{}', essai = essai || '{"perime":true}'
    WHERE systeme = ${systeme} AND sujet = ANY(${[...sujets]}::text[])`;
};
