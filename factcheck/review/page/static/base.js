// The parts of the page that the other scripts work on, and what is known at the moment.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const meta = (name) => one(`meta[name=${name}]`).content;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => matchMedia("(max-width: 60rem)").matches;

const state = {
  rows: [],
  revision: "",
  layout: "",
  evidence: "none",
  current: null, // id of the claim that is shown
  shown: null, // the claim as the server last gave it: id, seen, form, html
  corrected: null, // the form that the open correction was filled from
  notes: new Map(), // drafts by claim
  mine: [], // decisions made here, newest last: { id, at }
  saving: 0,
  written: new Map(), // how often each claim was written from here
};

const note = one("#note");
const correct = one("#correct");
const banner = one("#banner");
const claimPane = one("#claim");
const articlePane = one("#article");

const actionTexts = { confirm: "Confirmed", correct: "Corrected", needs_source: "Needs a source", hold: "On hold", dismiss: "Dismissed" };
const stateTexts = { ...actionTexts, open: "undecided", stale: "changed since decided", absent: "no longer in the article" };

function say(text) {
  one("#said").textContent = text;
}

function complain(text) {
  const place = one("#problem");
  place.textContent = text || "";
  place.hidden = !text;
}

// The only way into the page for text that the server drew: parsed as inert HTML, in which the server escaped every text.
function fill(place, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  place.replaceChildren(...parsed.body.childNodes);
}

function reviewer() {
  let name = meta("factcheck-reviewer");
  try {
    name = sessionStorage.getItem("factcheck-reviewer") || name || localStorage.getItem("factcheck-reviewer") || "";
  } catch {
    // Without storage the name lasts as long as the page.
  }
  return state.name || name;
}

function setReviewer(name) {
  state.name = name;
  try {
    sessionStorage.setItem("factcheck-reviewer", name);
    localStorage.setItem("factcheck-reviewer", name);
  } catch {
    // As above.
  }
  showReviewer();
}

function showReviewer() {
  one("#reviewer").textContent = reviewer() || "Who are you?";
}

function askName() {
  one("#who-name").value = reviewer();
  one("#who").showModal();
}
