/** Prints the forecast alone, on one page; the rest of the review is left out of it. */
export function printForecast(): void {
  const root = document.documentElement;
  root.dataset['print'] = 'forecast';
  const done = (): void => {
    delete root.dataset['print'];
    removeEventListener('afterprint', done);
  };
  addEventListener('afterprint', done);
  print();
}
