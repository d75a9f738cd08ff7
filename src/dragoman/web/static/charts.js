// Draws the charts of a page: <figure data-chart="/charts/NAME.json?…"> names a Vega-Lite specification. What stands in
// .chart-fallback, a table of the same numbers, stays for those who cannot see the drawing, below a fold.
const SCRIPT = "/static/vega.js";

export async function startCharts() {
  const figures = document.querySelectorAll("[data-chart]");
  await load(SCRIPT);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  for (const figure of figures) draw(figure);
  dark.addEventListener("change", () => { for (const figure of figures) draw(figure); });
}

function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = () => failed(new Error(`${address} cannot be loaded`));
    document.head.append(script);
  });
}

async function draw(figure) {
  const answer = await fetch(figure.dataset.chart);
  if (!answer.ok) return; // the table says it all
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
  const ink = style.getPropertyValue("--ink");
  const line = style.getPropertyValue("--line");
  const config = {
    background: "transparent",
    font: style.getPropertyValue("--sans"),
    axis: { labelColor: ink, titleColor: ink, gridColor: line, domainColor: line, tickColor: line },
    legend: { labelColor: ink, titleColor: ink },
    title: { color: ink },
    view: { stroke: line },
  };
  // The policy of the page forbids code made of text and styles within it: expressions are interpreted.
  await window.vegaEmbed(drawing, spec, { ast: true, actions: false, defaultStyle: false, renderer: "canvas", tooltip: { disableDefaultStyle: true }, config });
  drawing.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
}
