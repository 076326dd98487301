/** The partner systems. */

export const systemes = {
  systemes: {
    titre: 'Systèmes',
    dernierSucces: 'Dernière réponse',
    dernierEchec: 'Dernier échec',
    jamais: 'jamais',
    file: 'Flux en attente',
    erreur: 'Erreur',
    etat: 'État',
    etatDepuis: (etat: string, age: string) => `${etat} depuis ${age}`,
    demonstration: 'Démonstration : casser et réparer',
    panne: 'En panne',
    lenteur: 'Lent (3 s par réponse)',
    refus: 'Refuse une demande sur deux',
    regle: (nom: string) => `Réglages de ${nom} changés.`,
    muet: 'Réglages illisibles : le système ne répond pas du tout.',
    vue: (nom: string) => `Ce que voient les utilisateurs de ${nom}`,
    choixVue: 'Parcours à regarder',
    aucunParcours: 'Aucun parcours à regarder pour le moment.',
    vueVide: 'Ses utilisateurs ne voient rien de ce parcours.',
    fermer: 'Fermer',
    absent: 'Aucun système n’est déclaré.',
    voir: 'Voir comme ses utilisateurs',
  },
};
