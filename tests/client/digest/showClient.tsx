import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { NOW } from '../../../client/digest/clientStates.fixture.js';
import { ClientView, type ClientViewProps } from '../../../client/digest/ClientView.js';
import { ReadingContext } from '../../../client/digest/reading.js';

export const READING = { now: NOW, zone: 'America/New_York', locale: 'en-US', currency: 'USD' };

/** The reader around a part of the digest. */
export function Read({ children }: { children: ReactElement }): ReactElement {
  return <ReadingContext value={READING}>{children}</ReadingContext>;
}

export function showClient(props: ClientViewProps): RenderResult {
  return render(
    <Read>
      <ClientView {...props} />
    </Read>,
  );
}

/** Minor units of a printed amount: parentheses and a true minus are below zero. */
export function centsOf(text: string): number {
  const size = Number(text.replace(/[^\d.]/g, '').replace('.', ''));
  return /^\(|−|minus/.test(text.trim()) ? -size : size;
}
