/** What a partner sends, signed as it signs, and what became of it here. */
import { Webhook } from 'standardwebhooks';
import { CLE_SYSTEMES, CLES, cleUnique, demande, type Maison, T0 } from '../../essais/maison.ts';

let n = 0;
type Envoi = { id?: string; date?: string; signeLe?: Date; cle?: string; brut?: string };
export const envoyer = (
  maison: Maison,
  systeme: string,
  type: string,
  donnees: unknown,
  { id = `evt-${++n}`, date = new Date(T0).toISOString(), signeLe = new Date(), cle = CLE_SYSTEMES, brut }: Envoi = {},
) => {
  const texte = JSON.stringify({ id, type, date, donnees });
  const signature = new Webhook(cle).sign(id, signeLe, texte);
  const entetes = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(signeLe.getTime() / 1000)),
    'webhook-signature': signature,
  };
  return maison.demander('POST', `/api/evenements/${systeme}`, { brut: brut ?? texte, entetes });
};

/** The last word that a flow heard. */
export const dernier = ({ flux }: Maison) => flux.entendus.at(-1);
export const recue = ({ hub }: Maison, systeme: string, id: string) => hub.reception.findUnique({ where: { source_id: { source: `systeme:${systeme}`, id } } });
/** Somebody positioned by the mission locale. */
export const positionne = async (maison: Maison) =>
  (await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: demande(), entetes: cleUnique() })).corps as unknown as {
    id: string;
    parcours: string;
  };
