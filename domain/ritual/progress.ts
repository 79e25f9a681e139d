/** How far the week's reviews are: "12 of 40". */
export interface ReviewProgress {
  readonly done: number;
  readonly of: number;
}

/** Counts reviews over clients in any order. */
export function progressOf(clientIds: readonly string[], isDone: (clientId: string) => boolean): ReviewProgress {
  return { done: clientIds.filter(isDone).length, of: clientIds.length };
}

/**
 * The client to review after this one: the next in the order that is not done, from the start again after the last; null
 * where no other is left. A client that is not in the order stands before its first.
 */
export function nextToReview(
  order: readonly string[],
  current: string | null,
  isDone: (clientId: string) => boolean,
): string | null {
  const place = current === null ? -1 : order.indexOf(current);
  const round = [...order.slice(place + 1), ...order.slice(0, Math.max(0, place))];
  return round.find((clientId) => !isDone(clientId)) ?? null;
}
