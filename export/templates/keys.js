// Everything can be done from the keyboard.

const KEYS = [
  ["j ↓", "next action"],
  ["k ↑", "previous action"],
  ["Enter", "open or close the action"],
  ["/", "search"],
  ["e", "correct the chosen action, or the field that is pointed at"],
  ["c", "corrections, to look over and save"],
  ["o", "order: to check first, or as in the document"],
  ["[ ]", "page back, page on"],
  ["+ − 0", "larger, smaller, fit the page"],
  ["← →", "in the timeline: from month to month; Enter shows its actions"],
  ["t", "timeline: show or hide"],
  ["d", "dark or light"],
  ["Esc", "leave a field; take the filters away"],
  ["?", "this help"],
];

const keyActions = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  "/": () => find("filter-text").focus(),
  e: () => state.chosen && openEdit(state.chosen, hinted.action === state.chosen && correctable.has(hinted.field) ? hinted.field : "action"),
  c: () => openCorrections(),
  o: () => setOrder(state.order === "check" ? "document" : "check"),
  "[": () => turnPage(-1), "]": () => turnPage(1),
  "+": () => setZoom(zoom * 1.25), "=": () => setZoom(zoom * 1.25), "-": () => setZoom(zoom / 1.25), 0: () => setZoom(1),
  t: () => foldTimeline(),
  d: () => switchTheme(),
  "?": () => openHelp(),
  Escape: () => clearFilters(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input, select, textarea");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    if (event.key === "Enter" && typing.id === "filter-text") step(1);
    return;
  }
  if (event.target.closest("#pages") && event.key.startsWith("Arrow")) return; // the page scrolls
  const run = keyActions[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

function openHelp() {
  find("help").replaceChildren(
    make("h2", { id: "help-title" }, "How to use this page"),
    make("p", {}, "On the left is every action that was read; on the right, the pages it was read from. Point at one to see the other. Actions with something to look at come first, each with what it is; then those where something was joined, split or carried over, with the evidence."),
    make("table", { class: "keys" }, make("tbody", {}, KEYS.map(([key, text]) => make("tr", {}, make("th", { scope: "row" }, key.split(" ").map((each) => make("kbd", {}, each))), make("td", {}, text))))),
    closing("help"));
  find("help").showModal();
}

function closing(id) {
  return make("p", { class: "buttons" }, make("button", { type: "button", class: "strong", on: { click: () => find(id).close() } }, "Close"));
}

function startKeys() {
  document.addEventListener("keydown", pressed);
  find("help-open").addEventListener("click", openHelp);
}
