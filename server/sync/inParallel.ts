/**
 * Does the work for each item, at most `width` at a time, in order of the items. The first failure is thrown once the
 * others that had begun are done, so that nothing goes on behind the caller's back. Where `width` is a function it is
 * asked before each item; fewer than before may work from then on, never more, and always one.
 */
export async function inParallel<T>(
  items: readonly T[],
  width: number | (() => number),
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let failed = false;
  const widthNow = typeof width === 'number' ? () => width : width;
  const lane = async (place: number): Promise<void> => {
    // Asked before an item is taken: one that is taken is worked on.
    while (!failed && (place === 0 || place < widthNow())) {
      const { done, value: item } = queue.next();
      if (done) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(
    Array.from({ length: Math.min(widthNow(), items.length) }, (_, place) => lane(place)),
  );
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}
