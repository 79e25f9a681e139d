import { Markup, markup } from './markup.js';

/** A refused change: what was sent and which field is wrong. */
export interface Refusal {
  /** The name of the form. */
  form: string;
  field: string;
  message: string;
  values: Readonly<Record<string, string>>;
}

export interface Choice {
  value: string;
  label: string;
}

export interface Field {
  name: string;
  label: string;
  type: 'date' | 'amount' | 'text' | 'choice';
  required?: boolean;
  value?: string | undefined;
  /** For a choice. */
  choices?: readonly Choice[];
  /** A choice's first, empty entry; without it the first choice is taken. */
  nothing?: string;
}

function control(field: Field, id: string, value: string, error: string | undefined): Markup {
  const state = new Markup(
    `id="${id}" name="${field.name}"${field.required ? ' required' : ''}` +
      (error === undefined ? '' : ` aria-invalid="true" aria-describedby="${id}-error"`),
  );
  if (field.type === 'choice') {
    const options = (field.choices ?? []).map(
      (choice) =>
        markup`<option value="${choice.value}"${new Markup(choice.value === value ? ' selected' : '')}>${choice.label}</option>`,
    );
    const empty = field.nothing === undefined ? '' : markup`<option value="">${field.nothing}</option>`;
    return markup`<select ${state}>${empty}${options}</select>`;
  }
  if (field.type === 'date') return markup`<input type="date" ${state} value="${value}">`;
  const numeric = new Markup(field.type === 'amount' ? ' inputmode="decimal" placeholder="125.50"' : '');
  return markup`<input type="text" autocomplete="off" ${state}${numeric} value="${value}">`;
}

/** A form that posts one change; `kept` are fields that are not shown. */
export function changeForm(
  action: string,
  form: string,
  button: string,
  kept: Readonly<Record<string, string>>,
  fields: readonly Field[],
  refusal: Refusal | undefined,
): Markup {
  const mine = refusal?.form === form ? refusal : undefined;
  const shown = fields.map((field) => {
    const id = `${form}-${field.name}`;
    const error = mine?.field === field.name ? mine.message : undefined;
    const said = error === undefined ? '' : markup`<span class="bad" id="${`${id}-error`}">${error}</span>`;
    return markup`<label for="${id}">${field.label}${control(field, id, mine?.values[field.name] ?? field.value ?? '', error)}${said}</label>`;
  });
  const hidden = Object.entries({ ...kept, form }).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return markup`<form class="fields" method="post" action="${action}">${hidden}${shown}<div class="row"><button class="${fields.length > 0 ? 'go' : 'plain'}">${button}</button></div></form>`;
}
