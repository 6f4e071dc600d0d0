const themes = ["automatic", "light", "dark"];

function setTheme(name) {
  if (name === "automatic") delete root.dataset.theme;
  else root.dataset.theme = name;
  one("#theme-name").textContent = `Theme: ${name}`;
  try {
    localStorage.setItem("factcheck-theme", name);
  } catch {
    // A page opened from a sandbox has no storage; the choice then lasts as long as the page.
  }
}

function savedTheme() {
  try {
    const name = localStorage.getItem("factcheck-theme");
    return themes.includes(name) ? name : "automatic";
  } catch {
    return "automatic";
  }
}

function nextTheme() {
  const now = root.dataset.theme || "automatic";
  setTheme(themes[(themes.indexOf(now) + 1) % themes.length]);
}
