// Words selected in the article, as code points of its text: by mouse or touch, and by the arrow keys.

const STEP = { ArrowRight: ["forward", "character"], ArrowLeft: ["backward", "character"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };

function stretchOf(node) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return element.closest?.("[data-at]") ?? null;
}

/** The place of a boundary of a selection in the article's text. JavaScript counts in UTF-16, spans in code points. */
function placeOf(article, node, offset) {
  const stretch = stretchOf(node);
  if (stretch && article.contains(stretch)) {
    const before = document.createRange();
    before.selectNodeContents(stretch);
    before.setEnd(node, offset);
    return Number(stretch.dataset.at) + Array.from(before.toString()).length;
  }
  if (node === article) {
    for (const next of Array.from(article.childNodes).slice(offset)) if (next.dataset?.at !== undefined) return Number(next.dataset.at);
    const last = article.querySelector("[data-at]:last-of-type") ?? Array.from(article.querySelectorAll("[data-at]")).pop();
    return last ? Number(last.dataset.at) + Array.from(last.textContent).length : 0;
  }
  return null;
}

/** The selected words and their span, or null where none are selected in the article. */
export function selected(article) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.startContainer) || !(article.contains(range.endContainer) || article.parentElement.contains(range.endContainer))) return null;
  const start = placeOf(article, range.startContainer, range.startOffset);
  const end = article.contains(range.endContainer) ? placeOf(article, range.endContainer, range.endOffset) : placeOf(article, article, article.childNodes.length);
  if (start === null || end === null || start >= end) return null;
  return { span: [start, end], words: range.toString() };
}

function boundary(article, place) {
  let found = null;
  for (const stretch of article.querySelectorAll("[data-at]")) {
    if (Number(stretch.dataset.at) > place) break;
    found = stretch;
  }
  if (!found?.firstChild) return [article, 0];
  const before = Array.from(found.firstChild.data).slice(0, place - Number(found.dataset.at)).join("");
  return [found.firstChild, before.length];
}

/** Selects a span of the article's text again, after its stretches were made anew. */
export function select(article, [start, end]) {
  getSelection().setBaseAndExtent(...boundary(article, start), ...boundary(article, end));
}

/** Forgets the selection. */
export function unselect() {
  getSelection()?.removeAllRanges();
}

/** Begins selecting by keyboard at a mark, or where the article begins. */
export function startSelecting(article) {
  article.focus({ preventScroll: true });
  const at = article.querySelector(".part.value, .in-evidence") ?? article.querySelector("[data-at]");
  if (!at?.firstChild) return;
  const first = Array.from(at.firstChild.data)[0]?.length ?? 0;
  getSelection().setBaseAndExtent(at.firstChild, 0, at.firstChild, first);
  at.scrollIntoView({ block: "nearest" });
}

/** Moves the selection by an arrow key; with Shift it grows. True if the key was one. */
export function moveSelection(article, event) {
  const step = STEP[event.key];
  const selection = getSelection();
  if (!step || !selection?.rangeCount || !article.contains(selection.anchorNode)) return false;
  if (event.shiftKey) {
    selection.modify("extend", ...step);
  } else {
    selection.collapseToStart();
    selection.modify("move", ...step);
    selection.modify("extend", "forward", "character");
  }
  stretchOf(selection.focusNode)?.scrollIntoView({ block: "nearest" });
  return true;
}
