// Within one property any chosen value will do; every property must agree.
const agrees = (card, facet) => !state.chosen[facet].size || valuesOf(card, facet).some((value) => state.chosen[facet].has(value));

function matchesText(card) {
  const terms = words(state.text).split(/\s+/).filter(Boolean);
  return terms.every((term) => searchable(card).includes(term));
}

function applyFilters() {
  const found = cards.filter(matchesText);
  const shown = new Set(found.filter((card) => facets.every((facet) => agrees(card, facet))));
  for (const card of cards) {
    card.hidden = !shown.has(card);
    card.toggleAttribute("data-filtered", card.hidden);
  }
  const numbers = new Set([...shown].map((card) => card.dataset.number));
  for (const piece of all(".prose .hl")) {
    piece.classList.toggle("faded", !piece.dataset.claims.split(" ").some((number) => numbers.has(number)));
  }
  showChoices(found);
  const total = cards.length;
  one("#showing").textContent = filtering() ? `${shown.size} of ${total} ${total === 1 ? "claim" : "claims"}` : `${total} ${total === 1 ? "claim" : "claims"}`;
  one("#clear").hidden = !filtering();
  one("#no-match").hidden = shown.size > 0 || total === 0;
}

// The figure beside a value says how many claims choosing it would show, given all other choices.
function showChoices(found) {
  for (const box of boxes) {
    box.checked = state.chosen[box.name].has(box.value);
    const others = facets.filter((facet) => facet !== box.name);
    const count = found.filter((card) => valuesOf(card, box.name).includes(box.value) && others.every((facet) => agrees(card, facet))).length;
    const label = box.closest("label");
    one(".figure", label).textContent = count;
    label.classList.toggle("none", count === 0);
  }
  for (const facet of all(".facet")) {
    const size = state.chosen[facet.dataset.facet].size;
    one(".chosen", facet).textContent = size || "";
  }
}

function clearFilters() {
  for (const facet of facets) state.chosen[facet].clear();
  state.text = "";
  query.value = "";
  changed();
}

function changed() {
  applyFilters();
  writeAddress();
}

function listenToFilters() {
  for (const box of boxes) {
    box.addEventListener("change", () => {
      state.chosen[box.name][box.checked ? "add" : "delete"](box.value);
      changed();
    });
  }
  query.addEventListener("input", () => {
    state.text = query.value.trim();
    changed();
  });
  document.addEventListener("click", (event) => {
    for (const facet of all(".facet[open]")) if (!facet.contains(event.target)) facet.open = false;
  });
}

function toggleFilters() {
  const panel = one("#facets");
  const button = one("[data-action=filters]");
  const narrow = getComputedStyle(button).display !== "none";
  if (narrow) {
    const open = panel.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
  }
  const first = one(".facet", panel);
  if (!first) return;
  first.open = !narrow;
  one("summary", first).focus();
}
