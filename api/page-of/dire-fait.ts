/** « C'est fait », said by an organisme of what it does elsewhere: its flows hear it, and look (S14, S16, S17). */
import type { CodeCause, Sujet } from '../../domain/causes.ts';
import type { Deps } from '../deps.ts';
import type { ARelayer } from '../receptions/types.ts';
import { source } from './socle/page.ts';

type Fait = {
  cause: CodeCause;
  cas: readonly { processus: string; sujet: Sujet }[];
  lien: Parameters<typeof source>[0];
  siret: string;
  /** Of the form, for an hour: said again later, it is heard again. */
  id: string;
  date: string;
};

/** How many were told. Nothing is believed on its word alone: SMF, Kairos or the Carif will say. */
export const direAuxFlux = async ({ hub, receptions }: Pick<Deps, 'hub' | 'receptions'>, { cause, cas, lien, siret, id, date }: Fait): Promise<number> => {
  const accepter = (sujet: string, message: () => Promise<ARelayer>): Promise<unknown> =>
    receptions.accepter({ source: source(lien), id: `${id}/${sujet}` }, message);
  let dits = 0;
  for (const { sujet } of cas) {
    const { fiche, session } = sujet;
    if (cause === 'FICHE_EN_ATTENTE' && fiche !== undefined && sujet.etatFiche === 'A_CORRIGER') {
      // The text that SMF last told: corrected there, it is on its way or already here; either way the Carif reads it again.
      const { empreinte } = await hub.fiche.findUniqueOrThrow({ where: { numero: fiche }, select: { empreinte: true } });
      await accepter(fiche, async () => ({ type: 'fiche.deposee', donnees: { date, fiche, empreinte } }));
      dits++;
    }
    if (cause === 'COMPTE_KAIROS_ABSENT' && session !== undefined) {
      await accepter(session, async () => ({ type: 'compte.verifie', donnees: { date, sessions: [session] } }));
      dits++;
    }
    if (cause === 'LIEU_SANS_SIRET' && session !== undefined && siret !== '') {
      await receptions.accepter({ source: source(lien), id: `${id}/${session}` }, async (tx) => {
        const connu = await tx.organisme.findUnique({ where: { siret }, select: { siret: true, nom: true } });
        const { offre } = await tx.session.findUniqueOrThrow({ where: { numero: session }, select: { offre: true } });
        // Everybody is told who delivers it (R13b).
        const rattachee = connu && { ofDispensateur: siret, offre: { ...(offre as object), ofDispensateur: connu } };
        await tx.session.update({ where: { numero: session }, data: { lieuSansSiret: false, ...rattachee } });
        return { type: 'session.rattachee', donnees: { date, session } };
      });
      dits++;
    }
  }
  return dits;
};
