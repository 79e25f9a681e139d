import CircleX from 'lucide-react/icons/circle-x';
import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { Kbd } from '../ui/Kbd.js';
import type { SignInAttempt } from './useSignIn.js';

type Field = 'email' | 'password';

interface Problem {
  readonly field: Field;
  readonly message: string;
}

const NO_PROBLEM = { field: null, message: null };

/** What is missing before the server is asked; null when both fields can be sent. */
function missing(email: string, password: string): Problem | null {
  if (!/^\S+@\S+$/.test(email.trim()))
    return { field: 'email', message: 'An e-mail address has a name, an @ and a domain.' };
  if (password === '') return { field: 'password', message: 'The password is empty.' };
  return null;
}

/** E-mail and password. What is refused is said at the field, in a line that is always there, so that nothing jumps. */
export function SignInForm({ attempt }: { attempt: SignInAttempt }): ReactElement {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [local, setLocal] = useState<Problem | null>(null);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const problem = local ?? refused(attempt);

  const { field, message } = problem ?? NO_PROBLEM;
  useEffect(() => {
    // Only a new problem moves the focus, not every keystroke under it.
    if (message === null) return;
    (field === 'email' ? emailInput : passwordInput).current?.focus();
  }, [field, message]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = missing(email, password);
    setLocal(found);
    if (found === null) attempt.send(email.trim(), password);
  };

  return (
    <form noValidate onSubmit={submit}>
      <label className="lb" htmlFor="sign-in-email">
        E-mail
      </label>
      <div className={problem?.field === 'email' ? 'fld big bad' : 'fld big'}>
        <input
          ref={emailInput}
          id="sign-in-email"
          type="email"
          inputMode="email"
          autoComplete="username"
          maxLength={254}
          value={email}
          aria-invalid={problem?.field === 'email'}
          aria-describedby="sign-in-email-problem"
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <ProblemLine id="sign-in-email-problem" problem={problem} field="email" />
      <label className="lb" htmlFor="sign-in-password">
        Password
      </label>
      <div className={problem?.field === 'password' ? 'fld big bad' : 'fld big'}>
        <input
          ref={passwordInput}
          id="sign-in-password"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          maxLength={1024}
          value={password}
          aria-invalid={problem?.field === 'password'}
          aria-describedby="sign-in-password-problem"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <button
          type="button"
          className="eye"
          aria-label={shown ? 'Hide password' : 'Show password'}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
        </button>
      </div>
      <ProblemLine id="sign-in-password-problem" problem={problem} field="password" />
      <button type="submit" className="btn pri xl" aria-disabled={attempt.busy}>
        {attempt.busy ? 'Signing in' : 'Sign in'} <Kbd>↵</Kbd>
      </button>
    </form>
  );
}

function ProblemLine({ id, problem, field }: { id: string; problem: Problem | null; field: Field }): ReactElement {
  return (
    <p id={id} className="problem" role="alert">
      {problem?.field === field && (
        <>
          <CircleX size={13} aria-hidden="true" />
          {problem.message}
        </>
      )}
    </p>
  );
}

/** The server names its own field; what concerns both, or neither, stands at the password, beside the button. */
function refused({ refusal }: SignInAttempt): Problem | null {
  if (refusal === null) return null;
  return { field: refusal.field === 'email' ? 'email' : 'password', message: refusal.message };
}
