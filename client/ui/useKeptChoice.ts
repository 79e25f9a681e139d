import { useCallback, useState } from 'react';

/**
 * A choice of how to show things, remembered on this device where it allows. Holds no client data, so it survives
 * sign-out. The first of `choices` until a person chose.
 */
export function useKeptChoice<Choice extends string>(
  key: string,
  choices: readonly Choice[],
): [Choice, (choice: Choice) => void] {
  const [chosen, setChosen] = useState(() => read(key, choices));
  const choose = useCallback(
    (choice: Choice) => {
      setChosen(choice);
      try {
        localStorage.setItem(key, choice);
      } catch {
        // Storage is switched off: the choice lives as long as the page.
      }
    },
    [key],
  );
  return [chosen, choose];
}

function read<Choice extends string>(key: string, choices: readonly Choice[]): Choice {
  const first = choices[0];
  if (first === undefined) throw new Error('A choice needs something to choose from.');
  try {
    const kept = localStorage.getItem(key);
    return choices.find((choice) => choice === kept) ?? first;
  } catch {
    return first;
  }
}
