// The table of articles: sorted, filtered and searched in the page itself.
const table = one(".articles tbody");
const rows = all(".row", table);
const heads = all("thead th");
const sorting = one("#sorting");
const found = new Map(rows.map((row) => [row, words(row.textContent)]));
const titleOf = new Map(rows.map((row) => [row, words(one(".title", row).textContent)]));

// Numbers and dates are of interest from the largest down, words and gravity from the first up.
const downwards = new Set(["date", "claims", "wrong", "anonymous", "unchecked", "supported"]);
const valueOf = (row, key) => (key === "title" ? titleOf.get(row) : key === "date" ? row.dataset.date : Number(row.dataset[key]));

function sortBy(key, down = downwards.has(key)) {
  const sign = down ? -1 : 1;
  const compare = (a, b) => {
    const [x, y] = [valueOf(a, key), valueOf(b, key)];
    const differ = typeof x === "string" ? x.localeCompare(y) : x - y;
    return sign * differ || a.dataset.order - b.dataset.order;
  };
  table.append(...[...rows].sort(compare));
  for (const head of heads) {
    if (head.dataset.sort === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  sorting.value = key;
}

function sortHead(button) {
  const head = button.closest("th");
  const now = head.getAttribute("aria-sort");
  sortBy(head.dataset.sort, now ? now === "ascending" : undefined);
}

function filterRows() {
  const terms = words(query.value).split(/\s+/).filter(Boolean);
  const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
  let shown = 0;
  for (const row of rows) {
    const own = row.dataset.kind.split(" ");
    row.hidden = !(terms.every((term) => found.get(row).includes(term)) && kinds.every((kind) => own.includes(kind)));
    shown += !row.hidden;
  }
  const total = `${rows.length} ${rows.length === 1 ? "article" : "articles"}`;
  const filtering = terms.length > 0 || kinds.length > 0;
  one("#showing").textContent = filtering ? `${shown} of ${total}` : total;
  one("#clear").hidden = !filtering;
  one("#no-match").hidden = shown > 0;
}

function clearAll() {
  query.value = "";
  for (const box of boxes) box.checked = false;
  filterRows();
}

root.classList.add("js");
for (const part of all("[data-script]")) part.hidden = false;
setTheme(savedTheme());
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (!button) return;
  if (button.dataset.action === "sort") sortHead(button);
  if (button.dataset.action === "clear") clearAll();
  if (button.dataset.action === "theme") nextTheme();
});
query.addEventListener("input", filterRows);
for (const box of boxes) box.addEventListener("change", filterRows);
sorting.addEventListener("change", () => sortBy(sorting.value));
// A browser may have kept what was typed before the page was loaded again.
filterRows();
