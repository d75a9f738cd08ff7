// Makes the map lively: nearer and farther, moved about, and its days chosen by drawing over the bars or with two sliders.
// Without it every bar is a link, and the form has the days.
const LETTER = 7.5; // the breadth of a letter, as the server takes it

export function startMap() {
  const shown = document.querySelector("[data-map-shown]");
  if (shown) start(shown);
}

function start(shown) {
  const figure = shown.querySelector("[data-map]");
  if (!figure) return;
  zooming(figure);
  const brush = figure.querySelector("[data-brush]");
  if (brush) brushing(shown, brush);
}

// The map's own window: the drawing's box, narrowed. Points and names keep their size on the screen.
function zooming(figure) {
  const svg = figure.querySelector("[data-view]");
  const whole = svg.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const spots = [...svg.querySelectorAll(".spots circle")].map((circle) => [circle, Number(circle.getAttribute("r"))]);
  const names = [...svg.querySelectorAll(".map-names text")].map((text) => ({
    text, x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")), rise: Number(text.dataset.rise ?? 0),
    length: text.textContent.length, first: text.classList.contains("crowded"),
  }));
  const tools = figure.querySelector(".map-tools");
  tools.hidden = false;
  const scroll = svg.parentElement; // on a telephone the drawing is broader than the page
  scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
  let box = { ...home };

  const show = () => {
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    const size = box.width / home.width;
    for (const [circle, radius] of spots) circle.setAttribute("r", radius * size);
    svg.style.setProperty("--unit", size);
    svg.classList.toggle("near", size < 0.999);
    name(size);
  };
  // Nearer by there is room for more names: those of the places with the most first, none over another.
  const name = (size) => {
    const taken = [];
    for (const { text, x, y, rise, length, first } of names) {
      const foot = y + rise * (1 - size);
      text.setAttribute("y", foot);
      const half = (LETTER * length * size) / 2;
      const own = [x - half, foot - LETTER * 2 * size, x + half, foot + 3 * size];
      const seen = x > box.x && x < box.x + box.width && own[1] > box.y && own[3] < box.y + box.height;
      const free = taken.every((one) => own[2] < one[0] || own[0] > one[2] || own[3] < one[1] || own[1] > one[3]);
      const crowded = size > 0.999 ? first : !(seen && free);
      text.classList.toggle("crowded", crowded);
      if (!crowded) taken.push(own);
    }
  };
  const zoom = (by, x = box.x + box.width / 2, y = box.y + box.height / 2) => {
    const width = Math.min(home.width * 2, Math.max(home.width / 40, box.width * by));
    const scale = width / box.width;
    box = { x: x - (x - box.x) * scale, y: y - (y - box.y) * scale, width, height: box.height * scale };
    show();
  };
  const move = (dx, dy) => {
    box = { ...box, x: box.x + dx * box.width, y: box.y + dy * box.height };
    show();
  };
  const place = (event) => {
    const frame = svg.getBoundingClientRect();
    return [box.x + ((event.clientX - frame.left) / frame.width) * box.width, box.y + ((event.clientY - frame.top) / frame.height) * box.height];
  };

  tools.addEventListener("click", (event) => {
    const how = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (how === "in") zoom(1 / 1.6);
    if (how === "out") zoom(1.6);
    if (how === "all") { box = { ...home }; show(); }
  });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...place(event));
  }, { passive: false });
  svg.addEventListener("keydown", (event) => {
    if (event.target !== svg || event.ctrlKey || event.altKey || event.metaKey) return;
    const moves = { ArrowLeft: [-0.12, 0], ArrowRight: [0.12, 0], ArrowUp: [0, -0.12], ArrowDown: [0, 0.12] };
    if (moves[event.key]) move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1 / 1.6);
    else if (event.key === "-") zoom(1.6);
    else if (event.key === "0") { box = { ...home }; show(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return; // a finger scrolls the page
    held = { x: event.clientX, y: event.clientY, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const frame = svg.getBoundingClientRect();
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < 4) return;
    move(-dx / frame.width, -dy / frame.height);
    held = { x: event.clientX, y: event.clientY, moved: true };
  });
  addEventListener("pointerup", () => { if (held?.moved) svg.dataset.dragged = "yes"; held = null; });
  svg.addEventListener("click", (event) => {
    if (svg.dataset.dragged) event.preventDefault(); // the end of a move is no click on what lies there
    delete svg.dataset.dragged;
  }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

function brushing(shown, brush) {
  const bars = [...brush.querySelectorAll("[data-from]")];
  const ends = brush.querySelector(".brush-ends");
  const [from, to] = ["from", "to"].map((end) => ends.querySelector(`[data-end=${end}]`));
  const told = brush.querySelector("[data-told]");
  ends.hidden = false;
  const on = bars.map((bar, at) => (bar.classList.contains("off") ? -1 : at)).filter((at) => at >= 0);
  let [first, last] = on.length ? [on[0], on[on.length - 1]] : [0, bars.length - 1];

  const light = () => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    bars.forEach((bar, at) => bar.classList.toggle("off", at < low || at > high));
    [from.value, to.value] = [low, high];
    from.setAttribute("aria-valuetext", bars[low].dataset.label);
    to.setAttribute("aria-valuetext", bars[high].dataset.label);
  };
  const move = () => {
    light();
    const [low, high] = [Math.min(first, last), Math.max(first, last)].map((at) => bars[at].dataset.label);
    told.textContent = `Days: ${low === high ? low : `${low} to ${high}`}`;
  };
  const choose = async (focus) => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    const address = new URL(brush.dataset.base, location.href);
    if (low > 0 || high < bars.length - 1) {
      address.searchParams.set("since", bars[low].dataset.from);
      address.searchParams.set("until", bars[high].dataset.to);
    }
    const answer = await fetch(address);
    if (!answer.ok) { location.assign(address); return; }
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = read.querySelector("[data-map-shown]");
    if (!fresh) { location.assign(address); return; }
    history.replaceState(null, "", address);
    for (const link of document.querySelectorAll(".take a")) link.search = address.search;
    shown.replaceChildren(...fresh.childNodes);
    start(shown);
    if (focus) shown.querySelector(`[data-end=${focus}]`)?.focus();
    shown.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
  };

  light();
  for (const [slider, end] of [[from, "from"], [to, "to"]]) {
    slider.addEventListener("input", () => { [first, last] = [Number(from.value), Number(to.value)]; move(); });
    slider.addEventListener("change", () => choose(end));
  }
  const svg = brush.querySelector("svg");
  const places = bars.map((bar) => {
    const { x, width } = bar.querySelector(".bar-back");
    return { x: x.baseVal.value, width: width.baseVal.value };
  });
  const at = (event) => {
    const frame = svg.getBoundingClientRect();
    const x = ((event.clientX - frame.left) / frame.width) * svg.viewBox.baseVal.width;
    const away = (bar) => Math.max(bar.x - x, x - bar.x - bar.width, 0);
    return places.reduce((best, bar, number) => (away(bar) < away(places[best]) ? number : best), 0);
  };
  let held = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = true;
    first = last = at(event);
    svg.setPointerCapture(event.pointerId);
    move();
  });
  svg.addEventListener("pointermove", (event) => { if (held) { last = at(event); move(); } });
  svg.addEventListener("pointerup", () => { if (held) { held = false; choose(); } });
  svg.addEventListener("pointercancel", () => { held = false; });
  svg.addEventListener("click", (event) => event.preventDefault());
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}
