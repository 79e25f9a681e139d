import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import { Link, useLocation } from 'wouter';
import { wholeNumber } from '../../domain/wording.js';
import { Kbd } from '../ui/Kbd.js';
import { CLIENT_TABS, tabAddress, type ClientTab } from './clientTabs.js';
import { usePrinting } from './reading.js';

export interface TabListProps {
  readonly clientId: string;
  readonly tab: ClientTab;
  /** Null while it is not known. */
  readonly openIssues: number | null;
  /** Open bills and invoices; null while it is not known. */
  readonly openDocuments: number | null;
}

const WORDS: Readonly<Record<ClientTab, string>> = {
  digest: 'Digest',
  hygiene: 'Hygiene',
  console: 'Console',
};

/** The parts of the review, with one Tab stop; arrows go along. */
export function TabList({ clientId, tab, openIssues, openDocuments }: TabListProps): ReactElement {
  const { locale } = usePrinting();
  const [, navigate] = useLocation();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = CLIENT_TABS[CLIENT_TABS.indexOf(tab) + by];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    navigate(tabAddress(clientId, next));
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div className="tabrow">
      <div className="tabs" role="tablist" aria-label="Client" ref={list} tabIndex={-1} onKeyDown={onKeyDown}>
        {CLIENT_TABS.map((one) => (
          <Link
            key={one}
            id={`tab-${one}`}
            role="tab"
            href={tabAddress(clientId, one)}
            aria-selected={one === tab}
            aria-controls="client-panel"
            tabIndex={one === tab ? 0 : -1}
            className={one === tab ? 'on' : ''}
          >
            {WORDS[one]}
            {one === 'hygiene' && openIssues !== null && (
              <b>
                {' '}
                {wholeNumber(openIssues, locale)}
                <span className="vh">{openIssues === 1 ? ' open issue' : ' open issues'}</span>
              </b>
            )}
            {one === 'console' && openDocuments !== null && (
              <b>
                {' '}
                {wholeNumber(openDocuments, locale)}
                <span className="vh"> open</span>
              </b>
            )}
          </Link>
        ))}
      </div>
      <span className="tabkeys sm t3" aria-hidden="true">
        <Kbd>1</Kbd>
        <Kbd>2</Kbd>
        <Kbd>3</Kbd>tabs
      </span>
    </div>
  );
}
