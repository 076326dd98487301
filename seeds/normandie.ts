/** Communes of Normandie: name as an address writes it, postal code, INSEE code. */
export type Commune = { nom: string; codePostal: string; codeInsee: string };

const commune = (ligne: string): Commune => {
  const [nom = '', codePostal = '', codeInsee = ''] = ligne.split('|');
  return { nom, codePostal, codeInsee };
};

export const COMMUNES: readonly [Commune, ...Commune[]] = [
  commune('ROUEN|76000|76540'),
  commune('LE HAVRE|76600|76351'),
  commune('CAEN|14000|14118'),
  commune('CHERBOURG-EN-COTENTIN|50100|50129'),
  commune('ÉVREUX|27000|27229'),
  commune('ALENÇON|61000|61001'),
  commune('DIEPPE|76200|76217'),
  commune('ELBEUF|76500|76231'),
  commune('FÉCAMP|76400|76259'),
  commune('YVETOT|76190|76758'),
  commune('BARENTIN|76360|76057'),
  commune('LISIEUX|14100|14366'),
  commune('BAYEUX|14400|14047'),
  commune('VIRE NORMANDIE|14500|14762'),
  commune('HÉROUVILLE-SAINT-CLAIR|14200|14327'),
  commune('HONFLEUR|14600|14333'),
  commune('VERNON|27200|27681'),
  commune('LOUVIERS|27400|27375'),
  commune('BERNAY|27300|27056'),
  commune('PONT-AUDEMER|27500|27467'),
  commune('SAINT-LÔ|50000|50502'),
  commune('AVRANCHES|50300|50025'),
  commune('GRANVILLE|50400|50218'),
  commune('COUTANCES|50200|50147'),
  commune('ARGENTAN|61200|61006'),
  commune('FLERS|61100|61169'),
];
