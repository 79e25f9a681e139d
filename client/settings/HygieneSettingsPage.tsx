import { useEffect, useMemo, type ReactElement } from 'react';
import { useClientRows, useDevice } from '../offline/index.js';
import { PageHead } from '../ui/PageHead.js';
import { AfterAWhile, Bone, SkeletonRows } from '../ui/SkeletonRows.js';
import { EmptyState, ErrorState } from '../ui/StatePage.js';
import { useViewer, type Viewer } from '../viewer.js';
import { SettingRow } from './SettingRow.js';
import './settings.css';
import type { Setting } from './settingWords.js';
import { useSettings, type Settings } from './useSettings.js';

const ROWS = 12;

/** The firm's thresholds and weights; its owner sets them, everyone else reads. */
export function HygieneSettingsPage(): ReactElement {
  const viewer = useViewer();
  const { offlineSince } = useDevice();
  const { settings, error, retry, set } = useSettings();
  const offline = offlineSince !== null;
  useEffect(() => {
    document.title = 'Thresholds and weights · Runway';
  }, []);
  if (settings === null && offline) {
    return (
      <EmptyState title="Settings need a network">
        <p>The firm’s thresholds and weights are not kept on this device. They come when the connection is back.</p>
      </EmptyState>
    );
  }
  if (settings === null && error !== null) {
    return (
      <ErrorState
        title="The settings did not load"
        actions={
          <button type="button" className="btn pri l" onClick={retry}>
            Try again
          </button>
        }
        details={[{ label: 'What happened', value: error }]}
      >
        <p>Nothing was changed.</p>
      </ErrorState>
    );
  }
  return (
    <>
      <header className="pad listhead">
        <PageHead line={viewer.firm.name} title="Thresholds and weights of the hygiene rules" />
        <p className="t2 sm setwords">{sentence(viewer, offline)}</p>
      </header>
      {settings === null ? (
        <SettingsSkeleton />
      ) : (
        <Table settings={settings} viewer={viewer} offline={offline} set={set} />
      )}
    </>
  );
}

function sentence(viewer: Viewer, offline: boolean): string {
  if (viewer.role !== 'OWNER') return 'The firm’s owner sets these. Every client is judged by them at each sync.';
  if (offline) return 'They can be changed when online.';
  return 'They hold for every client of the firm. A change is kept with your name; clients are judged anew at their next sync, which is asked for at once.';
}

function Table(props: {
  settings: readonly Setting[];
  viewer: Viewer;
  offline: boolean;
  set: Settings['set'];
}): ReactElement {
  const { settings, viewer, offline, set } = props;
  const editable = viewer.role === 'OWNER' && !offline;
  const { rows } = useClientRows();
  const currencies = useMemo(() => (rows ?? []).flatMap(({ currency }) => currency ?? []), [rows]);
  const groups = [
    { title: 'Thresholds', of: settings.filter(({ unit }) => unit !== 'POINTS') },
    { title: 'Weights of the score', of: settings.filter(({ unit }) => unit === 'POINTS') },
  ];
  return (
    <div className="pad settings">
      {groups.map(({ title, of }) => (
        <section key={title} aria-labelledby={`set-${title.slice(0, 3)}`}>
          <h2 id={`set-${title.slice(0, 3)}`}>{title}</h2>
          <table className="settable">
            <thead>
              <tr>
                <th scope="col">{title === 'Thresholds' ? 'Threshold' : 'Weight'}</th>
                <th scope="col" className={editable ? 'r valuehead' : 'r'}>
                  Value
                </th>
                <th scope="col" className="r standardhead">
                  Standard
                </th>
                <th scope="col" className="r setrange">
                  Range
                </th>
                <td className="setback" />
              </tr>
            </thead>
            <tbody>
              {of.map((setting) => (
                <SettingRow
                  key={setting.key}
                  setting={setting}
                  locale={viewer.locale}
                  editable={editable}
                  currencies={currencies}
                  onSet={set}
                />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

function SettingsSkeleton(): ReactElement {
  return (
    <AfterAWhile>
      <p className="vh" role="status">
        Loading the settings
      </p>
      <div className="pad settings">
        <SkeletonRows
          count={ROWS}
          row={(index) => (
            <div className="setbone">
              <Bone width={`${30 + ((index * 13) % 30)}%`} />
              <Bone width="72px" height={24} />
            </div>
          )}
        />
      </div>
    </AfterAWhile>
  );
}
