/**
 * The deliberate bugs that show whether a run would see one. `lane`: where each runs where none is asked for. `weather`: what
 * a run meets early besides its own, so that the bug is met and not only put in. `kinds`: the findings that tell of it; any
 * where none are named. `stillnessMs`: how long nothing may become final, where what is looked for will never be.
 */
export const CONTROLS = {
  'dedupe-off': {
    lane: 'fast',
    weather: ['QuickBooks: answer lost', 'QuickBooks: answer lost', 'QuickBooks fails after the write'],
    kinds: ['dup'],
  },
  'effect-first': {
    lane: 'fast',
    weather: ['QuickBooks: cut orderly', 'QuickBooks: cut orderly', 'QuickBooks: half-open', 'killed: before the call'],
    kinds: ['lost'],
  },
  'drop-after-ten': {
    lane: 'fast',
    weather: ['device: nobody is reached', 'ten tries fail in a row'],
    kinds: ['lost'],
    stillnessMs: 6_000,
  },
  'drop-unanswered': { lane: 'browser' },
  'new-id-again': { lane: 'browser' },
};

/** Of these findings, those that show that the bug was seen: that a run could not go on proves nothing of it. */
export function seenBy(findings, bug) {
  const { kinds } = CONTROLS[bug];
  return findings.filter(({ kind, said }) => !said.startsWith('the run broke') && (kinds?.includes(kind) ?? true));
}
