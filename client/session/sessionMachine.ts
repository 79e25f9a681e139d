import type { Viewer } from '../viewer.js';

/** Who is here. `confirmed` is false while only the device vouches for them. */
export type SessionState =
  | { readonly at: 'opening' }
  | { readonly at: 'signedOut'; readonly why: SignedOutReason; readonly keptFor: string | null }
  | { readonly at: 'signedIn'; readonly viewer: Viewer; readonly confirmed: boolean };

/** `expired`: what is on the device is kept until another person signs in. `notWiped`: they signed out, and it could not be removed. */
export type SignedOutReason = 'nobody' | 'signedOut' | 'notWiped' | 'expired' | 'outOfReach';

export type SessionEvent =
  | { readonly type: 'remembered'; readonly viewer: Viewer }
  | { readonly type: 'confirmed'; readonly viewer: Viewer }
  | { readonly type: 'refused' }
  | { readonly type: 'outOfReach' }
  | { readonly type: 'signedOut' | 'notWiped' };

export const OPENING: SessionState = { at: 'opening' };

/** What follows from what happened. A person who is shown stays shown while the server is only out of reach. */
export function nextSession(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'remembered':
      return { at: 'signedIn', viewer: event.viewer, confirmed: false };
    case 'confirmed':
      return sameViewer(state, event.viewer) ? state : { at: 'signedIn', viewer: event.viewer, confirmed: true };
    case 'refused':
      if (state.at === 'signedIn') return { at: 'signedOut', why: 'expired', keptFor: state.viewer.name };
      return state.at === 'opening' ? { at: 'signedOut', why: 'nobody', keptFor: null } : state;
    case 'outOfReach':
      return state.at === 'opening' ? { at: 'signedOut', why: 'outOfReach', keptFor: null } : state;
    case 'signedOut':
    case 'notWiped':
      return { at: 'signedOut', why: event.type, keptFor: null };
  }
}

function sameViewer(state: SessionState, viewer: Viewer): boolean {
  return state.at === 'signedIn' && state.confirmed && JSON.stringify(state.viewer) === JSON.stringify(viewer);
}
