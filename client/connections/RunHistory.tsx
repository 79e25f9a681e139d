import { Fragment, type ReactElement, type ReactNode } from 'react';
import { formatInstant, wholeNumber, type ReadingMoment } from '../../domain/wording.js';
import { TieShape } from '../ui/TieMark.js';
import { AfterAWhile, Bone } from '../ui/SkeletonRows.js';
import type { Connection, Run } from './connection.js';
import { causeWords, durationWords, kindWords } from './connectionWords.js';
import { CopyReference } from './CopyReference.js';
import { useRuns } from './useRuns.js';

/** Every sync of a company, the newest first: why, what, how long, how many calls, what came of it. */
export function RunHistory({ connection, moment }: { connection: Connection; moment: ReadingMoment }): ReactElement {
  const { runs, error, showMore } = useRuns(connection);
  return (
    <section className="runs" aria-label={`Syncs of ${connection.clientName}`}>
      <h3>Syncs</h3>
      {error !== null && <p className="sm t2">The history could not be read: {error}</p>}
      {runs === null ? (
        error === null && <Waiting />
      ) : runs.length === 0 ? (
        <p className="sm t2">No sync has begun yet.</p>
      ) : (
        <RunTable runs={runs} moment={moment} isReading={connection.sync.state === 'SYNCING'} />
      )}
      {showMore !== null && (
        <button type="button" className="lkb" onClick={showMore}>
          Up to 100 syncs
        </button>
      )}
    </section>
  );
}

interface RunsProps {
  readonly moment: ReadingMoment;
  /** Whether the company is read now: a run that has no end else waits for its next try. */
  readonly isReading: boolean;
}

/** Rows and cells by role, as they are drawn by a grid at every width: a table's own would no longer be one on phones. */
function RunTable({ runs, ...rest }: RunsProps & { runs: readonly Run[] }): ReactElement {
  return (
    <div className="runtable" role="table" aria-label="Syncs, the newest first">
      <div role="row" className="runheads">
        <Head>Began</Head>
        <Head>Why</Head>
        <Head>Read</Head>
        <Head className="r">Took</Head>
        <Head className="r">Calls</Head>
        <Head className="r">Rows changed</Head>
        <Head className="r">Books version</Head>
        <Head>Ties</Head>
      </div>
      {runs.map((run) => (
        <Fragment key={run.id}>
          <RunLine run={run} {...rest} />
          {run.error !== null && (
            <div role="row" className="runerror">
              <span role="cell" aria-colspan={8}>
                {run.error} {run.reference !== null && <CopyReference reference={run.reference} />}
              </span>
            </div>
          )}
        </Fragment>
      ))}
    </div>
  );
}

function Head({ children, className }: { children: string; className?: string }): ReactElement {
  return (
    <span role="columnheader" className={className}>
      {children}
    </span>
  );
}

function RunLine({ run, moment, isReading }: RunsProps & { run: Run }): ReactElement {
  const number = (count: number | null): string => (count === null ? '' : wholeNumber(count, moment.locale));
  const { calls, rowsChanged } = run;
  return (
    <div role="row" className={run.state === 'FAILED' ? 'runline hasfailed' : 'runline'}>
      <span role="rowheader" className="r-began">
        {formatInstant(Date.parse(run.startedAt), moment)}
      </span>
      <Cell name="why">{causeWords(run)}</Cell>
      <Cell name="kind">{kindWords(run)}</Cell>
      <Cell name="took r">{durationWords(run)}</Cell>
      <Cell name="calls r">
        {number(calls)}
        <span className="narrowunit"> {calls === 1 ? 'call' : 'calls'}</span>
      </Cell>
      <Cell name={rowsChanged === 0 ? 'rows r t3' : 'rows r'}>
        {number(rowsChanged)}
        {rowsChanged !== null && (
          <span className="narrowunit"> {rowsChanged === 1 ? 'row changed' : 'rows changed'}</span>
        )}
      </Cell>
      <Cell name="version r t3">{number(run.booksVersion)}</Cell>
      <Cell name="ended">
        <Ended run={run} isReading={isReading} />
      </Cell>
    </div>
  );
}

function Cell({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <span role="cell" className={`r-${name}`}>
      {children}
    </span>
  );
}

function Ended({ run, isReading }: { run: Run; isReading: boolean }): ReactElement {
  if (run.state === 'RUNNING') return <span className="t3">{isReading ? 'running' : 'waits'}</span>;
  if (run.state === 'FAILED') return <span>failed</span>;
  if (run.tied === null) return <span className="t3">not tied out</span>;
  return (
    <span className="tie">
      <TieShape ties={run.tied} />
      {run.tied ? 'ties' : 'differs'}
    </span>
  );
}

function Waiting(): ReactElement {
  return (
    <AfterAWhile>
      <p className="vh" role="status">
        Loading the history
      </p>
      <div aria-hidden="true" className="runswaiting">
        {[70, 64, 76].map((width) => (
          <Bone key={width} width={`${width}%`} />
        ))}
      </div>
    </AfterAWhile>
  );
}
