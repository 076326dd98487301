/** The frame of every page: skip link (by react-admin), bar, menu, shortcuts. */
import CalendarMonthOutlined from '@mui/icons-material/CalendarMonthOutlined';
import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import HubOutlined from '@mui/icons-material/HubOutlined';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import RouteOutlined from '@mui/icons-material/RouteOutlined';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { Layout, Menu } from 'react-admin';
import { textes } from '../textes.ts';
import { BarreHaut } from './BarreHaut.tsx';
import { Raccourcis } from './Raccourcis.tsx';

const MenuMaillon = () => (
  <Box component="nav" aria-label={textes.menu.titre} sx={{ pt: 1 }}>
    <Menu>
      <Menu.Item to="/" primaryText={textes.menu.aTraiter} leftIcon={<InboxOutlined />} />
      <Menu.Item to="/parcours" primaryText={textes.menu.parcours} leftIcon={<RouteOutlined />} />
      <Menu.Item to="/sessions" primaryText={textes.menu.sessions} leftIcon={<CalendarMonthOutlined />} />
      <Menu.Item to="/creneaux" primaryText={textes.menu.creneaux} leftIcon={<EventAvailableOutlined />} />
      <Menu.Item to="/systemes" primaryText={textes.menu.systemes} leftIcon={<HubOutlined />} />
    </Menu>
  </Box>
);

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
