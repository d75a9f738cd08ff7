// Makes a drawn network easier to follow: pointing at a name, or coming to it by keyboard, lets all but its links fade.
export function startNetworks() {
  for (const figure of document.querySelectorAll("[data-network]")) start(figure);
}

function start(figure) {
  const nodes = new Map([...figure.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]));
  const links = [...figure.querySelectorAll("[data-from]")];

  const light = (chosen) => {
    figure.classList.toggle("picked", chosen !== null);
    for (const one of [...nodes.values(), ...links]) one.classList.remove("near");
    if (chosen === null) return;
    const ends = chosen.dataset.node !== undefined ? [chosen.dataset.node] : [];
    for (const link of links) {
      if (link !== chosen && !ends.includes(link.dataset.from) && !ends.includes(link.dataset.to)) continue;
      link.classList.add("near");
      nodes.get(link.dataset.from).classList.add("near");
      nodes.get(link.dataset.to).classList.add("near");
    }
    nodes.get(chosen.dataset.node)?.classList.add("near");
  };
  const found = (event) => event.target.closest("[data-node], [data-from]");

  figure.addEventListener("pointerover", (event) => light(found(event) ?? null));
  figure.addEventListener("pointerleave", () => light(null));
  figure.addEventListener("focusin", (event) => light(found(event) ?? null));
  figure.addEventListener("focusout", () => light(null));
}
