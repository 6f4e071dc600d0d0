// The form for corrections. Only what was changed is sent.
const fields = { text: one("#f-text"), attribution: one("#f-attribution"), sourcing: one("#f-sourcing"), kind: one("#f-kind"), mode: one("#f-mode") };
const chainList = one("#f-chain");

function openCorrect(draft) {
  if (!state.shown || state.shown.id !== state.current) return;
  const form = state.shown.form;
  state.corrected = form;
  correct.dataset.claim = state.current;
  for (const [name, field] of Object.entries(fields)) field.value = draft?.fields[name] ?? form[name] ?? "";
  chainList.replaceChildren();
  const links = draft?.chain.length ? draft.chain : form.chain.map((link, place) => (place === form.chain.length - 1 && draft ? { ...link, source: draft.fields.source ?? link.source, kind: draft.fields.source_kind ?? link.kind } : link));
  for (const link of links) addLink(link);
  for (const button of all(".quick button", correct)) button.setAttribute("aria-pressed", String(button.value === form.support));
  one("#correct-status").textContent = "";
  correct.hidden = false;
  one("#side").scrollTop = 0;
  one(".quick button", correct).focus({ preventScroll: true });
}

function closeCorrect() {
  correct.hidden = true;
}

function addLink(link) {
  const row = one("#link-row").content.firstElementChild.cloneNode(true);
  one(".link-source", row).value = link?.source ?? "";
  one(".link-kind", row).value = link?.kind ?? "person";
  row.known = link || null;
  chainList.append(row);
  return row;
}

function chainNow() {
  return [...chainList.children].map((row) => {
    const source = one(".link-source", row).value.trim();
    const kind = one(".link-kind", row).value;
    const known = row.known;
    const same = known && known.source === source && known.kind === kind;
    const extras = {};
    if (same && known.mention) extras.mention = known.mention;
    if (known?.cue) extras.cue = known.cue;
    return { source, kind, named: same ? known.named : kind !== "anonymous", ...extras };
  });
}

function saveCorrection(support) {
  const form = state.corrected; // not what stands by now: what somebody else decided meanwhile is not undone unseen
  const changed = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = field.value.trim();
    if (value && value !== (form[name] ?? "")) changed[name] = value;
  }
  if (support) changed.support = support;
  const chain = chainNow();
  if (chain.some((link) => !link.source) || !chain.length) {
    one("#correct-status").textContent = "A source has no name.";
    return;
  }
  const brief = (links) => JSON.stringify(links.map((link) => [link.source, link.kind]));
  let whole = [];
  if (brief(chain) !== brief(form.chain)) {
    const outer = brief(chain.slice(0, -1)) !== brief(form.chain.slice(0, -1));
    if (outer) whole = chain;
    else {
      changed.source = chain.at(-1).source;
      changed.source_kind = chain.at(-1).kind;
    }
  }
  if (!Object.keys(changed).length && !whole.length) {
    one("#correct-status").textContent = "Nothing is changed yet.";
    return;
  }
  closeCorrect();
  decide("correct", { fields: changed, chain: whole });
}

function listenToCorrect() {
  correct.addEventListener("submit", (event) => {
    event.preventDefault();
    saveCorrection(event.submitter?.name === "support" ? event.submitter.value : "");
  });
  correct.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      saveCorrection("");
      return;
    }
    const typing = event.target.closest("input, textarea, select");
    const quick = all(".quick button", correct)[Number(event.key) - 1];
    if (typing || !quick || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    saveCorrection(quick.value);
  });
}
