// Short notes at the page's edge; screen readers read them.

const LONG = 4200;

/** Shows a note for a while. */
export function note(words, { bad = false, address } = {}) {
  const line = document.createElement("p");
  line.textContent = words;
  if (bad) line.classList.add("bad");
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = " →";
    line.append(link);
  }
  const notes = document.getElementById("notes");
  notes.append(line);
  while (notes.children.length > 3) notes.firstElementChild.remove();
  setTimeout(() => line.remove(), bad ? LONG * 3 : LONG);
}
