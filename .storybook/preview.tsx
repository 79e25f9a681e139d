import '../client/styles.js';
import { ThemeProvider } from '@mui/material/styles';
import type { Decorator, Preview } from '@storybook/react-vite';
import { configure } from 'storybook/test';
import { LiveRegion } from '../client/ui/LiveRegion.js';
import { theme } from '../client/theme/theme.js';

// What stories wait for comes when it comes, on a busy machine too: only what never comes fails.
configure({ asyncUtilTimeout: 8_000 });

/** The theme of the toolbar, or the one the test run names in the address. */
const inTheme: Decorator = (Story, { globals, parameters }) => {
  document.documentElement.dataset['theme'] = String(globals['theme']);
  const bare = parameters['layout'] === 'fullscreen';
  return (
    <ThemeProvider theme={theme}>
      <LiveRegion>
        <div style={bare ? undefined : { background: 'var(--surface)', padding: 24 }}>
          <Story />
        </div>
      </LiveRegion>
    </ThemeProvider>
  );
};

const preview: Preview = {
  decorators: [inTheme],
  initialGlobals: { theme: 'light' },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  parameters: {
    layout: 'padded',
    a11y: {
      test: 'error',
      options: {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        // Of what passes, one place a rule: telling them all takes longer than looking.
        resultTypes: ['violations', 'incomplete'],
      },
    },
  },
};

export default preview;
