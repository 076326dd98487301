import { describe, expect, it } from 'vitest';
import { mentionsARelire } from './mentions.ts';

describe('R19: what a comment may say', () => {
  it.each([
    ['Parking sur place, badge à retirer à l’accueil.'],
    ['Apporter un CV et une pièce d’identité ; prévoir 2 h 30.'],
    ['Salle 12, bus 7, arrêt République. Venir avec vos appareils de mesure.'],
    [''],
    [null],
  ])('R19: practical information passes: %s', (commentaire) => {
    expect(mentionsARelire(commentaire)).toEqual([]);
  });

  it.each([
    ['Réservé aux moins de 30 ans', 'âge'],
    ['Poste ouvert aux HOMMES', 'sexe'],
    ['Nationalité française', 'nationalité'],
    ['Pas de voile en salle', 'religion'],
    ['Certificat  médical à fournir', 'santé ou handicap'],
    ['Femmes enceintes s’abstenir', 'grossesse ou famille'],
    ['Bonne présentation', 'apparence'],
    ['Véhicule personnel obligatoire', 'mobilité'],
  ])('R19: is to be read again: %s', (commentaire, mention) => {
    expect(mentionsARelire(commentaire)).toContain(mention);
  });
});
