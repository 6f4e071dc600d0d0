// What is filtered and which claim is current, kept in the address so that a link shows a colleague the same view.
const state = { chosen: Object.fromEntries(facets.map((facet) => [facet, new Set()])), text: "", claim: null };

const known = (facet, value) => boxes.some((box) => box.name === facet && box.value === value);

function readAddress() {
  const hash = location.hash.slice(1);
  const anchor = /^(?:claim|mark)-(\d+)$/.exec(hash);
  if (anchor) {
    state.claim = anchor[1];
    return;
  }
  if (hash && !hash.includes("=")) return;
  const given = new URLSearchParams(hash);
  for (const facet of facets) {
    const values = (given.get(facet) || "").split(",");
    state.chosen[facet] = new Set(values.filter((value) => known(facet, value)));
  }
  state.text = given.get("q") || "";
  state.claim = given.get("claim");
}

function writeAddress() {
  const parts = [];
  for (const facet of facets) {
    const values = [...state.chosen[facet]].map(encodeURIComponent);
    if (values.length) parts.push(`${facet}=${values.join(",")}`);
  }
  if (state.text) parts.push(`q=${encodeURIComponent(state.text)}`);
  if (state.claim) parts.push(`claim=${encodeURIComponent(state.claim)}`);
  const address = parts.length ? `#${parts.join("&")}` : location.pathname + location.search;
  try {
    history.replaceState(null, "", address);
  } catch {
    // Some viewers forbid changing the address of a local file; the page works without.
  }
}

const filtering = () => Boolean(state.text) || facets.some((facet) => state.chosen[facet].size);
