/** R43: the address of an organisme, to which Kairos sends its lists. Whoever was never declared keeps the account that it is taken to have. */
import { estSiret } from '../../domain/identifiants.ts';
import type { Entree, Recu } from '../socle/contrat.ts';
import { parCle, posee } from '../socle/pieces.ts';
import type { Regle } from '../socle/regles.ts';
import type { contratKairos } from './contract.ts';
import { Compte } from './store.ts';

const SANS_LIMITE = { debut: '2018-01-01', fin: '3000-12-31' };

export const corrigerAdresse: Regle<Entree<(typeof contratKairos)['corrigerAdresse']>, Recu> = {
  lire: (e) => parCle(Compte, e.siret),
  decider: (lu, { siret, courriel }) => {
    const compte = lu.un(Compte, siret)?.donnees ?? { siret, actif: estSiret(siret), convention: SANS_LIMITE };
    return { reponse: { reference: siret }, pieces: [posee(Compte, siret, { ...compte, courriel })] };
  },
};
