// Keys for those who do not reach for the mouse; they can be turned off (WCAG 2.1, 2.1.4).
const OFF = "dragoman-keys-off";
let selected = -1;
let going = 0;

export function startKeys() {
  const button = document.querySelector("[data-open-keys]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  }
  addEventListener("keydown", press);
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
  if (event.target.closest("input, select, textarea, [contenteditable], dialog[open]")) return;
  if (Date.now() - going < 1500) {
    going = 0;
    const link = document.querySelector(`.menu a[data-key="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  const act = { "/": focusSearch, "?": showKeys, g: () => { going = Date.now(); }, j: () => move(1), k: () => move(-1), f: openFilters, n: () => follow("[rel=next]"), p: () => follow("[rel=prev]"), a: () => follow(".bar .primary") }[event.key];
  if (act) { event.preventDefault(); act(); }
  if (event.key === "Enter" && selected >= 0 && event.target === document.activeElement && !event.target.closest("a, button, summary")) {
    const row = rows()[selected];
    const link = row?.matches("a") ? row : row?.querySelector("a.row-link, a.words, a[href]");
    if (link) { event.preventDefault(); link.click(); }
  }
}

const rows = () => [...document.querySelectorAll("[data-row], .statement")].filter((row) => row.offsetParent !== null);

function move(by) {
  const all = rows();
  if (!all.length) return;
  all[selected]?.classList.remove("selected");
  selected = Math.min(all.length - 1, Math.max(0, selected + by));
  const row = all[selected];
  row.classList.add("selected");
  if (!row.hasAttribute("tabindex") && !row.matches("a")) row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function focusSearch() {
  const field = document.querySelector("#words") ?? document.querySelector("#quick");
  field.focus();
  field.select();
}

function openFilters() {
  const filters = document.querySelector(".filters");
  if (!filters) return;
  filters.open = true;
  filters.querySelector("input:not([type=hidden]), select")?.focus();
}

function follow(selector) {
  document.querySelector(selector)?.click();
}

function showKeys() {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "keys-title");
  const head = document.createElement("div");
  head.className = "dialog-head";
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = "Keyboard keys";
  const close = document.createElement("button");
  close.className = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  head.append(title, close);
  const list = document.createElement("dl");
  list.className = "keys";
  const known = [["/", "Search"], ["f", "Filters"], ["j  k", "Next, previous row"], ["Enter", "Open the row"], ["n  p", "Next, previous page"], ["a", "Add a report"], ["?", "These keys"]];
  for (const link of document.querySelectorAll(".menu a[data-key]")) known.push([`g ${link.dataset.key}`, link.textContent]);
  for (const [key, what] of known) {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    term.append(kbd);
    const told = document.createElement("dd");
    told.textContent = what;
    row.append(term, told);
    list.append(row);
  }
  const label = document.createElement("label");
  label.className = "check";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  label.append(box, "Use these keys");
  dialog.append(head, list, label);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
