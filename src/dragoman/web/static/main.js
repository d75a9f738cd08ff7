// Makes the pages lively. All of them work without it.
import { startKeys } from "./keys.js";

startKeys();

// Empty fields need not stand in the address of a filtered page.
for (const form of document.querySelectorAll(".filter-form")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll(".filter-form :disabled")) field.disabled = false;
});

if (document.querySelector("[data-map]")) import("./map.js").then((maps) => maps.startMap());
if (document.querySelector("[data-network]")) import("./network.js").then((networks) => networks.startNetworks());
if (document.querySelector("[data-chart]")) import("./charts.js").then((charts) => charts.startCharts());
