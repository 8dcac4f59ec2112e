// The words of the interface that the script shows; the page brings them in its own language.

const words = JSON.parse(document.body.dataset.words || "{}");

/** The words of an id, with what stands in braces filled in. */
export function t(id, values = {}) {
  return (words[id] ?? id).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
