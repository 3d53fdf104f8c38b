// The reader's corrections: made in a dialog, kept in this browser, taken away as corrections.csv.

const COLUMNS = ["action_id", "field", "value", "reason"];
const memoryKey = `corrections ${plans.map((plan) => plan.source_sha256).join(" ").slice(0, 2000)}`;
let taken = true; // whether the file that was downloaded last holds every correction

function allCorrections() {
  return actions.flatMap((action) => [...action.corrections].map(([field, { value: text, reason }]) =>
    ({ action_id: action.action_id, field, value: text, reason })));
}

function correct(action, field, text, reason) {
  action.corrections.set(field, { value: text, reason });
  corrected(action, field);
}

function undo(action, field) {
  action.corrections.delete(field);
  corrected(action, field);
}

function corrected(action, field) {
  taken = false;
  action.text = undefined;
  fillHeadIfMade(action);
  memory.set(memoryKey, JSON.stringify(allCorrections()));
  fillFilters();
  refresh();
  if (state.chosen !== action) return;
  const node = item(action);
  const focused = node.contains(document.activeElement);
  openRecord(action);
  const row = rowOf(node, field.startsWith("due_") && field !== "due_text" ? "due" : field);
  if (focused) (row?.querySelector(".edit") ?? node.firstChild).focus({ preventScroll: true });
}

function fillHeadIfMade(action) {
  if (items.has(action)) fillHead(action);
}

function openEdit(action, field = "action") {
  const dialog = find("edit");
  const choice = make("select", { id: "edit-field" }, facts.words.correctable.map((each) =>
    make("option", { value: each.field, selected: each.field === field }, labels[each.field])));
  const holder = make("div", { class: "edit-value" });
  const reason = make("input", { id: "edit-reason", required: true, autocomplete: "off", placeholder: "How you know: a letter, a call, the page itself" });
  const fill = () => {
    reason.value = action.corrections.get(choice.value)?.reason ?? reason.value;
    holder.replaceChildren(
      make("p", { class: "note" }, "As read: ", printed(action[choice.value] ?? "not stated")),
      make("label", { for: "edit-input" }, "Should be"), input(action, choice.value),
      make("p", { class: "note" }, hintFor(choice.value)));
  };
  choice.addEventListener("change", fill);
  const form = make("form", { method: "dialog" },
    make("h2", { id: "edit-title" }, `Correct ${visible(name(action))}`),
    make("label", { for: "edit-field" }, "Field"), choice, holder,
    make("label", { for: "edit-reason" }, "Reason"), reason,
    make("p", { class: "buttons" },
      make("button", { type: "button", on: { click: () => dialog.close() } }, "Cancel"),
      make("button", { type: "submit", class: "strong" }, "Keep this correction")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = find("edit-input");
    for (const each of [said, reason]) if (!each.value.trim()) each.value = ""; // blanks say nothing
    if (!form.reportValidity()) return;
    const text = said.value;
    dialog.close();
    if (text === String(action[choice.value] ?? "")) undo(action, choice.value);
    else correct(action, choice.value, text, reason.value.trim());
  });
  fill();
  dialog.replaceChildren(form);
  dialog.showModal();
  find("edit-input").focus();
}

function hintFor(field) {
  if (field === "due_text") return "The dates are read again from these words. Nothing means: not stated.";
  if (field === "lead_text") return "The leads are read again from these words. Nothing means: not stated.";
  return field === "action" ? "" : "Nothing means: not stated.";
}

function input(action, field) {
  const { type, values } = correctable.get(field);
  const text = value(action, field) ?? "";
  if (values.length) {
    return make("select", { id: "edit-input" }, ["", ...values].map((each) =>
      make("option", { value: each, selected: each === text }, each || "not stated")));
  }
  if (type === "date") return make("input", { id: "edit-input", type: "date", value: text });
  const area = make("textarea", { id: "edit-input", rows: String(text).length > 120 ? 6 : 3, dir: "auto", required: field === "action" });
  area.value = text;
  return area;
}

