import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(import.meta.dirname, '../../../client/theme/tokens.css'), 'utf8');

/** Name → [light, dark] of every colour token. */
const TOKENS = new Map(
  [...css.matchAll(/--([a-z0-9-]+):\s*light-dark\((#[0-9A-F]{6}),\s*(#[0-9A-F]{6})\)/gi)].map(
    ([, name, light, dark]) => [String(name), [String(light), String(dark)] as const],
  ),
);

const THEMES = ['light', 'dark'] as const;

function colour(name: string, theme: (typeof THEMES)[number]): string {
  const pair = TOKENS.get(name);
  if (pair === undefined) throw new Error(`No colour token --${name}`);
  return pair[theme === 'light' ? 0 : 1];
}

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const BACKGROUNDS = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'ink-soft'];

/** The look's table: contrast on surface (light, dark) and on the worst allowed background, to a tenth. */
const TABLE: readonly (readonly [string, readonly [number, number], readonly [number, number]])[] = [
  ['control', [3.5, 4.1], [3.2, 3.7]],
  ['text', [17.3, 15.3], [15.1, 12.9]],
  ['text-2', [7.6, 8.5], [6.7, 7.1]],
  ['text-3', [5.4, 5.9], [4.8, 5.0]],
  ['data', [11.4, 11.5], [10.0, 10.3]],
  ['data-2', [3.5, 4.7], [3.2, 4.3]],
  ['ink', [8.5, 8.6], [7.5, 7.2]],
  ['critical-fill', [5.1, 6.1], [4.5, 5.1]],
  ['critical-text', [7.2, 8.3], [6.3, 7.0]],
  ['tight-fill', [3.6, 8.3], [3.1, 7.0]],
  ['tight-text', [6.6, 10.0], [5.8, 8.2]],
  ['clear-fill', [4.6, 7.0], [4.0, 5.9]],
  ['clear-text', [6.5, 9.1], [5.7, 7.6]],
];

/** Borders of controls and second series are drawn on plain grounds, never on a track or a chip. */
function allowed(name: string): readonly string[] {
  const plain = ['canvas', 'surface', 'raised', 'hover'];
  return name === 'control' || name === 'data-2' ? plain : [...plain, 'sunken'];
}

const READ = ['text', 'text-2', 'text-3', 'ink', 'critical-text', 'tight-text', 'clear-text'];
const DRAWN = ['control', 'data', 'data-2', 'critical-fill', 'tight-fill', 'clear-fill', 'focus'];

describe('tokens.css', () => {
  it.each(TABLE)('--%s has the contrast on surface that the table states', (name, onSurface) => {
    THEMES.forEach((theme, index) => {
      expect(contrast(colour(name, theme), colour('surface', theme))).toBeCloseTo(onSurface[index] ?? 0, 0.9);
    });
  });

  it.each(TABLE)('--%s is no worse on any allowed background than the table states', (name, _on, worst) => {
    THEMES.forEach((theme, index) => {
      const ratios = allowed(name).map((on) => contrast(colour(name, theme), colour(on, theme)));
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual((worst[index] ?? 0) - 0.06);
    });
  });

  it.each(READ)('--%s can be read on every background (4.5)', (name) => {
    for (const theme of THEMES)
      for (const on of BACKGROUNDS)
        expect({ theme, on, enough: contrast(colour(name, theme), colour(on, theme)) >= 4.5 }).toMatchObject({
          enough: true,
        });
  });

  it.each(DRAWN)('--%s can be seen on every background (3.0)', (name) => {
    for (const theme of THEMES)
      for (const on of ['canvas', 'surface', 'raised', 'sunken', 'hover'])
        expect({ theme, on, enough: contrast(colour(name, theme), colour(on, theme)) >= 3 }).toMatchObject({
          enough: true,
        });
  });

  it('white can be read on the primary button', () => {
    for (const theme of THEMES)
      for (const fill of ['ink-fill', 'ink-fill-hover'])
        expect(contrast(colour('on-ink', theme), colour(fill, theme))).toBeGreaterThanOrEqual(4.5);
  });
});
