/** Each mail once: one message per reminder that left, one reminder per level of a blocage, no message twice. */
import { grouper, type Lu } from './lu.ts';

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
  const envoyees = lu.relances.filter((r) => r.etat === 'ENVOYEE' && lu.connus.has(r.blocage));
  for (const [cle, memes] of grouper(envoyees, (r) => `${r.blocage} niveau ${r.niveau} ${r.destinataire}`))
    if (memes.length > 1) fautes.push(`relance en double : ${cle} × ${memes.length}`);
  const distincts = new Map(lu.courriels.map((c) => [c.messageId, c]));
  for (const [, memes] of grouper([...distincts.values()], (c) => `${c.a}\n${c.objet}\n${c.texte}`))
    if (memes.length > 1) fautes.push(`courriel : « ${memes[0]?.objet} » écrit ${memes.length} fois à la même personne`);
  return fautes;
};