// RFC 4180, every field quoted, values exactly as typed.
function asCsv(corrections) {
  const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
  return [COLUMNS, ...corrections.map((each) => COLUMNS.map((column) => each[column]))]
    .map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

// Takes commas, semicolons or tabs, as spreadsheets of different countries write them.
function fromCsv(text) {
  const head = text.split("\n", 1)[0];
  const mark = [",", ";", "\t"].reduce((best, each) => (head.split(each).length > head.split(best).length ? each : best));
  const parts = new RegExp(`("(?:[^"]|"")*"|[^"${mark}\\r\\n]*)(${mark}|\\r\\n|\\n|\\r|$)`, "gy");
  const rows = [[]];
  for (let match; (match = parts.exec(text));) {
    const [, cell, end] = match;
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (!end) break;
    if (end !== mark) rows.push([]);
  }
  const [heads = [], ...rest] = rows.filter((cells) => cells.some(Boolean));
  return rest.map((cells) => Object.fromEntries(heads.map((name, at) => [name.trim(), cells[at] ?? ""])));
}

// Corrections from a file or from this browser's memory; returns those that fit no action here.
function takeIn(corrections) {
  const strange = [];
  for (const each of corrections) {
    const action = byId.get(each.action_id);
    if (!action || !correctable.has(each.field)) { strange.push(each); continue; }
    action.corrections.set(each.field, { value: each.value ?? "", reason: each.reason ?? "" });
    action.text = undefined;
    fillHeadIfMade(action);
  }
  fillFilters();
  refresh();
  return strange;
}

function save() {
  const text = asCsv(allCorrections());
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: "corrections.csv" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  taken = true;
}

function openCorrections(message = "") {
  const dialog = find("corrections");
  const all = allCorrections();
  const rows = all.map((each) => make("tr", {},
    make("td", {}, visible(each.action_id)), make("td", {}, labels[each.field]), make("td", {}, each.value ? printed(each.value) : "not stated"),
    make("td", {}, printed(each.reason)),
    make("td", {}, make("button", { type: "button", class: "link", on: { click: () => { undo(byId.get(each.action_id), each.field); openCorrections(); } } }, "take back"))));
  const chooser = make("input", { type: "file", accept: ".csv,text/csv", id: "corrections-file", on: { change: readFile } });
  dialog.replaceChildren(
    make("h2", { id: "corrections-title" }, "Corrections"),
    make("p", {}, "Choose an action and press the pencil beside a field. The corrections stay in this browser until you save them; the next conversion applies them and puts each on record:"),
    make("pre", {}, "actionplans convert … --corrections corrections.csv"),
    message && make("p", { class: "notice", role: "status" }, message),
    all.length ? make("table", { class: "corrections" },
      make("thead", {}, make("tr", {}, ["Action", "Field", "Should be", "Reason", ""].map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, rows)) : make("p", { class: "nothing" }, "None yet."),
    make("p", {}, make("label", { for: "corrections-file" }, "Go on from a corrections.csv of before: "), chooser),
    make("p", { class: "buttons" },
      make("button", { type: "button", id: "corrections-close", autofocus: !all.length, on: { click: () => dialog.close() } }, "Close"),
      make("button", { type: "button", id: "corrections-save", class: "strong", autofocus: all.length > 0, disabled: !all.length, on: { click: save } }, `Download corrections.csv (${all.length})`)));
  if (dialog.open) (all.length ? find("corrections-save") : find("corrections-close")).focus();
  else dialog.showModal();
}

async function readFile(event) {
  const [file] = event.target.files;
  if (!file) return;
  const read = fromCsv((await file.text()).replace(/^\ufeff/, ""));
  const strange = takeIn(read);
  taken = false;
  memory.set(memoryKey, JSON.stringify(allCorrections()));
  openCorrections(strange.length
    ? `${count(strange.length, "correction")} of the file fit no action or field here and were left out: ${strange.map((each) => visible(each.action_id)).join(", ")}`
    : `${count(read.length, "correction")} taken in.`);
}

function startCorrections() {
  try { takeIn(JSON.parse(memory.get(memoryKey) ?? "[]")); } catch { /* nothing to take up */ }
  find("corrections-open").addEventListener("click", () => openCorrections());
  window.addEventListener("beforeunload", (event) => {
    if (!taken && allCorrections().length && memory.get(memoryKey) === null) event.preventDefault();
  });
}

function showCorrections() {
  const number = allCorrections().length;
  find("corrections-count").textContent = number;
  find("corrections-open").classList.toggle("some", number > 0);
}
