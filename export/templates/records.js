// The list of actions: one line each, the chosen one open with all its fields.

const GROUPS = ["To check", "Repaired, with evidence", "Nothing to check"];
const HEADING = 34; // pixels of the group's heading, which stays above the rows
const items = new Map(); // action -> its element, made when first shown

function item(action) {
  if (items.has(action)) return items.get(action);
  const id = `record-${action.position}`;
  const head = make("button", { type: "button", class: "head", "aria-expanded": "false", "aria-controls": id });
  const node = make("li", { class: `record rank-${action.rank}` }, head, make("div", { class: "body", id, hidden: true }));
  node.record = action;
  items.set(action, node);
  fillHead(action);
  return node;
}

function fillHead(action) {
  const [ref, area] = [value(action, "action_ref"), value(action, "area_ref")];
  const due = value(action, "deadline");
  const status = value(action, "status");
  const rag = value(action, "rag");
  const lead = leadNames(action)[0] ?? (action.leads?.[0]?.role || null);
  items.get(action).firstChild.replaceChildren(
    make("span", { class: "ref" }, visible(ref ?? area ?? action.sequence), !ref && area && make("small", {}, `no. ${action.sequence}`)),
    make("span", { class: "what" }, visible(value(action, "action"))),
    make("span", { class: "line" },
      due && make("span", { class: overdue(action) ? "due late" : "due" }, overdue(action) ? `${day(due)}, overdue` : day(due)),
      !due && value(action, "due_text") && make("span", { class: "due" }, visible(value(action, "due_text"))),
      status && make("span", { class: "pill", "data-status": status }, status),
      rag && make("span", { class: "pill", "data-rag": rag }, visible(rag)),
      plans.length > 1 && make("span", { class: "plan-id" }, visible(action.plan.plan_id)),
      lead && make("span", { class: "who" }, visible(lead)),
      action.corrections.size > 0 && make("span", { class: "pill corrected" }, count(action.corrections.size, "correction"))),
    ...reasons(action).map(([kind, text, why]) =>
      make("span", { class: `why ${kind}` }, remark(text, why))),
  );
}

// In a line each: what to look at, then what was repaired and why.
function reasons(action) {
  const doubts = action.doubts.map((flag) => ["doubt", flagName(flag), flagMeanings[flag] ?? ""]);
  const repairs = action.repairs.map((repair) => ["repair", repairName(repair.kind), evidence(repair)]);
  return [...doubts, ...repairs, ...noted(action).map((flag) => ["repair", flagName(flag), ""])];
}

// Flags that say what was done where no repair of the action says it already.
function noted(action) {
  const told = new Set(action.repairs.map((repair) => repair.kind));
  if (told.has("cell-split")) told.add("action-split-from-cell");
  return action.flags.filter((flag) => repaired.has(flag) && !told.has(flag));
}

function showRecords() {
  const list = find("records");
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const nodes = [];
  const numbers = new Map();
  for (const action of state.shown) numbers.set(groupOf(action), (numbers.get(groupOf(action)) ?? 0) + 1);
  let group = null;
  for (const action of state.shown) {
    const heading = groupOf(action);
    if (heading !== group) nodes.push(groupHeading(action, numbers.get(heading)));
    group = heading;
    nodes.push(item(action));
  }
  if (!nodes.length) {
    nodes.push(make("li", { class: "nothing" }, nothingShown()));
  }
  list.replaceChildren(...nodes);
  if (focused?.isConnected) focused.focus({ preventScroll: true });
  else if (focused) list.focus({ preventScroll: true });
}

// After other actions are shown, or in another order: the chosen one, or else the first, is in view.
function scrollToChosen() {
  find("records-scroll").scrollTop = 0;
  if (state.shown.includes(state.chosen)) keepInView(item(state.chosen));
}

function nothingShown() {
  if (actions.length) return "No action fits these filters.";
  return plans.length ? "No actions could be read here. The pages are shown as they are." : "There are no plans here.";
}

