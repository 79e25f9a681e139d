/** The devices of a run: two advisors of one firm, who decide on the same clients. */
export const DEVICES = [
  { name: 'one', email: 'daniel@foundrystreet.example' },
  { name: 'two', email: 'maya@foundrystreet.example' },
];
