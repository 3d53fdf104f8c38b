// Which actions are shown, and in which order.

const NONE = "\u0000none";

const leadNames = (action) => [...new Set((action.leads ?? []).flatMap((lead) => [lead.name, lead.organisation]).filter(Boolean))];
const flagsAndRepairs = (action) => [...new Set([...action.flags, ...action.repairs.map((repair) => repair.kind)])];

const filterKinds = {
  plan: { title: "All plans", values: (a) => [a.plan_id ?? a.plan.plan_id] },
  section: { title: "All sections", none: "No section", values: (a) => one(value(a, "section")) },
  status: { title: "Any status", none: "No status", values: (a) => one(value(a, "status")) },
  rag: { title: "Any RAG", none: "No RAG", values: (a) => one(value(a, "rag")) },
  lead: { title: "All leads", none: "No lead", values: leadNames },
  flag: { title: "Any flag or repair", none: "Nothing to check", values: flagsAndRepairs, say: flagName },
};

function one(said) {
  return said === null ? [] : [said];
}

function searched(action) {
  action.text ??= [
    name(action), ...["section", "area_ref", "area", "action", "due_text", "lead_text"].map((field) => value(action, field)),
    ...Object.values(action.extra ?? {}),
  ].filter(Boolean).join(" ").toLowerCase();
  return action.text;
}

function passes(action, without = "") {
  const { text, month } = state.filters;
  if (text && !text.toLowerCase().split(/\s+/).every((word) => searched(action).includes(word))) return false;
  if (month && without !== "month" && (bin(value(action, "deadline")) || NONE) !== month) return false;
  return Object.entries(filterKinds).every(([kind, { values }]) => {
    const wanted = state.filters[kind];
    if (!wanted || kind === without) return true;
    const said = values(action);
    return wanted === NONE ? !said.length : said.includes(wanted);
  });
}

function sift() {
  state.shown = actions.filter((action) => passes(action));
  if (state.order === "check") state.shown.sort((a, b) => a.rank - b.rank || a.position - b.position);
}

// Every value with the number of actions that have it; a filter with nothing to choose is hidden.
function fillFilters() {
  for (const [kind, { title, none, values, say }] of Object.entries(filterKinds)) {
    const counts = new Map(kind === "plan" ? plans.filter((plan) => plan.records).map((plan) => [plan.plan_id, 0]) : []);
    let without = 0;
    for (const action of actions) {
      const said = values(action);
      if (!said.length) without += 1;
      for (const each of said) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
    const choice = find(`filter-${kind}`);
    const options = [...counts].map(([each, number]) => option(each, say ? say(each) : each, number));
    if (kind === "lead") options.sort((a, b) => a.textContent.localeCompare(b.textContent));
    choice.replaceChildren(make("option", { value: "" }, title), ...options);
    if (without && none) choice.append(option(NONE, none, without));
    choice.value = state.filters[kind];
    if (choice.selectedIndex < 0) choice.value = state.filters[kind] = ""; // its last action was corrected
    choice.hidden = counts.size + (without ? 1 : 0) < 2;
  }
}

function option(said, shown, number) {
  const short = shown.length > 60 ? `${shown.slice(0, 58)}…` : shown;
  return make("option", { value: said }, `${visible(short)} (${number})`);
}

function setFilter(kind, said) {
  state.filters[kind] = said;
  refresh();
  scrollToChosen();
}

function clearFilters() {
  for (const kind of Object.keys(state.filters)) state.filters[kind] = "";
  find("filters").reset();
  for (const kind of Object.keys(filterKinds)) find(`filter-${kind}`).value = "";
  refresh();
  scrollToChosen();
}

function startFilters() {
  fillFilters();
  find("filter-text").addEventListener("input", (event) => setFilter("text", event.target.value.trim()));
  for (const kind of Object.keys(filterKinds)) {
    find(`filter-${kind}`).addEventListener("change", (event) => setFilter(kind, event.target.value));
  }
  find("filter-plan").addEventListener("change", (event) => {
    const plan = plans.find((each) => each.plan_id === event.target.value);
    if (plan && state.chosen?.plan !== plan) choose(state.shown[0] ?? null);
    if (plan) showPlan(plan);
  });
  find("filters").addEventListener("submit", (event) => event.preventDefault());
  find("filters-clear").addEventListener("click", (event) => { event.preventDefault(); clearFilters(); find("filter-text").focus(); });
  for (const order of ["check", "document"]) {
    find(`order-${order}`).addEventListener("click", () => setOrder(order));
  }
}

// The filters that are set, in words.
function filtersSaid() {
  const { text, month } = state.filters;
  const kinds = Object.entries(filterKinds).filter(([kind]) => state.filters[kind]).map(([kind, { none, say }]) => {
    const wanted = state.filters[kind];
    return wanted === NONE ? none : visible(say ? say(wanted) : wanted);
  });
  return [text && `“${visible(text)}”`, ...kinds, month && monthSaid(month)].filter(Boolean);
}

function monthSaid(month) {
  return month === NONE ? "Not dated" : `Deadline ${binName(month)}`;
}

function setOrder(order) {
  state.order = order;
  for (const each of ["check", "document"]) find(`order-${each}`).setAttribute("aria-pressed", String(each === order));
  refresh();
  scrollToChosen();
}

function showFilters() {
  const active = Object.values(state.filters).some(Boolean);
  find("filters-clear").hidden = !active;
  find("shown").textContent = active ? `${state.shown.length} of ${count(actions.length, "action")}` : count(actions.length, "action");
  const month = find("filter-month");
  month.hidden = !state.filters.month;
  month.textContent = state.filters.month ? monthSaid(state.filters.month) : "";
  for (const kind of Object.keys(filterKinds)) find(`filter-${kind}`).classList.toggle("active", Boolean(state.filters[kind]));
}
