/** What of the app `npm run bench:offline` measures, the page's own fold, and what a review is made of. */
export { foldAllDecisions } from '../../../domain/operations/foldDecisions.js';
export { project, projectRows } from '../../../client/offline/fold.js';
export { openDocument, fakeConsole } from '../../../client/fakes/fakeConsole.js';
export { fakeIssue } from '../../../client/fakes/fakeIssues.js';
export { fakeFlowband, fakeHygiene, fakeRitual } from '../../../client/fakes/fakeReview.js';
