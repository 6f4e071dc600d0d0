const actions = { clear: clearFilters, theme: nextTheme, help: toggleHelp, filters: toggleFilters, expand: toggleAll };

function follow() {
  readAddress();
  query.value = state.text;
  applyFilters();
  if (state.claim && cardOf(state.claim)) choose(state.claim, { open: true });
  else if (/=/.test(location.hash)) one("#controls").scrollIntoView({ behavior: "auto" });
}

// Paper has no folds: everything is opened for printing, and folded again as it was.
let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:not([open])").filter((part) => !part.closest("#controls"));
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});

root.classList.add("js");
for (const part of all("[data-script]")) part.hidden = false;
setTheme(savedTheme());
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (button) actions[button.dataset.action]();
});
listenToFilters();
listenToReading();
listenToKeys();
addEventListener("hashchange", follow);
follow();
