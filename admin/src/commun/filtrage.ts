/** Where a screen's filters live: react-admin's list context, or the address of the screen itself. */
import { createContext, useContext } from 'react';
import { ListContext, useLocation, useNavigate } from 'react-admin';

export type Filtrage = { valeurs: Record<string, unknown>; changer: (valeurs: Record<string, unknown>) => void };

export const ContexteFiltrage = createContext<Filtrage | null>(null);

export const useFiltrage = (): Filtrage => {
  const propre = useContext(ContexteFiltrage);
  const liste = useContext(ListContext);
  return propre ?? { valeurs: liste?.filterValues ?? {}, changer: (valeurs) => liste?.setFilters(valeurs) };
};

/** Filters as plain parameters of the address: readable, shareable, kept by « back ». `hors`: parameters that filter nothing, and stay. */
export const useFiltrageAdresse = (hors: readonly string[] = []): Filtrage => {
  const naviguer = useNavigate();
  const { search, pathname } = useLocation();
  const tous = [...new URLSearchParams(search)];
  return {
    valeurs: Object.fromEntries(tous.filter(([cle]) => !hors.includes(cle))),
    changer: (valeurs) => {
      const gardes = Object.fromEntries(tous.filter(([cle]) => hors.includes(cle)));
      const parametres = new URLSearchParams({ ...gardes, ...enTextes(valeurs) });
      naviguer({ pathname, search: parametres.size === 0 ? '' : `?${parametres}` });
    },
  };
};

export const enTextes = (valeurs: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(valeurs).map(([cle, v]) => [cle, String(v)]));
