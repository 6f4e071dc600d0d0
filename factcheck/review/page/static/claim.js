// Showing a claim, and keeping it in step with the article and with the file.
const glide = () => (calm() ? "auto" : "smooth");
const waiting = new Map();

function claimOf(id) {
  return ask(`/claims/${encodeURIComponent(id)}`);
}

async function show(id, { focus = true } = {}) {
  keepNote();
  state.current = id;
  note.value = state.notes.get(id) || "";
  closeCorrect();
  closeFinder();
  hush();
  showRows();
  showNoteButton();
  try {
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  } catch {
    // The page works without.
  }
  one(".cell[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  showInArticle(id);
  try {
    const before = state.written.get(id);
    let found = (waiting.get(id) && (await waiting.get(id))) || (await claimOf(id));
    if (state.written.get(id) !== before) found = await claimOf(id); // a decision on it was saved meanwhile
    waiting.delete(id);
    if (state.current !== id) return;
    place(found);
    one("#side").scrollTop = 0;
    if (narrow()) scrollTo(0, 0);
    if (focus) claimPane.focus({ preventScroll: true });
    lookAhead(id);
  } catch (error) {
    complain(error.message);
  }
}

// The next one is fetched while this one is read.
function lookAhead(id) {
  const number = rowOf(id)?.number || 0;
  const next = listed().find((row) => row.number > number);
  waiting.clear();
  if (next) waiting.set(next.id, claimOf(next.id).catch(() => null));
}

function place(found) {
  state.shown = found;
  fill(claimPane, found.html);
  claimPane.setAttribute("aria-labelledby", "claim-title");
  showNoteButton();
}

function keepNote() {
  if (!state.current) return;
  if (note.value.trim()) state.notes.set(state.current, note.value);
  else state.notes.delete(state.current);
}

function showInArticle(id) {
  const piece = all(".hl", articlePane).find((one) => one.dataset.claims.split(" ").includes(id));
  if (!piece || articlePane.offsetParent === null) return;
  const pane = articlePane.getBoundingClientRect();
  const at = piece.getBoundingClientRect();
  if (at.top > pane.top + 40 && at.bottom < pane.bottom - 60) return;
  articlePane.scrollTo({ top: articlePane.scrollTop + at.top - pane.top - pane.height * 0.3, behavior: glide() });
}

// Somebody else changed the file: the claim is drawn again; what the person types stands elsewhere and is left alone.
async function refresh() {
  waiting.clear();
  if (!state.current) return;
  const before = state.shown;
  const found = await claimOf(state.current);
  if (found.id !== state.current || !before) return;
  if (JSON.stringify(found.seen) === JSON.stringify(before.seen)) {
    place(found);
    return;
  }
  if (correct.hidden) {
    place(found);
    tell("This claim was changed meanwhile; what you see is what stands now.");
    return;
  }
  // The form goes on from what the person saw; saving it will be refused once, with both versions shown.
  fill(claimPane, found.html);
  tell("Somebody changed this claim while you were correcting it. Above is what stands now; your correction is not lost.");
}

function tell(...parts) {
  banner.replaceChildren(...parts);
  banner.hidden = false;
}

function hush() {
  banner.hidden = true;
  banner.replaceChildren();
}

const fieldTexts = { text: "Claim", kind: "Kind", mode: "Said as", support: "Is it so?", attribution: "Did they say it?", sourcing: "Sourcing", chain: "Source" };
const shownValue = (value) => (Array.isArray(value) ? value.map((link) => `${link.source} (${link.kind})`).join(" › ") : String(value ?? "none").replaceAll("_", " "));

// Both versions of a claim that was changed between being shown and being decided.
function showBoth(saw, now, lead) {
  const table = document.createElement("dl");
  table.className = "versions";
  for (const name of Object.keys(fieldTexts)) {
    const [old, fresh] = [shownValue(saw.form[name]), shownValue(now.form[name])];
    if (old === fresh) continue;
    const term = document.createElement("dt");
    term.textContent = fieldTexts[name];
    const was = document.createElement("dd");
    was.textContent = `You saw: ${old}`;
    const is = document.createElement("dd");
    is.textContent = `Now: ${fresh}`;
    table.append(term, was, is);
  }
  if (!table.children.length) table.append("What factcheck found about it, or its words in the article, changed.");
  const head = document.createElement("strong");
  head.textContent = lead;
  tell(head, table);
}

function listenToArticle() {
  articlePane.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-claim]");
    if (link) {
      event.preventDefault();
      show(link.dataset.claim);
      showSide("claim");
      return;
    }
    const piece = event.target.closest(".hl");
    if (!piece || String(getSelection())) return;
    const ids = piece.dataset.claims.split(" ").reverse();
    show(ids[(ids.indexOf(state.current) + 1) % ids.length]);
    showSide("claim");
  });
}

// On a phone the two sides are two tabs.
function showSide(which) {
  one("#sides").dataset.side = which;
  for (const name of ["article", "claim"]) one(`#tab-${name}`).setAttribute("aria-selected", String(name === which));
  if (which === "article" && state.current) showInArticle(state.current);
}
