import { describe, expect, it } from '@jest/globals';
import { issueMarks } from '../../../client/console/issueMarks.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_ISSUES } from '../../../client/fakes/fakeIssues.js';
import { fakeHygiene } from '../../../client/fakes/fakeReview.js';
import type { ConsoleView } from '../../../client/console/console.js';

const [PLAIN] = FAKE_ISSUES;
if (!PLAIN) throw new Error('there are issues');
const [LINE] = PLAIN.lines;
if (!LINE) throw new Error('an issue has a line');

const listed = (id: string, documentKey: string, state: (typeof PLAIN)['state'] = 'OPEN') => ({
  ...PLAIN,
  ...{ id, state, reason: `The reason of ${id}.`, lines: [{ ...LINE, documentKey }, LINE] },
});
const told = (id: string, ...documentKeys: string[]) => ({ id, reason: `The reason of ${id}.`, documentKeys });
const marked = (issues: readonly ReturnType<typeof listed>[], console: ConsoleView['issues']) =>
  Object.fromEntries(
    [...issueMarks(fakeHygiene([...issues]), fakeConsole({ issues: console }))]
      .filter(([key]) => key.startsWith('Bill:3'))
      .map(([key, marks]) => [key, marks.map(({ id }) => id)]),
  );

describe('the marks of a document', () => {
  it('are the listed open issues about it', () => {
    expect(marked([listed('a', 'Bill:310'), listed('b', 'Bill:310')], [])).toEqual({ 'Bill:310': ['a', 'b'] });
  });

  it('are also those the list has no room for, after those that a link leads to', () => {
    const console = [told('z', 'Bill:310', 'Bill:311'), told('a', 'Bill:310')];
    expect(marked([listed('a', 'Bill:310')], console)).toEqual({ 'Bill:310': ['a', 'z'], 'Bill:311': ['z'] });
  });

  it('are also of documents beyond the lines that are listed of an issue', () => {
    expect(marked([listed('a', 'Bill:310')], [told('a', 'Bill:310', 'Bill:312')])).toEqual({
      'Bill:310': ['a'],
      'Bill:312': ['a'],
    });
  });

  it('go with an issue that was put aside on this device and is on its way', () => {
    expect(marked([listed('a', 'Bill:310', 'SNOOZED')], [told('a', 'Bill:310')])).toEqual({});
  });

  it('are those of the list alone where the review was kept by an app that asked for no others', () => {
    const marks = issueMarks(fakeHygiene([listed('a', 'Bill:310')]), {});
    expect(marks.get('Bill:310')?.map(({ id }) => id)).toEqual(['a']);
  });

  it('are told without a list of issues', () => {
    const marks = issueMarks(null, fakeConsole({ issues: [told('z', 'Bill:310')] }));
    expect(marks.get('Bill:310')).toEqual([{ id: 'z', reason: 'The reason of z.' }]);
  });
});
