// One claim becomes several, or several become one.
const splitter = one("#split");
const splitParts = one("#split-parts");
const joiner = one("#merge");
const joined = one("#merge-text");

const asSentence = (words) => words.slice(0, 1).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".");

function shownWhole() {
  const shown = state.shown;
  if (!shown || shown.id !== state.current) return null;
  if (!reviewer()) return askName();
  if (!shown.stretches.length) return say("This claim has no words in the article, so it can be neither split nor merged.");
  return shown;
}

function startSplitting() {
  const shown = shownWhole();
  if (!shown) return;
  const place = one("#split-words");
  place.replaceChildren();
  shown.stretches.forEach((stretch, number) => {
    for (const found of stretch.words.matchAll(/\S+/g)) {
      const word = document.createElement("button");
      word.type = "button";
      word.className = "word";
      word.textContent = found[0];
      word.start = stretch.start + codePoints(stretch.words.slice(0, found.index));
      word.end = word.start + codePoints(found[0]);
      const opens = found.index === 0;
      word.cut = opens && number > 0;
      word.disabled = opens;
      place.append(word, " ");
    }
  });
  const words = all(".word", place);
  if (words.length < 2) return say("One word cannot be split.");
  const likely = suggested(words);
  if (likely && !words.some((word) => word.cut)) likely.cut = true;
  one("#split-status").textContent = "";
  showCuts();
  splitter.showModal();
  goTo(likely || words.find((word) => !word.disabled));
}

// One stop for Tab among the words; arrows move within.
function goTo(word) {
  if (!word) return;
  for (const other of all(".word", splitter)) other.tabIndex = other === word ? 0 : -1;
  word.focus();
}

// Where a sentence most often holds two claims: before a conjunction in its middle, else behind a comma.
function suggested(words) {
  const middle = words.slice(2, -1).filter((word) => !word.disabled);
  const behind = (word) => words[words.indexOf(word) - 1].textContent;
  return middle.find((word) => /^(and|but|while|whereas|because|although)$/i.test(word.textContent) && /[,;:]$/.test(behind(word)))
    || middle.find((word) => /[;:]$/.test(behind(word)))
    || middle.find((word) => /^(and|but|while|whereas|because|although)$/i.test(word.textContent))
    || middle.find((word) => /,$/.test(behind(word)));
}

function partsNow() {
  const parts = [];
  for (const word of all(".word", splitter)) {
    if (word.cut || !parts.length) parts.push([]);
    parts.at(-1).push(word);
  }
  return parts.map((words) => ({ start: words[0].start, end: words.at(-1).end, words: words.map((word) => word.textContent).join(" ") }));
}

function showCuts() {
  for (const word of all(".word", splitter)) word.setAttribute("aria-pressed", String(Boolean(word.cut)));
  const parts = partsNow();
  const written = new Map(all("textarea", splitParts).filter((area) => area.changed).map((area) => [area.start, area.value]));
  splitParts.replaceChildren(...parts.map((part, number) => {
    const row = one("#split-row").content.firstElementChild.cloneNode(true);
    const area = one("textarea", row);
    one("label", row).append(String(number + 1));
    one("label", row).htmlFor = area.id = `split-text-${number}`;
    area.start = part.start;
    area.changed = written.has(part.start);
    area.value = written.get(part.start) ?? asSentence(part.words.replace(/^(and|but|while|whereas|because|although) /i, "").replace(/[,;:]$/, ""));
    area.addEventListener("input", () => { area.changed = true; });
    return row;
  }));
  one("#split-save").disabled = parts.length < 2;
}

function cut(word) {
  word.cut = !word.cut;
  showCuts();
}

function splitClaim() {
  const shown = state.shown;
  const stretches = partsNow();
  if (stretches.length < 2) return;
  const texts = all("textarea", splitParts).map((area) => area.value.trim());
  write(`/claims/${encodeURIComponent(shown.id)}/parts`, { by: reviewer(), stretches, texts, seen: shown.seen })
    .then((answer) => made(answer, splitter, "Split into"), (error) => notMade(error, shown, splitter, "#split-status"));
}

function startMerging() {
  const shown = shownWhole();
  if (!shown) return;
  const place = state.rows.findIndex((row) => row.id === shown.id);
  const others = state.rows.filter((row) => row.id !== shown.id && row.state !== "absent");
  if (!others.length) return say("There is no other claim to merge this one with.");
  const next = state.rows.slice(place + 1).find((row) => row.state !== "absent") || others.at(-1);
  one("#merge-list").replaceChildren(...others.map((row) => {
    const line = one("#merge-row").content.firstElementChild.cloneNode(true);
    const box = one("input", line);
    box.value = row.id;
    box.checked = row === next;
    one(".claim-number", line).textContent = row.number;
    one(".merge-teaser", line).textContent = row.text;
    return line;
  }));
  joined.changed = false;
  one("#merge-this").textContent = `${rowOf(shown.id).number}  ${rowOf(shown.id).text}`;
  one("#merge-status").textContent = "";
  showMerged();
  joiner.showModal();
  const box = one(`input[value="${CSS.escape(next.id)}"]`, joiner);
  box.focus();
  box.scrollIntoView({ block: "center" });
}

const chosen = () => all("#merge-list input:checked").map((box) => box.value);

function showMerged() {
  const ids = [state.current, ...chosen()];
  one("#merge-save").disabled = ids.length < 2;
  if (!joined.changed) joined.value = state.rows.filter((row) => ids.includes(row.id)).map((row) => row.text).join(" ");
}

function mergeClaims() {
  const shown = state.shown;
  const others = chosen();
  if (!others.length) return;
  write(`/claims/${encodeURIComponent(shown.id)}/merger`, { by: reviewer(), others, text: joined.value.trim(), seen: shown.seen })
    .then((answer) => made(answer, joiner, "Merged into"), (error) => notMade(error, shown, joiner, "#merge-status"));
}

function made(answer, dialog, lead) {
  dialog.close();
  take(answer.state);
  const numbers = answer.made.map((id) => rowOf(id)?.number).join(" and ");
  return show(answer.made[0]).then(() => say(`${lead} claim ${numbers}. Saved. The decisions on what it was stay in the file.`));
}

function notMade(error, shown, dialog, status) {
  if (error.status !== 409) {
    one(status).textContent = `Not saved: ${error.message}`;
    return;
  }
  dialog.close();
  take(error.content.state);
  place(error.content.claim);
  showBoth(shown, error.content.claim, "Not saved: somebody changed this claim.");
}

function listenToDividing() {
  splitter.addEventListener("click", (event) => {
    const word = event.target.closest(".word");
    if (!word) return;
    goTo(word);
    cut(word);
  });
  one("#split-words").addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const words = all(".word:not(:disabled)", splitter);
    goTo(words[words.indexOf(event.target) + by]);
  });
  joiner.addEventListener("change", showMerged);
  joined.addEventListener("input", () => { joined.changed = true; });
  for (const [dialog, save] of [[splitter, splitClaim], [joiner, mergeClaims]]) {
    one("form", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      save();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    });
  }
}
