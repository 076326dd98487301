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

/** Filters as plain parameters of the address: readable, shareable, kept by « back ». */
export const useFiltrageAdresse = (): Filtrage => {
  const naviguer = useNavigate();
  const { search, pathname } = useLocation();
  return {
    valeurs: Object.fromEntries(new URLSearchParams(search)),
    changer: (valeurs) => {
      const parametres = new URLSearchParams(Object.entries(valeurs).map(([cle, valeur]) => [cle, String(valeur)]));
      naviguer({ pathname, search: parametres.size === 0 ? '' : `?${parametres}` });
    },
  };
};
