import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseTheme, readThemeChoice, THEME_KEY } from '../../../client/theme/themeChoice.js';

describe('the theme a person chose', () => {
  beforeEach(() => {
    localStorage.clear();
    delete document.documentElement.dataset['theme'];
  });

  it('follows the device until a person chooses', () => {
    expect(readThemeChoice()).toBe('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('shows at once and is remembered', () => {
    chooseTheme('dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(readThemeChoice()).toBe('dark');
  });

  it('gives the theme back to the device', () => {
    chooseTheme('dark');
    chooseTheme('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
    expect(localStorage.getItem(THEME_KEY)).toBeNull();
  });

  it('takes a stranger value for none', () => {
    localStorage.setItem(THEME_KEY, 'purple');
    expect(readThemeChoice()).toBe('system');
  });

  it('is put in place before the first paint, by the script in the page head', () => {
    const boot = readFileSync(join(import.meta.dirname, '../../../client/public/themeBoot.js'), 'utf8');
    localStorage.setItem(THEME_KEY, 'dark');
    new Function(boot)();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    const page = readFileSync(join(import.meta.dirname, '../../../client/index.html'), 'utf8');
    expect(page.indexOf('themeBoot.js')).toBeGreaterThan(0);
    expect(page.indexOf('themeBoot.js')).toBeLessThan(page.indexOf('</head>'));
  });
});
