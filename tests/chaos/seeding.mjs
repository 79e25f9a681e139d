/** Chance that replays: the stand-in's own generator, a stream per name. */
export { Random } from '../../dist/sandbox/companies/random.js';
