/** What operators put aside comes back by itself: at its date, in business time, or when something happens to the case. */
import { JUSQUA_UN_CHANGEMENT } from '../domain/actes.ts';
import { ajuster } from './blocages.ts';
import { noter } from './miroir.ts';
import { instant, jusquA, type Suivi } from './suivi.ts';

/** For the whole life of the flow: ends each snooze and each « je m’en occupe » whose date has come. */
export const relacher = async (s: Suivi): Promise<never> => {
  for (;;) {
    await jusquA(
      s,
      () => false,
      () => prochaineFin(s),
    );
    for (const [nom, b] of Object.entries(s.memoire.blocages)) {
      if (passee(s, b.veilleJusqua)) reveiller(s, nom);
      if (passee(s, b.priseEnChargeJusqua)) rendre(s, nom);
    }
  }
};

/** An act came: whoever waited for a change sees it. */
export const entendreChangement = (s: Suivi): void => {
  for (const [nom, b] of Object.entries(s.memoire.blocages)) if (b.veilleJusqua === JUSQUA_UN_CHANGEMENT) reveiller(s, nom);
};

const passee = (s: Suivi, date: string | null): boolean => date !== null && Date.parse(date) <= instant(s);

const prochaineFin = (s: Suivi): number | null => {
  const fins = Object.values(s.memoire.blocages).flatMap((b) =>
    [b.veilleJusqua, b.priseEnChargeJusqua].filter((d) => d !== null && d !== JUSQUA_UN_CHANGEMENT).map((d) => Date.parse(d as string)),
  );
  return fins.length === 0 ? null : Math.min(...fins);
};

/** The date stays in the wait: what is due then waits for the next opening. */
const reveiller = (s: Suivi, nom: string): void => {
  const attente = s.memoire.attentes[nom];
  if (attente?.veilleJusqua) attente.veilleJusqua = Math.min(attente.veilleJusqua, instant(s));
  ajuster(s, nom, { veilleJusqua: null });
  noter(s, 'VEILLE_FINIE', { detail: s.memoire.blocages[nom]?.cause ?? null });
  s.battement++;
};

const rendre = (s: Suivi, nom: string): void => {
  const attente = s.memoire.attentes[nom];
  if (attente?.enChargeJusqua) attente.enChargeJusqua = Math.min(attente.enChargeJusqua, instant(s));
  ajuster(s, nom, { priseEnChargePar: null, priseEnChargeJusqua: null });
  noter(s, 'PRISE_EN_CHARGE_FINIE', { detail: s.memoire.blocages[nom]?.cause ?? null });
  s.battement++;
};
