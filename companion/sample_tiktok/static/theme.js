// The theme is an attribute of <html>, set before the first paint and kept in step with the system.
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function applyTheme() {
  const chosen = localStorage.getItem("theme");
  document.documentElement.dataset.theme = chosen ?? (darkSystem.matches ? "dark" : "light");
}

applyTheme();
darkSystem.addEventListener("change", applyTheme);
