import { useEffect, useState, type ReactElement } from 'react';
import { SignInPeopleDocument } from '../../schema/generated/graphql.js';
import { useAsk } from '../apollo/AskContext.js';
import { Avatar } from '../ui/Avatar.js';
import { Kbd } from '../ui/Kbd.js';
import { isTyping } from '../ui/useAnyKey.js';
import { DEMO_PASSWORD, demoRole, type DemoPerson } from './demoPeople.js';

/** As many as have a key of one digit. */
const MOST = 9;

/** The demo firm's people, each one click or one digit away. Nothing where the server runs no demo. */
export function DemoPeople(props: {
  readonly busy: boolean;
  readonly onChoose: (email: string, password: string) => void;
}): ReactElement | null {
  const { busy, onChoose } = props;
  const people = usePeople();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const person = /^[1-9]$/.test(event.key) ? people[Number(event.key) - 1] : undefined;
      if (busy || person === undefined || isTyping(event)) return;
      event.preventDefault();
      onChoose(person.email, DEMO_PASSWORD);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [busy, people, onChoose]);
  if (people.length === 0) return null;
  return (
    <section className="demo" aria-label="Demo firm">
      <div className="row">
        <b className="med">Demo firm</b>
        <span className="sp" />
        <span className="sm t3">fictional clients, stand-in QuickBooks</span>
      </div>
      <ul>
        {people.map((person, index) => (
          <li key={person.email}>
            <button
              type="button"
              aria-disabled={busy || undefined}
              onClick={busy ? undefined : () => onChoose(person.email, DEMO_PASSWORD)}
            >
              <Avatar name={person.name} />
              <span>
                <b className="med">{person.name}</b>
                <small>{demoRole(person)}</small>
              </span>
              <span className="sp" />
              <Kbd>{index + 1}</Kbd>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function usePeople(): readonly DemoPerson[] {
  const ask = useAsk();
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  useEffect(() => {
    let shown = true;
    ask(SignInPeopleDocument, {})
      .then(({ demoPeople }) => shown && setPeople(demoPeople.slice(0, MOST)))
      .catch(() => undefined); // Out of reach: the form says so when it is sent.
    return () => {
      shown = false;
    };
  }, [ask]);
  return people;
}
