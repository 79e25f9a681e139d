import { describe, expect, it } from '@jest/globals';
import { csvText } from '../../domain/csvCells.js';

describe('a text in a table for spreadsheets', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\t=1', '"\t\'=1"'],
    ['"=1', '"""\'=1"'],
  ])('that begins like a formula stays text: %j', (text, cell) => {
    expect(csvText(text)).toBe(cell);
  });

  it.each([';', ',', '\t', '\r', '\n'])(
    'has no formula behind a %j either, where a spreadsheet splits its cells there',
    (separator) => {
      for (const sign of ['=', '+', '-', '@'])
        expect(csvText(`Acme${separator}${sign}1+cmd|' /C calc'!A0${separator}x`)).toBe(
          `"Acme${separator}'${sign}1+cmd|' /C calc'!A0${separator}x"`,
        );
      expect(csvText(`Acme${separator}${separator}=1`)).toBe(`"Acme${separator}${separator}'=1"`);
    },
  );

  it('has none behind a quote that stands behind a separator', () => {
    expect(csvText('Acme;"=1;x')).toBe('"Acme;""\'=1;x"');
  });

  it.each(['Acme', 'Kahn-Lee', 'A+B = C', 'a@b.example'])('is left as it is otherwise: %j', (text) => {
    expect(csvText(text)).toBe(text);
  });

  it('with a separator or a quote is quoted', () => {
    expect(csvText('Smith; Jones, "Bob"')).toBe('"Smith; Jones, ""Bob"""');
  });
});