function groupOf(action) {
  return state.order === "check" ? action.rank : `${action.plan.position} ${value(action, "section") ?? ""}`;
}

function groupHeading(action, number) {
  const plan = plans.length > 1 ? `${action.plan.plan_id} · ` : "";
  const text = state.order === "check" ? GROUPS[action.rank] : `${plan}${value(action, "section") ?? "No section"}`;
  return make("li", { class: "group", title: visible(text) },
    make("h2", {}, make("span", { class: "text" }, visible(text)), make("span", { class: "number" }, number.toLocaleString("en-GB"))));
}

// Choose an action: its record opens, its boxes show. field: the one to bring into view.
function choose(action, { field = null, focus = false, turn = true } = {}) {
  const before = state.chosen;
  if (before && before !== action) close(before);
  state.chosen = action;
  if (action) {
    const node = openRecord(action);
    if (focus) node.firstChild.focus({ preventScroll: true });
    const row = field && rowOf(node, field);
    keepInView(row && !fitsWith(node, row) ? row : node, row || node);
    if (turn) turnTo(action, field);
  }
  markBoxes();
}

function openRecord(action) {
  const node = item(action);
  node.classList.add("chosen");
  node.firstChild.setAttribute("aria-expanded", "true");
  node.lastChild.replaceChildren(...body(action));
  node.lastChild.hidden = false;
  return node;
}

function close(action) {
  const node = item(action);
  node.classList.remove("chosen");
  node.firstChild.setAttribute("aria-expanded", "false");
  node.lastChild.hidden = true;
  node.lastChild.replaceChildren();
}

// Scrolls the list so that it begins with the node, unless what is wanted of it is seen already.
// Rows far from sight have guessed heights until they are drawn, so it looks again then.
function keepInView(node, wanted = node, again = true) {
  const scroller = find("records-scroll");
  const frame = scroller.getBoundingClientRect();
  const place = wanted.getBoundingClientRect();
  if (place.top >= frame.top + HEADING && place.bottom <= frame.bottom) return;
  const top = node.getBoundingClientRect().top;
  const room = Math.max(0, frame.height - node.offsetHeight);
  scroller.scrollTop += top - frame.top - HEADING - Math.min(room / 3, 44);
  if (again) requestAnimationFrame(() => node.isConnected && keepInView(node, wanted, false));
}

function fitsWith(node, row) {
  const needed = row.getBoundingClientRect().bottom - node.getBoundingClientRect().top;
  return needed < find("records-scroll").clientHeight - HEADING;
}

// The field's row in an open record.
function rowOf(node, field) {
  return [...node.querySelectorAll(".field")].find((row) => row.dataset.field === field);
}

function step(by) {
  const list = state.shown;
  if (!list.length) return;
  const at = list.indexOf(state.chosen);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by));
  choose(list[next], { focus: true });
  find("bench").scrollIntoView({ block: "nearest" });
}

function startRecords() {
  const list = find("records");
  const recordAt = (event) => event.target.closest(".record")?.record ?? null;
  const fieldAt = (event) => event.target.closest("[data-field]")?.dataset.field;
  list.addEventListener("click", (event) => {
    const action = recordAt(event);
    if (!event.target.closest(".head")) {
      if (fieldAt(event) && !event.target.closest("button") && getSelection().isCollapsed) turnTo(action, fieldAt(event));
    } else if (action === state.chosen) { close(action); state.chosen = null; markBoxes(); } else choose(action);
    find("bench").scrollIntoView({ block: "nearest" });
  });
  list.addEventListener("mouseover", (event) => hint(recordAt(event), fieldAt(event)));
  list.addEventListener("mouseleave", () => hint(null));
  list.addEventListener("focusin", (event) => {
    hint(recordAt(event), fieldAt(event));
    if (fieldAt(event)) turnTo(recordAt(event), fieldAt(event));
  });
}
