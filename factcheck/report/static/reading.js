// The article and the cards in step: what is current on one side is current on the other.
const cardOf = (number) => cards.find((card) => card.dataset.number === String(number));
const piecesOf = (number) => all(".prose .hl").filter((piece) => piece.dataset.claims.split(" ").includes(String(number)));
const visible = () => cards.filter((card) => !card.hidden);
const bodyOf = (card) => one(".card-more", card);
const glide = () => (calm() ? "auto" : "smooth");

function markCurrent() {
  for (const marked of all(".current")) marked.classList.remove("current");
  const card = cardOf(state.claim);
  if (!card) return;
  card.classList.add("current");
  for (const piece of piecesOf(state.claim)) piece.classList.add("current");
}

function showInArticle(number) {
  const piece = piecesOf(number)[0];
  if (!piece || getComputedStyle(articlePane).overflowY !== "auto") return;
  const pane = articlePane.getBoundingClientRect();
  const place = piece.getBoundingClientRect();
  if (place.top > pane.top + 60 && place.bottom < pane.bottom - 90) return;
  articlePane.scrollTo({ top: articlePane.scrollTop + place.top - pane.top - pane.height * 0.3, behavior: glide() });
}

function choose(number, { open = false, focus = true } = {}) {
  const card = cardOf(number);
  if (!card) return;
  if (card.hidden) clearFilters();
  state.claim = String(number);
  if (open) bodyOf(card).open = true;
  markCurrent();
  card.scrollIntoView({ block: "start", behavior: glide() });
  if (focus) card.focus({ preventScroll: true });
  showInArticle(number);
  writeAddress();
}

function step(by) {
  const list = visible();
  if (!list.length) return;
  const at = list.findIndex((card) => card.dataset.number === state.claim);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
  choose(list[next].dataset.number);
}

function letGo() {
  state.claim = null;
  markCurrent();
  writeAddress();
}

function toggleCard(number) {
  const card = cardOf(number);
  if (card) bodyOf(card).open = !bodyOf(card).open;
}

// A click where claims overlap takes the innermost, and the next one out with each further click.
function clickInArticle(event) {
  const piece = event.target.closest(".hl");
  if (!piece || String(getSelection())) return;
  const numbers = piece.dataset.claims.split(" ").reverse();
  choose(numbers[(numbers.indexOf(state.claim) + 1) % numbers.length], { open: true });
}

function hover(event, on) {
  const piece = event.target.closest?.(".hl");
  const card = event.target.closest?.(".card");
  const number = piece ? piece.dataset.claims.split(" ").at(-1) : card?.dataset.number;
  if (number) for (const other of piecesOf(number)) other.classList.toggle("hover", on);
}

function listenToReading() {
  const prose = one(".prose");
  prose.addEventListener("click", clickInArticle);
  for (const place of [prose, one("#claims")]) {
    place.addEventListener("mouseover", (event) => hover(event, true));
    place.addEventListener("mouseout", (event) => hover(event, false));
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const anchor = link && /^#(claim|mark)-(\d+)$/.exec(link.getAttribute("href"));
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (anchor[1] === "claim") choose(anchor[2], { open: true });
    else showMark(anchor[2]);
  });
  one("#claims").addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card || event.target.closest("a, button") || state.claim === card.dataset.number) return;
    state.claim = card.dataset.number;
    markCurrent();
    showInArticle(state.claim);
    writeAddress();
  });
}

function showMark(number) {
  state.claim = String(number);
  markCurrent();
  if (getComputedStyle(articlePane).overflowY === "auto") showInArticle(number);
  else one(`#mark-${number}`)?.scrollIntoView({ block: "center", behavior: glide() });
  writeAddress();
}

function toggleAll() {
  const list = visible().map(bodyOf);
  const open = !list.every((body) => body.open);
  for (const body of list) body.open = open;
  one("#expand").textContent = open ? "Close all" : "Open all";
}
