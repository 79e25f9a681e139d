import Check from 'lucide-react/icons/check';
import { useId, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { useAnnounce } from '../ui/LiveRegion.js';
import { elsewhereWords, printValue, readValue, unitWords, type Setting } from './settingWords.js';
import type { Settings } from './useSettings.js';

export interface SettingRowProps {
  readonly setting: Setting;
  readonly locale: string;
  /** Only the firm's owner sets, and only with a connection. */
  readonly editable: boolean;
  /** Those of the firm's clients. */
  readonly currencies: readonly string[];
  readonly onSet: Settings['set'];
}

/** One threshold or weight: what it means, its value in place, the standard, and a way back to it. */
export function SettingRow({ setting, locale, editable, currencies, onSet }: SettingRowProps): ReactElement {
  const { key, title, meaning, value, standard, least, most } = setting;
  const print = (amount: number): string => printValue(setting, amount, locale);
  const isOwn = value !== standard;
  const row = useRef<HTMLTableRowElement>(null);
  const announce = useAnnounce();
  const [refused, setRefused] = useState<string | null>(null);
  const toStandard = async (): Promise<void> => {
    const problem = await onSet(key, null);
    setRefused(problem);
    if (problem !== null) return;
    announce(`${title} has its standard again.`);
    // The button goes with the firm's own value; the field stays.
    row.current?.querySelector('input')?.focus();
  };
  const elsewhere = elsewhereWords(setting, value, currencies, locale);
  return (
    <tr ref={row} className={isOwn ? 'own' : undefined}>
      <th scope="row" className="wrap">
        <b>{title}</b>
        <small>{meaning}</small>
        {elsewhere !== '' && <small>{elsewhere}</small>}
      </th>
      <td className="r setvalue">
        {editable ? (
          <ValueField setting={setting} locale={locale} onSet={onSet} />
        ) : (
          <>
            {print(value)} <span className="t3">{unitWords(setting)}</span>
          </>
        )}
      </td>
      <td className="r t2 setstandard">
        <span className="setlabel">Standard </span>
        {print(standard)}
      </td>
      <td className="r t3 setrange">
        {print(least)} to {print(most)}
      </td>
      <td className="setback">
        {editable && isOwn && (
          <button type="button" className="btn s qt" onClick={() => void toStandard()}>
            Standard<span className="vh"> of {title} again</span>
          </button>
        )}
        {refused !== null && isOwn && (
          <p className="fieldproblem" role="alert">
            {refused}
          </p>
        )}
      </td>
    </tr>
  );
}

type Saving = 'no' | 'saving' | 'saved';

function ValueField({ setting, locale, onSet }: Pick<SettingRowProps, 'setting' | 'locale' | 'onSet'>): ReactElement {
  const id = useId();
  const announce = useAnnounce();
  const kept = printValue(setting, setting.value, locale);
  const [text, setText] = useState(kept);
  const [problem, setProblem] = useState<string | null>(null);
  const [answered, setAnswered] = useState(setting.value);
  if (answered !== setting.value) {
    // Set anew by an answer: what was typed before is no draft any more.
    setAnswered(setting.value);
    setText(kept);
    setProblem(null);
  }
  const [saving, setSaving] = useState<Saving>('no');
  const save = async (): Promise<void> => {
    if (text === kept) return setProblem(null);
    const read = readValue(setting, text, locale);
    if ('problem' in read) return setProblem(read.problem);
    if (read.value === setting.value) return setText(kept);
    setSaving('saving');
    const refused = await onSet(setting.key, read.value);
    setSaving(refused === null ? 'saved' : 'no');
    setProblem(refused);
    if (refused === null) announce(`${setting.title} saved. Clients are judged anew at their next sync.`);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form onSubmit={submit} noValidate className="setform">
      <label className="vh" htmlFor={id}>
        {setting.title}, {unitWords(setting)}
      </label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setSaving('no');
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setText(kept);
          setProblem(null);
        }}
      />
      <span className="t3 setunit">
        {saving === 'saving' ? 'saving' : unitWords(setting)}
        {saving === 'saved' && <Check size={13} aria-hidden="true" />}
      </span>
      {problem !== null && (
        <p id={`${id}-problem`} className="fieldproblem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
