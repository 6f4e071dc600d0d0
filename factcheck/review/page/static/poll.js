// Changes by others, or by hand, are looked for while the page is visible.
const every = 1500;
let acted = true;
let polling = false;

async function poll() {
  if (polling || document.hidden || state.saving) return;
  polling = true;
  try {
    const before = { revision: state.revision, evidence: state.evidence };
    const found = await ask(`/state?revision=${state.revision}&active=${acted}`);
    acted = false;
    if (state.saving) return; // what a write answers is newer
    take(found);
    if (before.revision !== found.revision || (before.evidence === "loading" && state.evidence !== "loading")) await refresh();
  } catch (error) {
    complain(error.message);
  } finally {
    polling = false;
  }
}

function listenToOthers() {
  for (const kind of ["keydown", "pointerdown", "wheel"]) addEventListener(kind, () => { acted = true; }, { passive: true });
  document.addEventListener("visibilitychange", poll);
  setInterval(poll, every);
}
