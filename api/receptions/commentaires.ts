/** What the doors write of a slot's comment: what should be read again (R19), and who read it. */
import { mentionsARelire } from '../../domain/mentions.ts';
import { idCreneau } from '../../domain/processus.ts';
import type { HubTx } from '../../prisma/hub.ts';

/** R19: a doubtful wording blocks nothing; it waits for a person to read it. */
export const relireCommentaire = async (tx: HubTx, creneau: string, commentaire: string | null | undefined, date: string): Promise<void> => {
  const aRelire = mentionsARelire(commentaire);
  await tx.creneau.update({ where: { id: creneau }, data: { aRelire } });
  if (aRelire.length > 0) await journaliser(tx, creneau, { fait: 'COMMENTAIRE_A_RELIRE', detail: aRelire.join(', '), acteur: 'hub', date });
};

type Fait = { fait: 'COMMENTAIRE_A_RELIRE' | 'COMMENTAIRE_RELU' | 'CRENEAU_FUSIONNE'; detail: string | null; acteur: string; date: string };
export const journaliser = async (tx: HubTx, creneau: string, { date, ...fait }: Fait): Promise<void> => {
  const processus = idCreneau(creneau);
  const data = [{ cle: `${processus}/${fait.fait}/${date}`, processus, date: new Date(date), systeme: null, ...fait }];
  await tx.evenement.createMany({ data, skipDuplicates: true });
};
