// Deadlines by month (or quarter, or year, where they reach far), drawn as columns.

// From the foot of a column to its head.
const KINDS_IN_ORDER = ["complete", "in progress", "ongoing", "not started", "blue", "green", "yellow", "amber", "red", "purple", "grey", "", "overdue"];
const SVG = "http://www.w3.org/2000/svg";
const MOST_BINS = 60;
let binKind = "month";

function bin(deadline) {
  if (!deadline) return "";
  const [year, month] = deadline.split("-");
  if (binKind === "year") return year;
  if (binKind === "quarter") return `${year} Q${Math.ceil(Number(month) / 3)}`;
  return `${year}-${month}`;
}

function binName(key) {
  const [year, month] = key.split("-");
  return month ? `${MONTHS[Number(month) - 1]} ${year}` : key;
}

function nextBin(key) {
  if (binKind === "year") return String(Number(key) + 1).padStart(4, "0");
  const [year, part] = key.split(binKind === "quarter" ? " Q" : "-").map(Number);
  const last = part === (binKind === "quarter" ? 4 : 12);
  const [newYear, newPart] = last ? [year + 1, 1] : [year, part + 1];
  return binKind === "quarter" ? `${String(newYear).padStart(4, "0")} Q${newPart}` : `${String(newYear).padStart(4, "0")}-${String(newPart).padStart(2, "0")}`;
}

function chooseBins() {
  const dates = actions.map((action) => value(action, "deadline")).filter(Boolean).sort();
  if (!dates.length) return;
  const months = (iso) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7));
  const span = months(dates.at(-1)) - months(dates[0]) + 1;
  binKind = span <= MOST_BINS ? "month" : span <= 3 * MOST_BINS ? "quarter" : "year";
}

function kindOf(action) {
  if (overdue(action)) return "overdue";
  return value(action, state.colourBy) ?? "";
}

function draw(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, said] of Object.entries(attributes)) node.setAttribute(key, said);
  node.append(...children);
  return node;
}

function showTimeline() {
  const field = find("timeline-body");
  const focused = field.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const any = actions.some((action) => value(action, "deadline"));
  find("timeline").classList.toggle("none", !any);
  const list = actions.filter((action) => passes(action, "month"));
  const dated = list.filter((action) => value(action, "deadline"));
  showLegend(dated);
  if (!dated.length) {
    field.replaceChildren(make("p", { class: "nothing" }, "No deadlines among these actions."));
    return;
  }
  const bins = new Map();
  const keys = dated.map((action) => bin(value(action, "deadline"))).sort();
  for (let key = keys[0], n = 0; key && key <= keys.at(-1) && n < 2000; key = nextBin(key), n += 1) bins.set(key, []);
  for (const action of dated) bins.get(bin(value(action, "deadline")))?.push(action);
  field.replaceChildren(chart(bins, field.clientWidth || 1200, field.clientHeight || 92, list.length - dated.length));
  const columns = [...field.querySelectorAll(".column")];
  const first = columns.find((node) => node.dataset.key === (focused ?? state.filters.month)) ?? columns[0];
  first.setAttribute("tabindex", "0");
  if (focused) first.focus();
}

function chart(bins, width, height, undated) {
  const [foot, top] = [30, 14];
  const room = width - (undated ? 90 : 8);
  const slot = Math.min(84, room / bins.size);
  const most = Math.max(...[...bins.values()].map((list) => list.length));
  const picture = draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "toolbar", "aria-label": "Actions by deadline" });
  picture.append(draw("line", { class: "axis", x1: 4, x2: 4 + slot * bins.size, y1: height - foot + 0.5, y2: height - foot + 0.5 }));
  let position = 0;
  let year = "";
  for (const [key, list] of bins) {
    const x = 4 + slot * position;
    picture.append(...labelsOf(key, x, slot, height, key.slice(0, 4) !== year));
    year = key.slice(0, 4);
    if (list.length) picture.append(column(key, list, { x, slot, base: height - foot, unit: (height - foot - top) / most }));
    position += 1;
  }
  if (undated) picture.append(undatedColumn(undated, width, height - foot));
  return picture;
}

// What has no deadline stands at the end, and can be chosen like a month.
function undatedColumn(number, width, base) {
  const node = chooser(NONE, `${count(number, "action")} not dated`);
  const said = draw("text", { class: "value", x: width - 42, y: base - 6, "text-anchor": "middle" });
  said.textContent = `${number.toLocaleString("en-GB")} not dated`;
  node.append(draw("rect", { class: "catch", x: width - 82, y: base - 24, width: 80, height: 28, rx: 4 }), said);
  return node;
}

