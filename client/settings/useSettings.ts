import { useCallback, useEffect, useState } from 'react';
import { HygieneSettingsDocument, SetHygieneSettingDocument } from '../../schema/generated/pages.js';
import { useAsk } from '../apollo/AskContext.js';
import { useDevice } from '../offline/index.js';
import type { Setting } from './settingWords.js';

export interface Settings {
  /** Null before the first answer. */
  readonly settings: readonly Setting[] | null;
  /** Why they could not be read. */
  readonly error: string | null;
  readonly retry: () => void;
  /** Sets a value, null: the standard; resolves to why it was not set, null when it was. */
  readonly set: (key: string, value: number | null) => Promise<string | null>;
}

const OUT_OF_REACH = 'The server is out of reach. Nothing was changed.';

/** The firm's thresholds and weights, read anew when the connection comes back. */
export function useSettings(): Settings {
  const ask = useAsk();
  const isOffline = useDevice().offlineSince !== null;
  const [settings, setSettings] = useState<readonly Setting[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (isOffline) return undefined;
    let wanted = true;
    ask(HygieneSettingsDocument, {}).then(
      ({ hygieneSettings }) => {
        if (!wanted) return;
        setSettings(hygieneSettings);
        setError(null);
      },
      (problem: unknown) => {
        if (wanted)
          setError(problem instanceof TypeError || !(problem instanceof Error) ? OUT_OF_REACH : problem.message);
      },
    );
    return () => {
      wanted = false;
    };
  }, [ask, isOffline, turn]);
  const set = useCallback(
    async (key: string, value: number | null): Promise<string | null> => {
      try {
        const { setting, refusal } = (await ask(SetHygieneSettingDocument, { key, value })).setHygieneSetting;
        if (refusal !== null || setting === null) return refusal?.message ?? 'Nothing was changed.';
        setSettings((before) => before?.map((one) => (one.key === key ? setting : one)) ?? null);
        return null;
      } catch (problem) {
        return problem instanceof TypeError || !(problem instanceof Error) ? OUT_OF_REACH : problem.message;
      }
    },
    [ask],
  );
  return { settings, error, retry: () => setTurn((turns) => turns + 1), set };
}
