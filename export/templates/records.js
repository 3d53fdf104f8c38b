// The list of actions: one line each, the chosen one open with all its fields.

const GROUPS = ["Doubts, to be checked", "Repaired, with evidence", "Nothing to check"];
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
  const due = value(action, "deadline");
  const status = value(action, "status");
  const rag = value(action, "rag");
  const lead = leadNames(action)[0] ?? (action.leads?.[0]?.role || null);
  items.get(action).firstChild.replaceChildren(
    make("span", { class: "ref" }, visible(action.action_ref ?? action.area_ref ?? action.sequence), !action.action_ref && action.area_ref && make("small", {}, `no. ${action.sequence}`)),
    make("span", { class: "what" }, visible(value(action, "action"))),
    make("span", { class: "line" },
      due && make("span", { class: overdue(action) ? "due late" : "due" }, overdue(action) ? `${day(due)}, overdue` : day(due)),
      !due && value(action, "due_text") && make("span", { class: "due" }, visible(value(action, "due_text"))),
      status && make("span", { class: "pill", "data-status": status }, status),
      rag && make("span", { class: "pill", "data-rag": rag }, visible(rag)),
      plans.length > 1 && make("span", { class: "who" }, action.plan.plan_id),
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
  const nodes = [];
  let group = null;
  for (const action of state.shown) {
    const heading = state.order === "check" ? action.rank : `${action.plan.position} ${action.section ?? ""}`;
    if (heading !== group) nodes.push(groupHeading(action, heading));
    group = heading;
    nodes.push(item(action));
  }
  if (!nodes.length) {
    nodes.push(make("li", { class: "nothing" }, actions.length ? "No action fits these filters." : "No actions."));
  }
  list.replaceChildren(...nodes);
}

function groupHeading(action, heading) {
  const inGroup = state.order === "check"
    ? state.shown.filter((other) => other.rank === heading).length
    : state.shown.filter((other) => `${other.plan.position} ${other.section ?? ""}` === heading).length;
  const plan = plans.length > 1 ? `${action.plan.plan_id} · ` : "";
  const text = state.order === "check" ? GROUPS[action.rank] : `${plan}${action.section ?? "No section"}`;
  return make("li", { class: "group" }, make("h2", {}, visible(text), make("span", { class: "number" }, inGroup.toLocaleString("en-GB"))));
}

// Choose an action: its record opens, its boxes show. field: the one to bring into view.
function choose(action, { field = null, focus = false, turn = true } = {}) {
  const before = state.chosen;
  if (before && before !== action) close(before);
  state.chosen = action;
  if (action) {
    const node = item(action);
    node.classList.add("chosen");
    node.firstChild.setAttribute("aria-expanded", "true");
    node.lastChild.replaceChildren(...body(action));
    node.lastChild.hidden = false;
    if (focus) node.firstChild.focus({ preventScroll: true });
    keepInView(node);
    if (turn) turnTo(action, field);
  }
  markBoxes();
}

function close(action) {
  const node = item(action);
  node.classList.remove("chosen");
  node.firstChild.setAttribute("aria-expanded", "false");
  node.lastChild.hidden = true;
  node.lastChild.replaceChildren();
}

function keepInView(node) {
  const frame = find("records-scroll").getBoundingClientRect();
  const place = node.getBoundingClientRect();
  if (place.top < frame.top + 34 || place.bottom > frame.bottom) {
    const room = Math.max(0, frame.height - place.height);
    find("records-scroll").scrollTop += place.top - frame.top - Math.min(room / 3, 44) - 34;
  }
}

function step(by) {
  const list = state.shown;
  if (!list.length) return;
  const at = list.indexOf(state.chosen);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by));
  choose(list[next], { focus: true });
}

function startRecords() {
  const list = find("records");
  const recordAt = (event) => event.target.closest(".record")?.record ?? null;
  list.addEventListener("click", (event) => {
    const head = event.target.closest(".head");
    if (!head) return;
    const action = recordAt(event);
    if (action === state.chosen) { close(action); state.chosen = null; markBoxes(); } else choose(action);
  });
  list.addEventListener("mouseover", (event) => hint(recordAt(event), event.target.closest("[data-field]")?.dataset.field));
  list.addEventListener("mouseleave", () => hint(null));
  list.addEventListener("focusin", (event) => hint(recordAt(event), event.target.closest("[data-field]")?.dataset.field));
}
