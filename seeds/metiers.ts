/** What is taught: intitulé, formacode (V14), ROME, certifying or not, level at entry, objectif général (table of the AIS), hours. */
export type Metier = { intitule: string; formacode: string; rome: string; certifiante: boolean; niveau: string; objectif: string; heures: number };

const metier = (ligne: string): Metier => {
  const [intitule = '', formacode = '', rome = '', certifiante = '', niveau = '', objectif = '', heures = ''] = ligne.split('|');
  return { intitule, formacode, rome, certifiante: certifiante === 'C', niveau, objectif, heures: Number(heures) };
};

export const METIERS: readonly Metier[] = `
#Avenir : construction de projet|15062|K1801||1|9|600
#Avenir : préparation à la qualification bâtiment|15084|F1703||1|8|450
Remise à niveau et savoirs de base|15041|K2101||2|5|300
Français langue étrangère à visée professionnelle|15235|K2101||1|5|280
Compétences numériques pour l’emploi|15040|K2101||1|5|140
Titre professionnel Assistant de vie aux familles|44028|K1302|C|1|6|560
Diplôme d’État d’aide-soignant|43436|J1501|C|4|6|1540
CAP Accompagnant éducatif petite enfance|44041|K1303|C|1|6|720
Agent de service hospitalier|43441|J1301||1|7|210
Titre professionnel Soudeur assembleur industriel|23054|H2913|C|1|6|700
Titre professionnel Chaudronnier|23066|H2902|C|1|6|840
Opérateur en usinage sur commande numérique|23076|H2903|C|3|6|630
Technicien de maintenance industrielle|31624|I1304|C|4|6|1050
Titre professionnel Électricien d’équipement du bâtiment|24066|F1602|C|1|6|770
Titre professionnel Plombier chauffagiste|22454|F1603|C|1|6|770
Titre professionnel Maçon|22334|F1703|C|1|6|735
Titre professionnel Couvreur zingueur|22254|F1610|C|1|6|770
Titre professionnel Peintre en bâtiment|22472|F1606|C|1|6|665
Menuisier poseur installateur|22454|F1607|C|1|6|700
Poseur d’isolants biosourcés|22254|F1613||1|7|280
Cariste d’entrepôt, CACES 1, 3 et 5|31768|N1101|C|1|7|105
Préparateur de commandes|31795|N1103|C|1|6|350
Conducteur routier de marchandises sur porteur|31816|N4101|C|1|6|399
Conducteur de transport en commun|31833|N4103|C|1|6|420
Titre professionnel Conseiller de vente|34566|D1106|C|4|6|560
Employé commercial en magasin|34502|D1507|C|1|6|455
Titre professionnel Cuisinier|42752|G1602|C|1|6|735
Serveur en restauration|42757|G1803|C|1|6|560
Réceptionniste en hôtellerie|42766|G1703|C|4|6|560
CAP Boulanger|21528|D1102|C|1|6|840
CAP Boucher|21537|D1101|C|1|6|840
Ouvrier du paysage|21046|A1203|C|1|6|700
Maraîcher en agriculture biologique|21028|A1405|C|1|6|800
Agent de cultures marines|21654|A1404|C|1|6|600
Titre professionnel Secrétaire assistant|35054|M1607|C|4|6|630
Secrétaire assistant médico-social|35049|M1609|C|4|6|700
Titre professionnel Comptable assistant|32663|M1203|C|4|6|735
Gestionnaire de paie|32688|M1203|C|5|6|700
Développeur web et web mobile|30854|M1805|C|4|6|910
Technicien d’assistance en informatique|31090|I1401|C|4|6|700
Agent de propreté et d’hygiène|42093|K2204|C|1|6|350
Agent de prévention et de sécurité|42822|K2503|C|1|6|175
Créer et piloter sa petite entreprise|32047|M1302||1|4|210
Titre professionnel Formateur d’adultes|44586|K2111|C|5|6|630
Opérateur de tri et de recyclage|12522|K2304||1|7|245
Technicien de maintenance d’éoliennes en mer|24154|I1309|C|4|6|980`
  .trim()
  .split('\n')
  .map(metier);