// What is chosen by a click, Enter or a blank; the arrows go from one to the next.
function chooser(key, label) {
  const pressed = state.filters.month === key;
  const node = draw("g", {
    class: pressed ? "column active" : "column", tabindex: -1, role: "button",
    "aria-pressed": String(pressed), "aria-label": label, "data-key": key,
  });
  const choose = () => setFilter("month", pressed ? "" : key);
  node.addEventListener("click", choose);
  node.addEventListener("keydown", (event) => {
    const columns = [...find("timeline-body").querySelectorAll(".column")];
    const next = { ArrowLeft: -1, ArrowRight: 1, Home: -columns.length, End: columns.length }[event.key];
    if (next === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) choose();
    else moveTo(columns[Math.min(columns.length - 1, Math.max(0, columns.indexOf(node) + next))]);
  });
  return node;
}

function moveTo(column) {
  for (const each of find("timeline-body").querySelectorAll(".column")) each.setAttribute("tabindex", each === column ? "0" : "-1");
  column.focus();
}

function labelsOf(key, x, slot, height, newYear) {
  const [year, month] = key.split("-");
  const labelsHere = [];
  const put = (text, y, kind) => {
    const label = draw("text", { class: kind, x: Math.max(x + slot / 2, kind === "year" ? 14 : 0), y, "text-anchor": "middle" });
    label.textContent = text;
    labelsHere.push(label);
  };
  if (month && slot >= 26) put(MONTHS[Number(month) - 1], height - 18, "tick");
  else if (month && slot >= 11) put(MONTHS[Number(month) - 1][0], height - 18, "tick");
  else if (key.includes("Q") && slot >= 20) put(key.slice(5), height - 18, "tick");
  if (newYear && (binKind !== "year" || slot >= 32 || Number(year) % 5 === 0)) put(year.slice(0, 4), height - 4, "year");
  return labelsHere;
}

function column(key, list, { x, slot, base, unit }) {
  const kinds = new Map();
  for (const action of list) kinds.set(kindOf(action), (kinds.get(kindOf(action)) ?? 0) + 1);
  const said = [...kinds].map(([kind, number]) => `${number} ${kind || "without " + (state.colourBy === "rag" ? "RAG" : "status")}`).join(", ");
  const node = chooser(key, `${binName(key)}: ${count(list.length, "action")}, ${said}`);
  const title = draw("title", {});
  title.textContent = `${binName(key)}: ${count(list.length, "action")} (${said})`;
  node.append(title, draw("rect", { class: "catch", x, y: 0, width: slot, height: base }));
  const wide = Math.min(30, slot * 0.66);
  let y = base;
  for (const kind of [...kinds.keys()].sort((a, b) => order(a) - order(b))) {
    const tall = kinds.get(kind) * unit;
    y -= tall;
    const bar = draw("rect", { class: "bar", x: x + (slot - wide) / 2, y, width: wide, height: Math.max(1, tall - 0.75), rx: 1 });
    bar.dataset[kind === "overdue" || state.colourBy === "status" ? "status" : "rag"] = kind;
    node.append(bar);
  }
  if (slot < 7 * String(list.length).length) return node; // no room for the number
  const number = draw("text", { class: "value", x: x + slot / 2, y: y - 3, "text-anchor": "middle" });
  number.textContent = list.length;
  node.append(number);
  return node;
}

function order(kind) {
  const at = KINDS_IN_ORDER.indexOf(kind);
  return at < 0 ? KINDS_IN_ORDER.indexOf("grey") : at;
}

function showLegend(dated) {
  const kinds = [...new Set(dated.map(kindOf))].sort((a, b) => order(a) - order(b));
  find("legend").replaceChildren(...kinds.map((kind) => {
    const mark = make("i", { class: "mark" });
    mark.dataset[kind === "overdue" || state.colourBy === "status" ? "status" : "rag"] = kind;
    return make("li", {}, mark, visible(kind || (state.colourBy === "rag" ? "no RAG" : "no status")));
  }));
}

function startTimeline() {
  chooseBins();
  const hasRag = actions.some((action) => action.rag);
  find("colour-by-label").hidden = !hasRag;
  if (hasRag && !actions.some((action) => action.status)) find("colour-by").value = state.colourBy = "rag";
  find("colour-by").addEventListener("change", (event) => { state.colourBy = event.target.value; showTimeline(); });
  find("as-of").addEventListener("change", (event) => {
    state.asOf = event.target.value;
    for (const action of items.keys()) fillHead(action);
    refresh();
  });
  find("timeline-fold").addEventListener("click", () => foldTimeline());
  new ResizeObserver(() => requestAnimationFrame(showTimeline)).observe(find("timeline-body"));
  if (memory.get("timeline") === "folded") foldTimeline(true);
}

function foldTimeline(fold = !find("timeline-body").hidden) {
  find("timeline-body").hidden = fold;
  find("timeline-fold").setAttribute("aria-expanded", String(!fold));
  find("timeline-fold").textContent = fold ? "Show timeline" : "Hide timeline";
  memory.set("timeline", fold ? "folded" : "");
}
