// Keys and buttons do the same things.
const toggle = (dialog) => (dialog.open ? dialog.close() : dialog.showModal());

const doings = {
  next: () => step(1),
  previous: () => step(-1),
  confirm: () => decide("confirm"),
  correct: () => openCorrect(),
  needs_source: () => decide("needs_source"),
  hold: () => decide("hold"),
  dismiss: () => decide("dismiss"),
  note: () => note.focus(),
  "save-note": saveNote,
  undo,
  query: () => query.focus(),
  filter: () => filter.focus(),
  help: () => toggle(one("#help")),
  name: askName,
  add: startAdding,
  words: markWords,
  split: startSplitting,
  merge: startMerging,
  "close-dialog": (button) => button.closest("dialog").close(),
  find: openFinder,
  "close-finder": closeFinder,
  attach,
  "close-correct": () => { closeCorrect(); claimPane.focus({ preventScroll: true }); },
  "close-new": () => one("#new").close(),
  "add-link": () => one(".link-source", addLink(null)).focus(),
  "remove-link": (button) => button.closest("li").remove(),
  "show-article": () => showSide("article"),
  "show-claim": () => showSide("claim"),
};

const keys = {
  j: "next", ArrowDown: "next", ArrowRight: "next", k: "previous", ArrowUp: "previous", ArrowLeft: "previous",
  c: "confirm", e: "correct", s: "needs_source", h: "hold", d: "dismiss", n: "note", u: "undo",
  "/": "query", f: "filter", "?": "help", a: "add", w: "words", x: "split", m: "merge", v: "find",
};

function escape() {
  const dialog = one("dialog[open]");
  if (dialog) dialog.close();
  else if (document.activeElement === note || document.activeElement === query) document.activeElement.blur();
  else if (!finder.hidden) closeFinder();
  else if (!correct.hidden) doings["close-correct"]();
  else hush();
  claimPane.focus({ preventScroll: true });
}

// Arrows belong to whatever control has the focus; letters do not, except where one types.
function isBusy(target, key) {
  if (target.closest("input, textarea, select, dialog")) return true;
  return key.startsWith("Arrow") && Boolean(target.closest("#article, [role=tablist]"));
}

function onKey(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    escape();
    return;
  }
  if (event.target === note && event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) saveNote();
    keepNote();
    claimPane.focus({ preventScroll: true });
    return;
  }
  if (event.target === query && event.key === "Enter") {
    event.preventDefault();
    const first = listed()[0];
    if (first) show(first.id);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const name = keys[event.key];
  const target = event.target instanceof Element ? event.target : document.body;
  if (!name) return;
  if (name === "help" && one("#help").open) event.preventDefault(), one("#help").close();
  else if (!isBusy(target, event.key)) {
    event.preventDefault();
    if (!event.repeat || name === "next" || name === "previous") doings[name](target);
  }
}

function listenToKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) doings[button.dataset.do](button);
    const cell = event.target.closest(".cell");
    if (cell) show(cell.dataset.claim);
  });
  note.addEventListener("input", () => {
    note.rows = Math.min(6, note.value.split("\n").length);
    showNoteButton();
  });
  one("#who-form").addEventListener("submit", () => setReviewer(one("#who-name").value.trim()));
}
