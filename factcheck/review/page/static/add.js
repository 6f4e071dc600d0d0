// Selected words become a claim.
let picked = [];

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  return stretchesOf(selection.getRangeAt(0));
}

function offerToAdd() {
  const button = one("#add-here");
  const found = selected();
  button.hidden = !found.length || !articlePane.contains(getSelection().anchorNode);
  if (button.hidden) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  button.style.left = `${Math.max(8, Math.min(box.left, innerWidth - button.offsetWidth - 8))}px`;
  button.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - button.offsetHeight - 8))}px`;
}

function startAdding() {
  picked = selected();
  if (!picked.length) return say("Select the claim's words in the article first.");
  const words = picked.map((stretch) => stretch.words).join(" … ");
  one("#new-words").textContent = words;
  one("#new-text").value = words.slice(0, 1).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".");
  one("#new-speaker").value = "";
  one("#new-status").textContent = "";
  one("#add-here").hidden = true;
  one("#new").showModal();
  one("#new-text").focus();
}

function addClaim() {
  const speaker = one("#new-speaker").value.trim();
  const body = {
    by: reviewer(),
    stretches: picked,
    text: one("#new-text").value.trim(),
    kind: one("#new-kind").value,
    mode: speaker ? "indirect" : "none",
    chain: speaker ? [{ source: speaker, kind: one("#new-speaker-kind").value }] : [],
  };
  if (!body.by) return askName();
  write("/claims", body).then((answer) => {
    one("#new").close();
    getSelection().removeAllRanges();
    take(answer.state);
    return show(answer.claim.id).then(() => say(`Added: claim ${rowOf(answer.claim.id)?.number}. Saved.`));
  }).catch((error) => {
    one("#new-status").textContent = error.message;
  });
}

// The selected words instead of those that are marked for the claim.
function markWords() {
  const stretches = selected();
  const shown = state.shown;
  if (!stretches.length || !shown) return say("Select the claim's words in the article first.");
  if (!reviewer()) return askName();
  write(`/claims/${encodeURIComponent(shown.id)}/words`, { by: reviewer(), stretches, seen: shown.seen }).then((answer) => {
    getSelection().removeAllRanges();
    take(answer.state);
    if (state.current === shown.id) place(answer.claim);
    say("Other words marked. Saved.");
  }).catch((error) => {
    if (error.status === 409) {
      take(error.content.state);
      place(error.content.claim);
      showBoth(shown, error.content.claim, "Not saved: somebody changed this claim.");
    } else tell(`Not saved: ${error.message}`);
  });
}

function listenToAdding() {
  document.addEventListener("selectionchange", offerToAdd);
  articlePane.addEventListener("scroll", offerToAdd, { passive: true });
  one("#new-form").addEventListener("submit", (event) => {
    event.preventDefault();
    addClaim();
  });
}
