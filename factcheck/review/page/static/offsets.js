// UTF-16 against code points: the one place of the page that knows the difference. The file counts code points, of which an emoji is one.
const codePoints = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

// Whether a node is drawn by us and no part of the article: numbers of claims, notes in the margin.
const isAside = (node) => Boolean((node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-aside]"));

// The stretches of the article that a selection covers, one a block: { start, end, words }, in code points.
function stretchesOf(range) {
  const found = [];
  for (const block of all("[data-start]", articlePane)) {
    if (!range.intersectsNode(block)) continue;
    let at = Number(block.dataset.start);
    let start = null;
    let words = "";
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (isAside(node)) continue;
      const text = node.data;
      if (range.intersectsNode(node)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const until = node === range.endContainer ? range.endOffset : text.length;
        if (from < until) {
          if (start === null) start = at + codePoints(text.slice(0, from));
          words += text.slice(from, until);
        }
      }
      at += codePoints(text);
    }
    const trimmed = words.trim();
    if (!trimmed) continue;
    start += codePoints(words.slice(0, words.length - words.trimStart().length));
    found.push({ start, end: start + codePoints(trimmed), words: trimmed });
  }
  return found;
}
