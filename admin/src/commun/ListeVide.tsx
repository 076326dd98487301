/** An empty list says why: nothing yet, or nothing under these filters (and offers to remove them). */
import { Button } from '@mui/material';
import { useListContext } from 'react-admin';
import { textes } from '../textes.ts';
import { Vide } from './Etats.tsx';

export const ListeVide = ({ titre, detail, filtree }: { titre: string; detail?: string; filtree: string }) => {
  const { filterValues, setFilters } = useListContext();
  if (Object.keys(filterValues).length === 0) return <Vide titre={titre} {...(detail ? { detail } : {})} />;
  return (
    <Vide titre={filtree}>
      <Button variant="outlined" onClick={() => setFilters({})}>
        {textes.cause.effacer}
      </Button>
    </Vide>
  );
};
