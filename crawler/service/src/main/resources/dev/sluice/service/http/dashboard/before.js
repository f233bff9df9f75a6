// Runs before anything is painted: the theme that was chosen, so that a dark page does not flash white.
try {
  const theme = localStorage.getItem('sluice.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // No storage is allowed here: the system's theme it is.
}
