/** Amounts as QuickBooks prints them: 300.00 with its cents, zero as a bare 0 in JSON numbers. */

const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/** `30000` minor units → `"300.00"`; `-5` → `"-0.05"`. Two decimals always. */
export function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount inside an entity, in minor units; serialises as a JSON number with its cents. */
export class Amount {
  constructor(readonly minor: number) {}

  toJSON(): unknown {
    return this.minor === 0 ? 0 : rawJson(decimal(this.minor));
  }
}

/** Minor units in `currency` at `rate` home units for one, to home minor units, rounded half away from zero. */
export function toHome(minor: number, rate: number): number {
  return rate === 1 ? minor : Math.sign(minor) * Math.round(Math.abs(minor) * rate);
}
