// The text of a report: a mark that is pointed at or focused shows its statement, and a statement lights its marks.
let card = null;
let hiding = 0;

function start() {
  const panel = document.querySelector(".statements");
  for (const text of document.querySelectorAll("[data-reader]")) listen(text);
  for (const moved of ["pointerover", "focusin"]) {
    panel.addEventListener(moved, (event) => { const one = event.target.closest(".statement"); light(one ? [one.dataset.ref] : []); });
  }
  panel.addEventListener("pointerleave", () => light([]));
  panel.addEventListener("click", correctHere);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("hashchange", () => open(location.hash.slice(1)));
  if (location.hash) open(decodeURIComponent(location.hash.slice(1)));
}

function listen(text) {
  text.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".mark");
    if (mark && event.pointerType !== "touch") show(mark);
  });
  text.addEventListener("pointerout", (event) => { if (event.target.closest(".mark")) later(); });
  text.addEventListener("focusin", (event) => { const mark = event.target.closest(".mark"); if (mark) show(mark); });
  text.addEventListener("focusout", later);
  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    event.preventDefault();
    show(mark);
    if (!matchMedia("(pointer: coarse)").matches) open(first(mark));
  });
}

const refs = (mark) => mark.dataset.refs.split(" ");
const first = (mark) => (mark.hash ? decodeURIComponent(mark.hash.slice(1)) : refs(mark)[0]);
const find = (ref) => document.querySelector(`.statement[data-ref="${CSS.escape(ref)}"]`);

function open(ref) {
  const one = find(ref);
  if (!one) return;
  one.closest("details").open = true;
  one.scrollIntoView({ block: "nearest" });
  light([ref]);
}

function light(lit) {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  for (const ref of lit) {
    find(ref)?.classList.add("lit");
    for (const mark of document.querySelectorAll(`.mark[data-refs~="${CSS.escape(ref)}"]`)) mark.classList.add("lit");
  }
}

function show(mark) {
  clearTimeout(hiding);
  const shown = [...new Set([first(mark), ...refs(mark)])];
  if (card?.dataset.of === shown.join(" ")) return;
  hide();
  card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.dataset.of = shown.join(" ");
  card.setAttribute("role", "tooltip");
  for (const ref of shown.slice(0, 2)) {
    const one = find(ref);
    if (!one) continue;
    const copy = document.createElement("div");
    copy.className = "one";
    copy.append(one.querySelector(".statement-body").cloneNode(true));
    const link = document.createElement("a");
    link.href = one.querySelector("[data-correct]").href;
    link.className = "small";
    link.textContent = "Correct";
    link.addEventListener("click", correctHere);
    link.dataset.correct = "";
    copy.append(link);
    card.append(copy);
  }
  if (shown.length > 2) {
    const more = document.createElement("p");
    more.className = "card-more";
    more.textContent = `and ${shown.length - 2} more in the list`;
    card.append(more);
  }
  card.addEventListener("pointerenter", () => clearTimeout(hiding));
  card.addEventListener("pointerleave", later);
  document.body.append(card);
  place(mark);
  mark.setAttribute("aria-describedby", "card");
  light([shown[0]]);
}

function place(mark) {
  const at = mark.getClientRects()[0];
  const own = card.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - own.width - 16);
  const below = at.bottom + own.height + 12 < innerHeight || at.top < own.height + 80;
  card.style.left = `${Math.max(16, left) + scrollX}px`;
  card.style.top = `${(below ? at.bottom + 8 : at.top - own.height - 8) + scrollY}px`;
}

function later() {
  clearTimeout(hiding);
  hiding = setTimeout(hide, 250);
}

function hide() {
  card?.remove();
  card = null;
  document.querySelector("[aria-describedby=card]")?.removeAttribute("aria-describedby");
}

// The form to correct a statement, taken from its page into a dialog on this one.
async function correctHere(event) {
  const link = event.target.closest("[data-correct]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  hide();
  const answer = await fetch(link.href, { credentials: "same-origin" });
  const form = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#correction");
  if (!form) { location.href = link.href; return; }
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Correct a statement");
  const head = document.createElement("div");
  head.className = "dialog-head";
  const title = document.createElement("h2");
  title.textContent = "Correct a statement";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  head.append(title, close);
  dialog.append(head, document.adoptNode(form));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

start();
