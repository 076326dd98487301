/**
 * The buttons beside the address of registration, screen 5 of SMF (R4b), pressed as the screens are read: `{ bouton: 'RECUPERER' }` takes that of the organisme
 * formateur, `{ bouton: 'RECHERCHER', of }` that of another one by SIRET or name, `{ bouton: 'VIDER' }` empties the fields.
 */
import { z } from 'zod';
import { rechercherOf, recupererAdresse, viderLieu } from './adresses.ts';
import type { AdresseSmf, LieuSmf } from './fiche.ts';

const Bouton = z.discriminatedUnion('bouton', [
  z.object({ bouton: z.literal('RECUPERER') }),
  z.object({ bouton: z.literal('RECHERCHER'), of: z.string() }),
  z.object({ bouton: z.literal('VIDER') }),
]);
type Connu = { siret: string; raisonSociale: string; adresse: AdresseSmf };

const texte = z.string().catch('');
const Adresse = z.object({ voie: z.string(), complement: z.string().optional(), complement2: z.string().optional(), cpVille: z.string() });
const Of = z.object({ siret: texte, raisonSociale: texte, adresse: Adresse.optional().catch(undefined) });
const Session = z.looseObject({ dispensateur: Of.optional().catch(undefined), lieu: Adresse.optional().catch(undefined) });
const Saisie = z.looseObject({ responsable: Of, sessions: z.array(Session) });

/** The screens with every pressed button replaced by what it gives; what is no fiche is left to the control. */
export const presserBoutons = (saisie: unknown): unknown => {
  const lue = Saisie.safeParse(saisie);
  if (!lue.success) return saisie;
  const { responsable, sessions } = lue.data;
  const mandataire: Connu[] = responsable.adresse ? [{ ...responsable, adresse: responsable.adresse }] : [];
  const formateur = ({ dispensateur, lieu }: z.infer<typeof Session>): Connu[] => (dispensateur && lieu ? [{ ...dispensateur, adresse: lieu }] : []);
  const connus = [...sessions.flatMap(formateur), ...mandataire];
  const presser = (v: unknown, s: z.infer<typeof Session>): unknown => {
    const b = Bouton.safeParse(v).data;
    return b === undefined ? v : lieuDe(b, [...formateur(s), ...mandataire], connus);
  };
  const brutes = (saisie as { sessions: Record<string, unknown>[] }).sessions; // read just above
  return {
    ...(saisie as object),
    sessions: brutes.map((brute, i) => {
      const s = sessions[i] ?? {};
      return { ...brute, inscription: presser(brute['inscription'], s) };
    }),
  };
};

const lieuDe = (b: z.infer<typeof Bouton>, formateurs: readonly Connu[], connus: readonly Connu[]): LieuSmf => {
  const of = b.bouton === 'RECUPERER' ? formateurs[0] : b.bouton === 'RECHERCHER' ? rechercherOf(connus, b.of)[0] : undefined;
  return of ? recupererAdresse(of) : viderLieu();
};
