/** The clock of a page: off by so much, and set while it runs. */

/** Runs in a page before its own scripts: its clock is off by so much, and can be set. */
export function skewClock(skewMs) {
  const Real = globalThis.Date;
  globalThis.chaosSkewMs = skewMs;
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + globalThis.chaosSkewMs);
      else super(...given);
    }

    static now() {
      return Real.now() + globalThis.chaosSkewMs;
    }
  };
}

/** @param zone a time zone of the page from now on, or null. */
export async function setPageClock(page, skewMs, zone) {
  await page.evaluate((ms) => void (globalThis.chaosSkewMs = ms), skewMs);
  if (zone === null) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTimezoneOverride', { timezoneId: zone });
}
