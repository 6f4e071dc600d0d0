// Speaking to the server. Writes go one after another, so that each sees what the one before it did.
async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "content-type": "application/json", "x-factcheck-token": meta("factcheck-token") },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw Object.assign(new Error("The server does not answer. Is `factcheck review` still running?"), { gone: true });
  }
  const type = answer.headers.get("content-type") || "";
  const content = type.startsWith("application/json") ? await answer.json() : await answer.text();
  if (!answer.ok) {
    throw Object.assign(new Error(content.problem || content || "The server refused."), { status: answer.status, content });
  }
  return content;
}

let queue = Promise.resolve();

function write(path, body) {
  state.saving += 1;
  const done = queue.then(() => ask(path, body)).then((answer) => {
    // whatever was asked for before this answer shows the claim as it was
    state.written.set(answer.claim.id, (state.written.get(answer.claim.id) ?? 0) + 1);
    waiting.delete(answer.claim.id);
    return answer;
  });
  queue = done.catch(() => {}).finally(() => {
    state.saving -= 1;
  });
  return done;
}

addEventListener("beforeunload", (event) => {
  if (state.saving || !correct.hidden || note.value.trim()) event.preventDefault();
});
