// On paper the shown actions are a table without pictures; it is made when printing begins.

function layOut() {
  const heads = ["Ref", "Area", "Action", "Due", "Status", "Leads", "To check"];
  const rows = state.shown.map((action) => make("tr", {}, [
    visible(name(action)),
    [action.section && make("b", {}, visible(value(action, "section"))), " ", visible(value(action, "area") ?? "")],
    visible(value(action, "action")),
    [visible(value(action, "due_text") ?? ""), value(action, "deadline") && make("b", {}, ` ${day(value(action, "deadline"))}`)],
    [overdue(action) ? "overdue" : value(action, "status"), value(action, "rag")].filter(Boolean).join(", "),
    visible(value(action, "lead_text") ?? ""),
    reasons(action).map(([, text, why]) => make("p", {}, make("b", {}, text), why ? `: ${visible(why)}` : "")),
  ].map((cell) => make("td", {}, cell))));
  find("print").replaceChildren(
    make("p", {}, `${count(state.shown.length, "action")} of ${plans.map((plan) => plan.source_file).slice(0, 20).join(", ")}`),
    make("table", {}, make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, rows)));
}

function startPrint() {
  window.addEventListener("beforeprint", layOut);
  window.addEventListener("afterprint", () => find("print").replaceChildren());
}
