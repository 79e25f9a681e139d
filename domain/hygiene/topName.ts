/**
 * The customer a job or sub-customer belongs to, by QuickBooks' full name: `Hill` of `Hill:Kitchen`. Compared without
 * regard to case and blanks.
 */
export function topName(fullName: string): string {
  const [top = ''] = fullName.split(':');
  return top.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
