/** French only. No `allowMissing`: an untranslated key shows, and fails the screens' tests. */
import polyglot from 'ra-i18n-polyglot';
import french from 'ra-language-french';
import { mergeTranslations } from 'react-admin';

const messages = {
  ra: {
    auth: {
      user_menu: 'Mon compte',
      auth_check_error: 'Connectez-vous pour continuer.',
      sign_in_error: 'Connexion refusée : vérifiez votre adresse et votre mot de passe.',
    },
    saved_queries: { label: 'Mes vues' },
    page: { empty: 'Rien à montrer ici' },
    action: { toggle_theme: 'Basculer entre le thème clair et le thème sombre' },
  },
  resources: {
    blocages: { name: 'Blocage |||| Blocages' },
    parcours: { name: 'Parcours' },
    sessions: { name: 'Session |||| Sessions' },
    creneaux: { name: 'Créneau |||| Créneaux' },
  },
};

export const langue = polyglot(() => mergeTranslations(french, messages), 'fr', [{ locale: 'fr', name: 'Français' }]);
