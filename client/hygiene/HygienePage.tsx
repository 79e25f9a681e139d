import './styles.js';
import type { ReactElement } from 'react';
import { useSearch } from 'wouter';
import { HygieneTab, type HygieneTabProps } from './HygieneTab.js';

export { HygieneSkeleton } from './HygieneStates.js';

/** The tab, with the issue that its address names. */
export function HygienePage(props: Omit<HygieneTabProps, 'wanted'>): ReactElement {
  const wanted = new URLSearchParams(useSearch()).get('issue');
  return <HygieneTab {...props} wanted={wanted} />;
}
