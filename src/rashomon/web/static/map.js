// The map that moves: the same places in the same shapes as the drawing that it replaces.
import * as L from "/leaflet/leaflet.js";

const KILOMETRES = { district: 20, region: 80 };

async function draw(stage) {
  const page = await (await fetch(stage.dataset.map)).json();
  if (!page.map || !page.map.symbols.length) return;
  const caption = stage.querySelector("figcaption");
  const unplaced = stage.querySelector(".unplaced");
  stage.replaceChildren();
  stage.setAttribute("role", "region");
  stage.setAttribute("aria-label", "Map that can be moved; the list below says the same");
  const map = L.map(stage, { maxZoom: 9, minZoom: 1, attributionControl: false });
  L.tileLayer("/tiles/{z}/{x}/{y}.png", { maxNativeZoom: 6, maxZoom: 9 }).addTo(map);
  const bounds = L.latLngBounds([]);
  for (const { spot, shape } of page.map.symbols) {
    const at = [spot.place.latitude, spot.place.longitude];
    const colour = spot.contested ? "#a3241f" : "#55606e";
    const area = KILOMETRES[spot.place.precision];
    const symbol = area
      ? L.circle(at, { radius: area * 1000, color: colour, dashArray: "5 4", weight: 2, fillOpacity: 0.15 })
      : shape === "diamond"
        ? L.marker(at, { icon: L.divIcon({ className: spot.contested ? "site contested" : "site", iconSize: [14, 14] }) })
        : L.circleMarker(at, { radius: 7 + Math.log(spot.incidents) * 2, color: "#ffffff", weight: 1.5, fillColor: colour, fillOpacity: 0.9 });
    const words = document.createElement("div");
    const link = Object.assign(document.createElement("a"), { textContent: spot.place.name, href: stage.dataset.incidents + encodeURIComponent(spot.place.name) });
    words.append(link, ` (${spot.place.precision}): ${spot.incidents} ${spot.incidents === 1 ? "incident" : "incidents"}, ${spot.contested} contested`);
    symbol.addTo(map).bindPopup(words);
    if (!area) symbol.bindTooltip(spot.place.name, { permanent: page.map.symbols.length <= 14, direction: "right", offset: [8, 0] });
    bounds.extend(at);
  }
  map.fitBounds(bounds.pad(0.4), { maxZoom: 7 });
  if (caption) stage.after(Object.assign(document.createElement("p"), { className: "unplaced", textContent: caption.textContent }));
  if (unplaced) stage.after(unplaced);
}

const stage = document.querySelector("[data-map]");
if (stage) draw(stage);
