// The open record: every field, what is to be looked at, and what was repaired.

const SHOWN = ["action_ref", "action", "due_text", "due", "deadline", "recurrence", "status", "rag", "lead_text", "section", "area_ref", "area"];
const LONG = 240; // characters
const FROM_DUE = ["due", "deadline", "recurrence"]; // read again when the due text is corrected
const correctable = new Map(facts.words.correctable.map((each) => [each.field, each]));

function body(action) {
  return [
    concerns(action),
    make("dl", { class: "fields" }, SHOWN.filter((field) => stated(action, field)).map((field) => row(action, field))),
    notStated(action),
    leadsOf(action),
    milestonesOf(action),
    extrasOf(action),
    make("p", { class: "identity" }, visible(action.action_id), " · ", pagesOf(action)),
  ].filter(Boolean);
}

function stated(action, field) {
  const names = field === "due" ? ["due_start", "due_end"] : [field];
  return names.some((each) => value(action, each) !== null || action.corrections.has(each));
}

// What the plan does not say, in one line, each to be filled in.
function notStated(action) {
  const missing = SHOWN.filter((field) => !stated(action, field));
  return missing.length ? make("p", { class: "not-stated" }, "Not stated: ", missing.flatMap((field, at) => [
    at > 0 && ", ",
    make("button", { type: "button", class: "link", on: { click: () => openEdit(action, field === "due" ? "due_end" : field) } },
      (field === "due" ? "period" : labels[field].replace(", as printed", "")).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())),
  ])) : null;
}

function pagesOf(action) {
  const { page_first: first, page_last: last } = action;
  return first === last ? `page ${first}` : `pages ${first}–${last}`;
}

function row(action, field) {
  const edit = correctable.has(field) ? field : field === "due" ? "due_end" : null;
  const label = field === "due" ? "Period" : labels[field];
  return make("div", { class: action.doubted.has(field) ? "field doubted" : "field", "data-field": field, "data-corrected": action.corrections.has(field) },
    make("dt", { title: meanings[field] ?? null }, label),
    make("dd", {}, said(action, field), was(action, field),
      FROM_DUE.includes(field) && differs(action, "due_text") && make("span", { class: "was" }, "as read before the correction")),
    edit && make("button", {
      type: "button", class: "edit", "aria-label": `Correct: ${label}`, title: `Correct (e)`,
      on: { click: () => openEdit(action, edit) },
    }, "✎"));
}

function said(action, field) {
  const empty = make("span", { class: "unknown" }, "not stated");
  const text = field === "due" ? null : value(action, field);
  if (field === "due") return period(action) ?? empty;
  if (text === null) return empty;
  if (field === "deadline") return make("span", {}, day(text), overdue(action) && make("span", { class: "pill late" }, "overdue"));
  if (field === "status") return make("span", { class: "pill", "data-status": text }, text);
  if (field === "rag") return make("span", { class: "pill", "data-rag": text }, visible(text));
  if (field === "lead_text" && action.lead_inherited) {
    return make("span", {}, printed(text), make("span", { class: "note" }, "from the rows above"));
  }
  return printed(text);
}

function period(action) {
  const start = value(action, "due_start");
  const end = value(action, "due_end");
  if (!start && !end) return null;
  const text = start && end ? (start === end ? day(end) : `${day(start)} to ${day(end)}`) : end ? `until ${day(end)}` : `from ${day(start)}`;
  const notes = [action.due_precision, action.due_edtf].filter(Boolean).join(" · ");
  return make("span", {}, text, make("span", { class: "note" }, notes));
}

// Whether a correction says other than the dataset: not so once a conversion has applied it.
function differs(action, field) {
  return action.corrections.has(field) && value(action, field) !== (action[field] ?? null);
}

function was(action, field) {
  const names = field === "due" ? ["due_start", "due_end"] : [field];
  return names.filter((each) => differs(action, each)).map((each) => {
    const correction = action.corrections.get(each);
    return make("span", { class: "was" }, "was ", make("del", {}, visible(action[each] ?? "not stated")), ` – ${visible(correction.reason)} `,
      make("button", { type: "button", class: "link", on: { click: () => undo(action, each) } }, "take back"));
  });
}

function concerns(action) {
  const doubts = action.doubts.map((flag) =>
    make("li", { class: "doubt", "data-field": doubtedField(flag) }, remark(flagName(flag), flagMeanings[flag])));
  const repairs = action.repairs.map((repair) => make("li", { class: "repair" },
    remark(repairName(repair.kind), evidence(repair)), make("span", { class: "note" }, `page ${repair.page}`),
    change(repair)));
  const others = noted(action).map((flag) =>
    make("li", { class: "repair" }, remark(flagName(flag), flagMeanings[flag])));
  const all = [...doubts, ...repairs, ...others];
  return all.length ? make("ul", { class: "concerns", "aria-label": "What to look at" }, all) : null;
}

function change(repair) {
  return make("span", { class: "change" },
    repair.before && told("before", "Before ", repair.before),
    repair.after && told("after", "Now ", repair.after));
}

// A long text shows its beginning, and the whole of it when it is opened.
function told(kind, label, said) {
  const text = said.replace(/^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/, (_, from, to) => `${day(from)} to ${day(to)}`);
  const named = make("i", {}, label);
  if (text.length < LONG) return make("span", { class: kind }, named, printed(text));
  const beginning = `${[...text].slice(0, LONG - 60).join("")}…`;
  return make("details", { class: kind }, make("summary", {}, named, printed(beginning)), printed(text));
}

function table(title, heads, rows, field) {
  if (!rows.length) return null;
  return make("div", { class: "table", "data-field": field },
    make("h3", {}, title),
    make("table", {},
      make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map((cell) => make("td", {}, cell ?? "–")))))));
}

function leadsOf(action) {
  const rows = (action.leads ?? []).map((lead) => [lead.name, lead.role, lead.organisation].map((part) => part && printed(part)));
  return table("Leads", ["Name", "Role", "Organisation"], rows, "lead_text");
}

function milestonesOf(action) {
  const rows = (action.milestones ?? []).map((each) => [
    printed(each.text), each.kind,
    each.start && each.end ? (each.start === each.end ? day(each.end) : `${day(each.start)} – ${day(each.end)}`)
      : each.end ? `until ${day(each.end)}` : each.start ? `from ${day(each.start)}` : each.recurrence,
  ]);
  return table("Milestones", ["Words", "Kind", "When"], rows, "due_text");
}

function extrasOf(action) {
  const rows = Object.entries(action.extra ?? {});
  return rows.length ? make("dl", { class: "fields extra" }, rows.map(([heading, text]) =>
    make("div", { class: "field", "data-field": heading }, make("dt", {}, visible(heading)), make("dd", {}, printed(text))))) : null;
}
