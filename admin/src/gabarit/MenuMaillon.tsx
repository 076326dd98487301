/** The menu, in three groups: what waits, what is followed, what is set. */
import CalendarMonthOutlined from '@mui/icons-material/CalendarMonthOutlined';
import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import HubOutlined from '@mui/icons-material/HubOutlined';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import PlaylistAddCheckOutlined from '@mui/icons-material/PlaylistAddCheckOutlined';
import RouteOutlined from '@mui/icons-material/RouteOutlined';
import SchoolOutlined from '@mui/icons-material/SchoolOutlined';
import TextSnippetOutlined from '@mui/icons-material/TextSnippetOutlined';
import TuneOutlined from '@mui/icons-material/TuneOutlined';
import { Box, Divider } from '@mui/material';
import type { ReactElement } from 'react';
import { Menu } from 'react-admin';
import { useMoi } from '../commun/requetes.ts';
import { voit } from '../fournisseurs/session.ts';
import { textes } from '../textes.ts';

const t = textes.menu;
const GROUPES: readonly (readonly (readonly [string, string, ReactElement])[])[] = [
  [
    ['/', t.aTraiter, <InboxOutlined key="i" />],
    ['/validation', t.validation, <FactCheckOutlined key="i" />],
    ['/relances', t.relances, <CampaignOutlined key="i" />],
    ['/operations', t.operations, <PlaylistAddCheckOutlined key="i" />],
  ],
  [
    ['/parcours', t.parcours, <RouteOutlined key="i" />],
    ['/demandeurs', t.demandeurs, <PersonOutlined key="i" />],
    ['/fiches', t.fiches, <TextSnippetOutlined key="i" />],
    ['/sessions', t.sessions, <CalendarMonthOutlined key="i" />],
    ['/creneaux', t.creneaux, <EventAvailableOutlined key="i" />],
    ['/organismes', t.organismes, <SchoolOutlined key="i" />],
  ],
  [
    ['/systemes', t.systemes, <HubOutlined key="i" />],
    ['/politiques', t.politiques, <TuneOutlined key="i" />],
    ['/journal', t.journal, <HistoryOutlined key="i" />],
  ],
];

export const MenuMaillon = () => {
  const role = useMoi().data?.role;
  const groupes = GROUPES.map((liens) => liens.filter(([vers]) => role !== undefined && voit(role, vers))).filter((liens) => liens.length > 0);
  return (
    <Box component="nav" aria-label={t.titre} sx={{ pt: 1 }}>
      <Menu>
        {groupes.flatMap((liens, rang) => [
          ...(rang > 0 ? [<Divider key={liens[0]?.[0]} component="li" role="presentation" sx={{ my: 0.75, mx: 1.5 }} />] : []),
          ...liens.map(([vers, mot, icone]) => <Menu.Item key={`lien ${vers}`} to={vers} primaryText={mot} leftIcon={icone} />),
        ])}
      </Menu>
    </Box>
  );
};
