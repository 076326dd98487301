/** The offer, and who is registered: what each system shows is what the hub holds. */
import { type Lu, VITRINES } from './lu.ts';

export const ecarts = (lu: Lu): string[] => [...creneaux(lu), ...recrutements(lu), ...statuts(lu)];

const instant = (quand: string | Date): number => new Date(quand).getTime();

/** Each slot of a session that Kairos shows: there, at its dates, cancelled when it is. */
const creneaux = (lu: Lu): string[] => {
  const visibles = new Set(lu.publications.filter((p) => p.systeme === 'kairos' && p.etat === 'VISIBLE').map((p) => p.session));
  return VITRINES.flatMap((systeme) => {
    const tenus = new Map(lu.creneauxTenus[systeme].map((c) => [c.creneau, c]));
    return lu.creneaux
      .filter((c) => visibles.has(c.session))
      .flatMap((c) => {
        const tenu = tenus.get(c.id);
        if (c.statut === 'ANNULE') return tenu && !tenu.annule ? [`perdu : ${systeme} ANNULATION du créneau ${c.id}`] : [];
        if (!tenu) return [`perdu : ${systeme} créneau ${c.id}`];
        const juste = !tenu.annule && instant(tenu.debut) === instant(c.debut) && instant(tenu.fin) === instant(c.fin);
        return juste ? [] : [`faux : ${systeme} créneau ${c.id} dit ${tenu.annule ? 'annulé' : tenu.debut}`];
      });
  });
};

const recrutements = (lu: Lu): string[] =>
  VITRINES.flatMap((systeme) =>
    lu.sessionsTenues[systeme].flatMap((t) => {
      const s = lu.sessions.find((x) => x.numero === t.session);
      return !s || t.etatRecrutement === s.etatRecrutement
        ? []
        : [`faux : ${systeme} recrutement ${s.numero} dit ${t.etatRecrutement}, non ${s.etatRecrutement}`];
    }),
  );

const HORS = ['RADIE', 'CESSATION'];
/** R36: whether somebody is registered is AUDE's word. */
const statuts = (lu: Lu): string[] =>
  lu.statutsTenus.flatMap(({ idDE, statut }) => {
    const p = lu.personnes.find((x) => x.idDE === idDE);
    const juste = !p || (HORS.includes(statut) ? p.statutDe === statut : !HORS.includes(p.statutDe));
    return juste ? [] : [`faux : statut de ${p.id} ${p.statutDe}, AUDE dit ${statut}`];
  });
