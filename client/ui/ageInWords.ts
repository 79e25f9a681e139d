/** How long ago, in words: "just now", "12 min ago", "1 h 06 min ago", "3 days ago". Milliseconds; below zero is now. */
export function ageInWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min ago`;
  return `${Math.floor(hours / 24)} days ago`;
}

/** The same with seconds under a minute: "1 second ago", "12 seconds ago". */
export function ageToTheSecond(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  if (seconds < 1 || seconds >= 60) return ageInWords(milliseconds);
  return seconds === 1 ? '1 second ago' : `${seconds} seconds ago`;
}
