/** Units as types: a number of cents cannot be handed to something that wants weeks. */

declare const unit: unique symbol;

/** An integer amount in the minor units of its currency (cents for USD). Never a fraction. */
export type Cents = number & { readonly [unit]: 'Cents' };

/** Weeks of runway, rounded once, half up, to one decimal, as printed and as judged. */
export type Weeks = number & { readonly [unit]: 'Weeks' };

/** A calendar date `YYYY-MM-DD` in the client's zone. */
export type IsoDate = string & { readonly [unit]: 'IsoDate' };
