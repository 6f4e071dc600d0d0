async function start() {
  document.documentElement.classList.add("js");
  showReviewer();
  listenToRows();
  listenToArticle();
  listenToCorrect();
  listenToAdding();
  listenToDividing();
  listenToSearch();
  listenToKeys();
  showSide("claim");
  if (!reviewer()) askName();
  try {
    take(await ask("/state?active=true"));
    const asked = decodeURIComponent(location.hash.slice(1));
    const first = rowOf(asked) || state.rows.find((row) => ["open", "stale"].includes(row.state)) || state.rows[0];
    if (first) await show(first.id, { focus: !one("dialog[open]") });
    else say("No claims yet: select words in the article and add one.");
  } catch (error) {
    complain(error.message);
  }
  listenToOthers();
}

start();
