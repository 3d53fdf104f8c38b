// The totals, what the page says of each plan, and the beginning.

function showTotals() {
  const { totals } = facts;
  const some = (title, number, note = "", kind = "") => make("div", { class: kind, title: note || null },
    make("dt", {}, title), make("dd", {}, number.toLocaleString("en-GB")));
  const inTables = totals.words_placed + totals.words_unplaced;
  find("totals").replaceChildren(...[
    totals.plans > 1 && some("plans", totals.plans),
    some("pages", totals.pages),
    some("actions", totals.actions),
    some("to check", totals.to_check, "", totals.to_check ? "warn" : ""),
    some("flagged", totals.flagged),
    some("repairs", totals.repairs),
    some("words placed", totals.words_placed, inTables ? `${percent(totals.words_placed, inTables)} of those in the tables` : ""),
    some("unplaced", totals.words_unplaced, "", totals.words_unplaced ? "bad" : ""),
  ].filter(Boolean));
}

function percent(part, whole) {
  const share = (100 * part) / whole;
  return part === whole ? "100 %" : `${Math.min(99.9, share).toFixed(1)} %`;
}

function openAbout() {
  find("about").replaceChildren(
    make("h2", { id: "about-title" }, plans.length === 1 ? "About this plan" : "About these plans"),
    ...plans.filter((plan) => plan.records).map(about),
    leftOut(),
    pictureSizes(),
    make("p", { class: "identity" }, `Written by actionplans ${facts.version}. This file asks nothing of the network and sends nothing.`),
    closing("about"));
  find("about").showModal();
}

function about(plan) {
  const words = `${count(plan.words_total, "word")}: ${plan.words_placed.toLocaleString("en-GB")} in fields, ${plan.words_elsewhere.toLocaleString("en-GB")} outside of the action tables, ${plan.words_unplaced.toLocaleString("en-GB")} unplaced`;
  return make("section", { class: "about-plan" },
    make("h3", { dir: "auto" }, visible(plan.title ?? plan.source_file)),
    make("p", {}, visible(plan.source_file), ` · ${count(plan.pages, "page")} · ${count(plan.actions, "action")}, ${plan.to_check} to check, ${plan.flagged} flagged · ${plan.text_layer === "ocr" ? "text recognised from pictures" : "text as printed"}`),
    make("p", {}, words),
    plan.flags.length > 0 && make("ul", {}, plan.flags.map((flag) => make("li", {}, remark(flagName(flag), flagMeanings[flag])))),
    listed("Words that reached no field", (plan.unplaced ?? []).map((word) => [pageLink(plan, word.page), printed(word.text)])),
    listed("Repairs that belong to no single action", (plan.records ? plan.repairs : []).map((repair) =>
      [pageLink(plan, repair.page), ...remark(repairName(repair.kind), repair.evidence), change(repair)])),
    make("p", { class: "identity" }, `SHA-256 ${plan.source_sha256}`));
}

function pageLink(plan, page) {
  return make("button", { type: "button", class: "link", on: { click: () => { find("about").close(); showPlan(plan); goTo(pane.children[page - 1]); } } }, `page ${page}`);
}

function listed(title, rows) {
  return rows.length ? make("details", {}, make("summary", {}, `${title} (${rows.length})`), make("ul", {}, rows.map(([place, ...text]) => make("li", {}, make("span", { class: "note" }, place), " ", ...text)))) : null;
}

function leftOut() {
  const out = plans.filter((plan) => plan.records === null);
  return listed("Plans left out here, to keep this file small", out.map((plan) =>
    [count(plan.actions, "action"), `${plan.flagged} flagged, ${count(plan.words_unplaced, "word")} unplaced · ${visible(plan.source_file)}`])) ?? "";
}

function pictureSizes() {
  const sizes = [...document.querySelectorAll("script[data-kind=png], script[data-kind=webp]")].map((node) => node.textContent.length);
  const each = sizes.reduce((sum, size) => sum + size, 0) / sizes.length / 1000;
  return sizes.length > 0 && make("p", { class: "identity" }, `${count(sizes.length, "picture")} of pages, ${Math.round(each)} kB each on average.`);
}

function showLeftOut() {
  const out = plans.filter((plan) => plan.records === null);
  find("left-out").hidden = !out.length;
  find("left-out").textContent = `Left out here, to keep this file small: ${count(out.length, "plan")} of ${plans.length.toLocaleString("en-GB")}. The dataset's other files hold every record; to review such a plan, convert it alone. About lists what is left out.`;
}

function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  memory.set("theme", document.documentElement.dataset.theme);
}

function refresh() {
  sift();
  showRecords();
  showFilters();
  showTimeline();
  showCorrections();
}

const theme = memory.get("theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
showTotals();
showLeftOut();
startFilters();
startRecords();
startPages();
startTimeline();
startPrint();
startKeys();
startCorrections();
refresh();
find("theme").addEventListener("click", switchTheme);
find("about-open").addEventListener("click", openAbout);
find("filters").hidden = find("order").hidden = !actions.length;
find("page-tools").hidden = !plans.length;
showPlan(plans.find((plan) => plan.records) ?? plans[0]);
if (state.shown.length) choose(state.shown[0]);
