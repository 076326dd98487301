/** A real link, in the router. */
import { Link as LienMui, type LinkProps } from '@mui/material';
import type { ReactNode } from 'react';
import { LinkBase } from 'react-admin';

export const Lien = ({ vers, children, ...autres }: { vers: string; children: ReactNode } & Omit<LinkProps, 'href' | 'component'>) => (
  <LienMui component={LinkBase} to={vers} underline="hover" {...autres}>
    {children}
  </LienMui>
);
