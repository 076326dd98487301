/** Each mail once: one message per reminder that left, no message that no reminder knows, no two reminders of one case at the same hour. */
import { grouper, type Lu } from './lu.ts';

/** Two levels of one ladder are never so near. */
const PROCHES_MS = 2 * 3_600_000;

export const courriels = (lu: Lu): string[] => {
  const fautes: string[] = [];
  for (const [id, memes] of grouper(lu.courriels, (c) => c.messageId)) {
    const textes = new Set(memes.map((c) => `${c.a}\n${c.objet}\n${c.texte}`));
    if (id === '') fautes.push(`courriel sans Message-ID : ${memes[0]?.objet}`);
    else if (textes.size > 1) fautes.push(`courriel : ${id} a deux contenus`);
    else if (memes.length > 1 && !lu.tues) fautes.push(`courriel : ${id} reçu ${memes.length} fois`);
  }
  const messages = new Set(lu.courriels.map((c) => c.messageId));
  for (const r of lu.relances)
    if (r.etat === 'ENVOYEE' && r.canal === 'COURRIEL' && r.messageId !== null && !messages.has(r.messageId)) fautes.push(`courriel jamais reçu : ${r.id}`);
  const envoyees = lu.relances.filter((r) => r.envoyeeLe !== null && lu.connus.has(r.blocage));
  for (const [cle, memes] of grouper(envoyees, (r) => `${r.blocage} ${r.destinataire}`)) {
    const heures = memes.flatMap((r) => r.envoyeeLe?.getTime() ?? []).toSorted((a, b) => a - b);
    if (heures.some((h, i) => i > 0 && h - (heures[i - 1] ?? 0) < PROCHES_MS)) fautes.push(`relance en double : ${cle}`);
  }
  const connus = new Set(lu.relances.map((r) => r.messageId));
  for (const c of lu.courriels) if (c.messageId !== '' && !connus.has(c.messageId)) fautes.push(`courriel inconnu des relances : « ${c.objet} »`);
  return fautes;
};
