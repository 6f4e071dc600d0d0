const keys = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  o: () => toggleCard(state.claim),
  Enter: () => toggleCard(state.claim),
  "/": () => query.focus(),
  f: () => toggleFilters(),
  m: () => one("input[name=flag][value=mismatch]").click(),
  t: () => nextTheme(),
  "?": () => toggleHelp(),
};

function toggleHelp() {
  if (help.open) help.close();
  else help.showModal();
}

function escape() {
  const open = all(".facet[open]");
  if (help.open) help.close();
  else if (open.length) {
    for (const facet of open) {
      const inside = facet.contains(document.activeElement);
      facet.open = false;
      if (inside) one("summary", facet).focus();
    }
  } else if (one("#facets").classList.contains("open")) toggleFilters();
  else if (document.activeElement === query) query.blur();
  else letGo();
}

// Arrows and Enter belong to whatever control has the focus; letters do not, except where one types.
function isBusy(target, key) {
  if (target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return true;
  if (key.length === 1) return false;
  if (key === "Enter") return Boolean(target.closest("a, button, summary, input"));
  return Boolean(target.closest(".menu, #article, dialog"));
}

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      escape();
      return;
    }
    const act = keys[event.key];
    const target = event.target instanceof Element ? event.target : document.body;
    if (!act || isBusy(target, event.key) || (help.open && event.key !== "?")) return;
    if (event.key.startsWith("Arrow") && !state.claim) return;
    event.preventDefault();
    act();
  });
}
