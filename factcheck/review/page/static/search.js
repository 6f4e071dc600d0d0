// Searching the corpus, and attaching a passage by hand.
const finder = one("#finder");
const finderStatus = one("#finder-status");

function openFinder() {
  if (!state.shown) return;
  finder.hidden = false;
  one("#finder-query").value = state.shown.form.text;
  finderStatus.textContent = state.evidence === "none" ? "There is no evidence here: start with --evidence CORPUS." : "";
  one("#finder-query").focus();
  one("#finder-query").select();
  one("#side").scrollTop = 0;
}

function closeFinder() {
  finder.hidden = true;
  one("#hits").replaceChildren();
  one("#own-form").reset();
}

async function find() {
  const words = one("#finder-query").value.trim();
  if (!words) return;
  finderStatus.textContent = "Searching…";
  try {
    const found = await ask(`/search?q=${encodeURIComponent(words)}`);
    fill(one("#hits"), found.html);
    if (found.state === "loading") finderStatus.textContent = "The evidence is being loaded; search again in a moment.";
    else if (found.state === "none") finderStatus.textContent = "There is no evidence here: start with --evidence CORPUS.";
    else if (found.state === "failed") finderStatus.textContent = found.problem;
    else finderStatus.textContent = found.hits ? `${found.hits} passages, best first.` : "No passage found.";
  } catch (error) {
    finderStatus.textContent = error.message;
  }
}

function attach(button) {
  attachEvidence({ passage: button.closest("[data-passage]").dataset.passage, relation: button.dataset.relation });
}

function attachEvidence(given) {
  if (!reviewer()) return askName();
  const id = state.current;
  write(`/claims/${encodeURIComponent(id)}/evidence`, { by: reviewer(), ...given }).then((answer) => {
    take(answer.state);
    if (state.current === id) {
      place(answer.claim);
      closeFinder();
    }
    say("Attached. Saved.");
  }).catch((error) => {
    finderStatus.textContent = `Not attached: ${error.message}`;
  });
}

function listenToSearch() {
  one("#finder-form").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  one("#own-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const [url, quote] = [one("#own-url").value.trim(), one("#own-quote").value.trim()];
    attachEvidence({ url: url || null, quote: quote || null, relation: one("#own-relation").value });
  });
}
