// Decisions: sent at once, one after another, while the reviewer goes on to the next claim.
function decide(action, { fields = {}, chain = [], stay = false } = {}) {
  const shown = state.shown;
  if (!shown || shown.id !== state.current) return;
  if (!reviewer()) return askName();
  const id = shown.id;
  const words = note.value.trim();
  const body = { by: reviewer(), action, note: words, fields, chain, seen: shown.seen };
  const row = rowOf(id);
  const before = row?.state;
  if (row) row.state = action;
  note.value = "";
  state.notes.delete(id);
  note.blur();
  say(`Saving: ${actionTexts[action].toLowerCase()}, claim ${row?.number ?? id}`);
  const sent = write(`/claims/${encodeURIComponent(id)}/decisions`, body);
  if (!stay) stepToOpen(id);
  sent.then((answer) => {
    state.mine.push({ id, at: answer.made });
    take(answer.state);
    if (state.current === id && !(correct.dataset.claim === id && !correct.hidden)) place(answer.claim);
    say(`${actionTexts[action]}: claim ${rowOf(id)?.number ?? id}. Saved. u takes it back.`);
  }).catch((error) => refused(error, { id, action, before, words, fields, chain, shown }));
}

function refused(error, sent) {
  const row = rowOf(sent.id);
  if (row) row.state = sent.before;
  state.notes.set(sent.id, sent.words);
  const back = sent.id === state.current ? Promise.resolve() : show(sent.id);
  back.then(() => {
    note.value = sent.words;
    if (error.status === 409) {
      take(error.content.state);
      place(error.content.claim);
      showBoth(sent.shown, error.content.claim, `Not saved: somebody changed this claim. Decide again on what stands now.`);
    } else {
      tell(`Not saved: ${error.message}`);
      showRows();
    }
    if (sent.action === "correct") openCorrect(sent);
    say("Not saved.");
  });
}

// A note on what one has decided already: the same decision again, with the note.
function ownDecision() {
  const row = rowOf(state.current);
  return row && row.by === reviewer() && ["confirm", "needs_source", "hold", "dismiss"].includes(row.state) ? row.state : null;
}

function showNoteButton() {
  one("#save-note").hidden = !ownDecision() || !note.value.trim();
}

function saveNote() {
  const action = ownDecision();
  if (action && note.value.trim()) decide(action, { stay: true });
}

function undo() {
  if (!reviewer()) return askName();
  // A decision that is still being saved is taken back as soon as it is there.
  queue.then(() => {
    const last = state.mine.pop();
    const id = last?.id ?? state.current;
    if (!id) return null;
    return write(`/claims/${encodeURIComponent(id)}/withdrawals`, { by: reviewer(), at: last?.at ?? null })
      .then((answer) => {
        take(answer.state);
        return show(id).then(() => say(`Withdrawn: claim ${rowOf(id)?.number ?? id} as it was before.`));
      })
      .catch((error) => say(`Nothing withdrawn: ${error.message}`));
  });
}
