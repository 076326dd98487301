/** An empty list says why: nothing yet, or nothing under these filters (and offers to remove them). */
import { Button } from '@mui/material';
import { textes } from '../textes.ts';
import { Vide } from './Etats.tsx';
import { useFiltrage } from './filtrage.ts';

export const ListeVide = ({ titre, detail, filtree }: { titre: string; detail?: string; filtree: string }) => {
  const { valeurs, changer } = useFiltrage();
  if (Object.keys(valeurs).length === 0) return <Vide titre={titre} {...(detail ? { detail } : {})} />;
  return (
    <Vide titre={filtree}>
      <Button variant="outlined" onClick={() => changer({})}>
        {textes.cause.effacer}
      </Button>
    </Vide>
  );
};
