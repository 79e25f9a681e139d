// Runs before the first paint, so that the chosen theme never flashes in late. Key and values: theme/themeChoice.ts.
try {
  var kept = localStorage.getItem('runway-theme');
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
} catch {
  // Storage is switched off: the device's theme is shown.
}
