/** The frame: sign-in, menu, bar, states, errors, shortcuts. */
import { n } from './nombres.ts';

export const cadre = {
  produit: 'Maillon',
  acces: {
    titre: 'Connexion',
    accroche: 'Voir où la chaîne est bloquée, savoir qui doit agir, relancer.',
    courriel: 'Adresse électronique',
    motDePasse: 'Mot de passe',
    entrer: 'Se connecter',
    requis: 'À remplir pour se connecter.',
    refuse: 'Adresse ou mot de passe inconnu.',
  },
  menu: { aTraiter: 'À traiter', parcours: 'Parcours', sessions: 'Sessions', creneaux: 'Créneaux', systemes: 'Systèmes', titre: 'Navigation principale' },
  barre: {
    dateMetier: 'Date de la démonstration',
    avancer: 'Avancer d’un jour',
    avanceFaite: (flux: number) => `Un jour de plus : ${n(flux)} flux l’ont entendu.`,
    compte: 'Mon compte',
    deconnexion: 'Se déconnecter',
    raccourcis: 'Raccourcis clavier',
  },
  etats: { chargement: 'Chargement…', echec: 'Impossible d’afficher cette page.', reessayer: 'Réessayer', suite: 'Voir la suite' },
  erreurs: {
    reseau: 'Maillon ne répond pas. Vérifiez la connexion, puis réessayez.',
    reponseInattendue: 'Maillon a répondu autre chose que prévu. Signalez-le à l’équipe technique.',
    connexionExpiree: 'Votre connexion a expiré.',
    serveur: (statut: number) => `Maillon n’a pas pu répondre (${statut}). Réessayez dans un instant.`,
    interdit: 'Votre rôle ne permet pas cette action.',
  },
  raccourcis: {
    titre: 'Raccourcis clavier',
    actifs: 'Raccourcis actifs',
    fermer: 'Fermer',
    liste: [
      ['j / k', 'Ligne suivante / précédente'],
      ['Entrée', 'Ouvrir la ligne'],
      ['x', 'Choisir la ligne'],
      ['r', 'Remède principal'],
      ['v', 'Mettre en veille'],
      ['a', 'Prendre en charge'],
      ['/', 'Rechercher'],
      ['g puis t', 'Aller à « À traiter »'],
      ['g puis p', 'Aller aux parcours'],
      ['g puis s', 'Aller aux systèmes'],
      ['?', 'Cette liste'],
    ] as const,
  },
};
