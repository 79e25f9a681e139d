import { Fragment, type ReactElement } from 'react';
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
        <RunTable runs={runs} moment={moment} />
      )}
      {showMore !== null && (
        <button type="button" className="lkb" onClick={showMore}>
          Up to 100 syncs
        </button>
      )}
    </section>
  );
}

function RunTable({ runs, moment }: { runs: readonly Run[]; moment: ReadingMoment }): ReactElement {
  return (
    <table className="runtable">
      <thead>
        <tr>
          <th scope="col">Began</th>
          <th scope="col">Why</th>
          <th scope="col">Read</th>
          <th scope="col" className="r">
            Took
          </th>
          <th scope="col" className="r">
            Calls
          </th>
          <th scope="col" className="r">
            Rows changed
          </th>
          <th scope="col" className="r wideonly">
            Books version
          </th>
          <th scope="col">Ties</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Fragment key={run.id}>
            <RunLine run={run} moment={moment} />
            {run.state === 'FAILED' && (
              <tr className="runerror">
                <td colSpan={8}>
                  {run.error ?? 'It did not end well.'}{' '}
                  {run.reference !== null && <CopyReference reference={run.reference} />}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function RunLine({ run, moment }: { run: Run; moment: ReadingMoment }): ReactElement {
  const number = (count: number | null): string => (count === null ? '' : wholeNumber(count, moment.locale));
  return (
    <tr className={run.state === 'FAILED' ? 'hasfailed' : undefined}>
      <th scope="row">{formatInstant(Date.parse(run.startedAt), moment)}</th>
      <td>{causeWords(run)}</td>
      <td>{kindWords(run)}</td>
      <td className="r">{durationWords(run)}</td>
      <td className="r">{number(run.calls)}</td>
      <td className={run.rowsChanged === 0 ? 'r t3' : 'r'}>{number(run.rowsChanged)}</td>
      <td className="r wideonly t3">{number(run.booksVersion)}</td>
      <td>
        <Ended run={run} />
      </td>
    </tr>
  );
}

function Ended({ run }: { run: Run }): ReactElement {
  if (run.state === 'RUNNING') return <span className="t3">running</span>;
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
