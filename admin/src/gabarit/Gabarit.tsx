/** The frame of every page: skip link (by react-admin), bar, menu, shortcuts. */
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { Layout } from 'react-admin';
import { BarreHaut } from './BarreHaut.tsx';
import { MenuMaillon } from './MenuMaillon.tsx';
import { Raccourcis } from './Raccourcis.tsx';

export const Gabarit = ({ children }: { children: ReactNode }) => (
  <Layout
    appBar={BarreHaut}
    menu={MenuMaillon}
    sx={{
      minWidth: 0,
      '& .RaLayout-contentWithSidebar': { minWidth: 0, width: '100%' },
      '& .RaLayout-content': { minWidth: 0, p: { xs: 1.5, md: 3 }, bgcolor: 'background.default' },
      '& .RaLayout-appFrame': { mt: '60px' },
    }}
  >
    <Box sx={{ maxWidth: 1440, width: '100%', mx: 'auto' }}>{children}</Box>
    <Raccourcis />
  </Layout>
);
