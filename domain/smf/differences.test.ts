import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';
import { ficheExemple } from './exemples.ts';
import { versLheo } from './vers-lheo.ts';

const avant = versLheo(ficheExemple());

describe('differences between two versions', () => {
  it('none when nothing changed', () => {
    expect(differences(avant, versLheo(ficheExemple()))).toEqual([]);
  });

  it('each changed field once, with its screen, its label and both values; a code with its label', () => {
    const apres = versLheo(
      ficheExemple({ intitule: 'Autre projet', motsCles: undefined }, { enseignement: '1', placesConventionnees: 430, debut: '2027-01-09' }),
    );
    expect(differences(avant, apres)).toEqual([
      { ecran: 1, champ: 'Intitulé de l’action', chemin: 'intitule-formation', avant: 'Construire son projet professionnel', apres: 'Autre projet' },
      { ecran: 1, champ: 'Mots clés', chemin: 'extras[smf]/extra[mots-cles]', avant: 'orientation, projet', apres: null },
      {
        ecran: 3,
        champ: 'Session en centre et / ou à distance',
        chemin: 'action[A825286]/modalites-enseignement',
        avant: '1 - formation mixte',
        apres: '0 - formation entièrement présentielle',
      },
      { ecran: 3, champ: 'Date de début', chemin: 'action[A825286]/session[103725]/periode/debut', avant: '20270102', apres: '20270109' },
      {
        ecran: 6,
        champ: 'Nombre de places conventionnées',
        chemin: 'action[A825286]/organisme-financeur/nb-places-financees',
        avant: '442',
        apres: '430',
      },
    ]);
  });

  it('a session put before another is no change of the other; what SMF has no screen for goes by its LHEO name', () => {
    const [s] = ficheExemple().sessions;
    const apres = {
      ...versLheo({ ...ficheExemple(), sessions: [{ ...(s as NonNullable<typeof s>), numero: '103700', icos: [] }, s as NonNullable<typeof s>] }),
      resultats: 'Titre',
    };
    const lues = differences(avant, apres);
    expect(lues.filter((d) => d.chemin.includes('session[103725]'))).toEqual([]);
    expect(lues.some((d) => d.chemin.includes('session[103700]/periode/debut') && d.avant === null)).toBe(true);
    expect(lues).toContainEqual({ ecran: null, champ: 'resultats-attendus', chemin: 'resultats-attendus', avant: 'Non renseigné', apres: 'Titre' });
  });
});
