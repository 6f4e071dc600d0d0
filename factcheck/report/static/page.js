// The parts of the page that the other scripts work on.
const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const cards = all(".card");
const facets = ["support", "attribution", "grade", "source", "flag"];
const boxes = all("#controls input[type=checkbox]");
const query = one("#query");
const articlePane = one("#article");
const help = one("#help");

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const words = (text) => text.normalize("NFKC").toLowerCase();
const valuesOf = (card, facet) => (card.dataset[facet] || "").split(" ").filter(Boolean);
const textOf = new Map();
// Words of the article and of the evidence, not the report's own.
const searched = ".card-claim bdi, .card-chain bdi, .card-vague bdi, .as-written bdi, .chain bdi, .passage h5 bdi, .passage-meta bdi, .passage .side bdi";
const searchable = (card) => {
  if (!textOf.has(card)) textOf.set(card, words(all(searched, card).map((part) => part.textContent).join(" ")));
  return textOf.get(card);
};
