/**
 * Where a proof may stop a process, or hold it: around a decision's acceptance, and at each step of its sending. The product
 * itself stands nowhere.
 */
export type FailpointName =
  | 'beforeAcceptance'
  | 'afterAcceptance'
  | 'beforeClaim'
  | 'afterClaim'
  | 'beforeAttempt'
  | 'afterAttempt'
  | 'afterCall'
  | 'afterEffect';

export type Failpoint = (name: FailpointName) => void | Promise<void>;
