// The plans as the converter wrote them, and what the page works out about each action.

const find = (id) => document.getElementById(id);
const facts = JSON.parse(find("facts").textContent);
const { labels, meanings, flags: flagMeanings, repairs: repairNames } = facts.words;
const repaired = new Set(facts.words.repaired);
// The field that a flag is about, as its code begins; the action itself where it is about none.
const ABOUT = { due: "due_text", year: "due_text", lead: "lead_text", area: "area", ref: "action_ref" };
const doubtedField = (flag) => ABOUT[flag.split("-", 1)[0]] ?? "action";
const plans = [...document.querySelectorAll("script.plan")].map((node) => JSON.parse(node.textContent));
const actions = plans.flatMap((plan, position) => {
  plan.position = position;
  const repairs = Map.groupBy ? Map.groupBy(plan.repairs ?? [], (r) => r.action_id) : grouped(plan.repairs ?? []);
  plan.repairs = repairs.get(null) ?? [];
  return (plan.records ?? []).map((action) => {
    action.plan = plan;
    action.repairs = repairs.get(action.action_id) ?? [];
    action.doubts = action.flags.filter((flag) => !repaired.has(flag));
    action.doubted = new Set(action.doubts.map(doubtedField));
    action.rank = action.doubts.length ? 0 : action.repairs.length || action.flags.length ? 1 : 2;
    action.corrections = new Map();
    return action;
  });
});
actions.forEach((action, position) => { action.position = position; });
const byId = new Map(actions.map((action) => [action.action_id, action]));

const state = {
  order: "check", // or "document"
  filters: { text: "", plan: "", section: "", status: "", rag: "", lead: "", flag: "", month: "" },
  asOf: "", // the day from which the reader counts what is overdue; none is baked in
  colourBy: "status",
  chosen: null,
  shown: [],
};

function grouped(repairs) {
  const groups = new Map();
  for (const repair of repairs) {
    if (!groups.has(repair.action_id)) groups.set(repair.action_id, []);
    groups.get(repair.action_id).push(repair);
  }
  return groups;
}

// What a field says now: the reader's correction, or what was read.
function value(action, field) {
  const correction = action.corrections.get(field);
  return correction ? correction.value || null : action[field] ?? null;
}

function overdue(action) {
  const deadline = value(action, "deadline");
  return Boolean(state.asOf && deadline && deadline < state.asOf && value(action, "status") !== "complete");
}

// Control characters and marks that turn text around, made visible: a plan cannot hide behind them.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

function visible(text) {
  return String(text).replace(HIDDEN, (sign) => {
    const code = sign.codePointAt(0);
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}

function printed(text) {
  return make("span", { class: "printed", dir: "auto" }, visible(text));
}

// An element with attributes, listeners (on: {click: …}) and children. Text is only ever text.
function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, said] of Object.entries(attributes)) {
    if (said === null || said === undefined || said === false) continue;
    if (key === "on") for (const [event, run] of Object.entries(said)) node.addEventListener(event, run);
    else node.setAttribute(key, said === true ? "" : said);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function day(iso) {
  const [year, month, date] = iso.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

function name(action) {
  const [own, area] = [value(action, "action_ref"), value(action, "area_ref")];
  return own ?? (area ? `${area}, no. ${action.sequence}` : `no. ${action.sequence}`);
}

function repairName(kind) {
  return repairNames[kind] ?? kind.replaceAll("-", " ");
}

// A correction's evidence begins with the column it is about.
function evidence(repair) {
  const [column] = repair.evidence.split(": ", 1);
  return repair.kind === "corrected" && labels[column] ? labels[column] + repair.evidence.slice(column.length) : repair.evidence;
}

function flagName(flag) {
  return repairNames[flag] ?? sentence(flag.replaceAll("-", " "));
}

function sentence(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}

// What is remarkable, in bold, and a sentence that says more.
function remark(title, text) {
  const more = sentence(visible(text ?? ""));
  return [make("b", {}, `${title}.`), more && ` ${more}${/[.!?…]$/.test(more) ? "" : "."}`];
}

// Settings of the reader and unsaved corrections stay in this browser, where it allows that.
const memory = {
  get(key) { try { return localStorage.getItem(`actionplans ${key}`); } catch { return null; } },
  set(key, text) { try { localStorage.setItem(`actionplans ${key}`, text); } catch { /* not allowed from this file */ } },
};
