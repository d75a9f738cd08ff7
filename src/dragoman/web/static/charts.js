// Draws the charts of a page: <figure data-chart="/charts/NAME.json?…"> names a Vega-Lite specification. What stands in
// .chart-fallback, a table of the same numbers, stays for those who cannot see the drawing, below a fold.
const SCRIPT = "/static/vega.js";
const drawn = new Set();

export function startCharts() {
  // A figure is drawn once it comes near to being seen.
  const near = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      near.unobserve(target);
      drawn.add(target);
      draw(target);
    }
  }, { rootMargin: "300px" });
  for (const figure of document.querySelectorAll("[data-chart]")) near.observe(figure);
  const again = () => { for (const figure of drawn) draw(figure); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  let width = innerWidth;
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    if (innerWidth !== width) waiting = setTimeout(() => { width = innerWidth; again(); }, 200);
  });
}

let loading = null;

function load(address) {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = () => failed(new Error(`${address} cannot be loaded`));
    document.head.append(script);
  });
  return loading;
}

async function draw(figure) {
  const [answer] = await Promise.all([fetch(figure.dataset.chart), load(figure.dataset.script ?? SCRIPT)]);
  if (!answer.ok) { // the table says it all
    figure.classList.add("undrawn");
    return;
  }
  const spec = await answer.json();
  let drawing = figure.querySelector(".chart-drawing");
  if (!drawing) {
    drawing = document.createElement("div");
    drawing.className = "chart-drawing";
    const table = figure.querySelector(".chart-fallback");
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "The numbers";
    table.replaceWith(details);
    details.append(summary, table);
    details.before(drawing);
  }
  const style = getComputedStyle(document.documentElement);
  const named = (name) => style.getPropertyValue(name).trim();
  const [ink, quiet, line] = ["--ink", "--quiet", "--line"].map(named);
  const colours = (spec.usermeta?.colours ?? ["--accent"]).map(named);
  const paper = { quiet, surface: named("--surface"), first: colours[0] };
  for (const param of spec.params ?? []) param.value = paper[param.name] ?? param.value;
  // Rows of drawings do not fit themselves into their figure: they are told how wide it is.
  if (spec.encoding?.row) spec.width = Math.max(180, drawing.clientWidth - 60);
  else if (typeof spec.width === "number") spec.width = Math.min(spec.width, drawing.clientWidth - 80);
  const config = {
    background: "transparent",
    font: named("--sans"),
    range: { category: colours },
    axis: { labelColor: quiet, titleColor: quiet, titleFontWeight: "normal", gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12 },
    legend: { labelColor: ink, titleColor: ink, labelFontSize: 12, symbolType: "square", offset: 8, columns: Math.max(1, Math.floor(drawing.clientWidth / 150)) },
    header: { labelColor: ink, labelFontSize: 12, labelPadding: 2 },
    title: { color: ink },
    view: { stroke: null },
  };
  // The policy of the page forbids code made of text and styles within it: expressions are interpreted.
  const options = { ast: true, actions: false, defaultStyle: false, renderer: "canvas", tooltip: { disableDefaultStyle: true }, loader: { target: "_self" }, config };
  spec.description ??= figure.querySelector("figcaption")?.textContent ?? "";
  await window.vegaEmbed(drawing, spec, options);
  drawing.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
}
