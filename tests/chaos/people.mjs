/** Who connects the company that lives through the run, and who reads it once, fresh, at its end: of two firms. */
export const ADVISOR = 'daniel@foundrystreet.example';
export const STRANGER = 'ingrid@harbourlane.example';
