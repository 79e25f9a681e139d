/** Takes away what the set-up of this run started; what `npm test` started is its own to end. */
export default async function globalTeardown() {
  await globalThis.stopRunwayGround?.();
}
