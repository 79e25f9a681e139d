import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Check from 'lucide-react/icons/check';
import HardDrive from 'lucide-react/icons/hard-drive';
import Keyboard from 'lucide-react/icons/keyboard';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import LogOut from 'lucide-react/icons/log-out';
import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../session/SessionContext.js';
import type { Viewer } from '../viewer.js';
import { chooseTheme, THEME_CHOICES, useThemeChoice, type ThemeChoice } from '../theme/themeChoice.js';

const THEMES: Record<ThemeChoice, { readonly words: string; readonly icon: ReactElement }> = {
  light: { words: 'Light', icon: <Sun size={15} aria-hidden="true" /> },
  dark: { words: 'Dark', icon: <Moon size={15} aria-hidden="true" /> },
  system: { words: 'As the device', icon: <Monitor size={15} aria-hidden="true" /> },
};

export interface PersonMenuProps {
  readonly anchor: HTMLElement | null;
  readonly viewer: Viewer;
  readonly onClose: () => void;
  readonly onShowKeys: () => void;
}

/** Theme, keys, the firm's settings for its owner, sign-out. */
export function PersonMenu({ anchor, viewer, onClose, onShowKeys }: PersonMenuProps): ReactElement {
  const session = useSession();
  const theme = useThemeChoice();
  const [, navigate] = useLocation();
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
      transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{ list: { 'aria-label': viewer.name, dense: true } }}
    >
      {THEME_CHOICES.map((choice) => (
        <MenuItem key={choice} role="menuitemradio" aria-checked={theme === choice} onClick={() => chooseTheme(choice)}>
          {THEMES[choice].icon}
          {THEMES[choice].words}
          <span className="sp" />
          {theme === choice && <Check size={14} aria-hidden="true" />}
        </MenuItem>
      ))}
      <Divider />
      <MenuItem
        onClick={() => {
          onClose();
          onShowKeys();
        }}
      >
        <Keyboard size={15} aria-hidden="true" />
        Keys
        <span className="sp" />
        <kbd aria-hidden="true">?</kbd>
      </MenuItem>
      <MenuItem
        onClick={() => {
          onClose();
          navigate('/device');
        }}
      >
        <HardDrive size={15} aria-hidden="true" />
        On this device
      </MenuItem>
      {viewer.role === 'OWNER' && (
        <MenuItem
          onClick={() => {
            onClose();
            navigate('/settings/hygiene');
          }}
        >
          <SlidersHorizontal size={15} aria-hidden="true" />
          Thresholds and weights
        </MenuItem>
      )}
      <MenuItem
        onClick={() => {
          onClose();
          void session.askToSignOut();
        }}
      >
        <LogOut size={15} aria-hidden="true" />
        <span>
          Sign out
          <small className="menunote">removes client data from this device</small>
        </span>
      </MenuItem>
    </Menu>
  );
}
