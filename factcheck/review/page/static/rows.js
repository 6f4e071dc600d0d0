// The list of claims: the strip, the filters, the progress, and moving through them.
const rowOf = (id) => state.rows.find((row) => row.id === id);
const query = one("#query");
const filter = one("#filter");

function passes(row) {
  const terms = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = filter.value;
  const fits = !wanted || (wanted === "mine" ? row.people.includes(reviewer()) : row.tags.includes(wanted));
  return fits && terms.every((term) => row.words.includes(term));
}

const listed = () => state.rows.filter(passes);

function take(found) {
  state.revision = found.revision;
  state.evidence = found.evidence.state;
  complain(found.problem || (found.evidence.state === "failed" ? found.evidence.problem : ""));
  if (found.rows) {
    state.rows = found.rows;
    showProgress(found.progress);
    showRows();
  }
  if (found.layout !== state.layout) {
    const first = !state.layout;
    state.layout = found.layout;
    if (!first) drawArticle();
  }
}

function showProgress(progress) {
  const bar = one("#progress");
  bar.max = progress.claims || 1;
  bar.value = progress.decided;
  const again = progress.stale ? `, ${progress.stale} to look at again` : "";
  one("#progress-text").textContent = `${progress.decided} of ${progress.claims} decided${again}`;
}

function showRows() {
  const strip = one("#strip");
  const wanted = new Set(listed().map((row) => row.id));
  while (strip.children.length > state.rows.length) strip.lastElementChild.remove();
  state.rows.forEach((row, place) => {
    let cell = strip.children[place];
    if (!cell) {
      cell = document.createElement("button");
      cell.type = "button";
      cell.tabIndex = -1;
      strip.append(cell);
    }
    cell.className = `cell is-${row.state} tone-${row.tone}`;
    cell.dataset.claim = row.id;
    cell.textContent = row.number;
    cell.title = row.teaser;
    cell.setAttribute("aria-label", `Claim ${row.number}, ${stateTexts[row.state]}: ${row.teaser}`);
    cell.classList.toggle("dim", !wanted.has(row.id));
    if (row.id === state.current) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
  });
  const total = state.rows.length;
  one("#shown").textContent = wanted.size === total ? "" : `${wanted.size} of ${total}`;
  for (const piece of all(".hl", articlePane)) {
    const ids = piece.dataset.claims.split(" ");
    piece.classList.toggle("faded", !ids.some((id) => wanted.has(id)));
    piece.classList.toggle("current", ids.includes(state.current));
    piece.classList.toggle("decided", ids.every((id) => !["open", "stale"].includes(rowOf(id)?.state)));
  }
}

function step(by) {
  const list = listed();
  if (!list.length) return say("No claim passes the filter.");
  const place = state.rows.findIndex((row) => row.id === state.current);
  const ahead = by > 0 ? list.find((row) => row.number > place + 1) : list.findLast((row) => row.number < place + 1);
  if (ahead) return show(ahead.id);
  return say(by > 0 ? "This is the last claim." : "This is the first claim.");
}

// After a decision: the next claim that nobody has decided, round the end if need be.
function stepToOpen(from) {
  const place = state.rows.findIndex((row) => row.id === from);
  const round = [...state.rows.slice(place + 1), ...state.rows.slice(0, place)];
  const open = round.filter((row) => ["open", "stale"].includes(row.state));
  const next = open.find(passes) || (filter.value || query.value ? null : open[0]);
  if (next) show(next.id);
  else {
    show(from);
    say(open.length ? "Every claim that passes the filter is decided." : "Every claim is decided.");
  }
}

async function drawArticle() {
  try {
    fill(one("#prose"), await ask("/article"));
    showRows();
  } catch (error) {
    complain(error.message);
  }
}

function listenToRows() {
  query.addEventListener("input", showRows);
  filter.addEventListener("change", () => {
    showRows();
    filter.blur();
    const list = listed();
    if (list.length && !list.some((row) => row.id === state.current)) show(list[0].id);
  });
}
