// On paper the shown actions are a table without pictures; it is made when printing begins.

const PRINTED = ["Ref", "Action", "Due", "Status", "Leads", "To check, repaired"];

function layOut() {
  let area = null;
  const rows = [...state.shown].sort((a, b) => a.position - b.position).flatMap((action) => {
    const [section, ...rest] = [
      [plans.length > 1 && action.plan.plan_id, value(action, "section"), value(action, "area_ref")].filter(Boolean).map(visible).join(" · "),
      visible(value(action, "area") ?? ""),
    ];
    const here = [section, ...rest].filter(Boolean).join("  ");
    const heading = here && here !== area
      ? [make("tr", { class: "area" }, make("th", { colspan: PRINTED.length, scope: "rowgroup", dir: "auto" }, make("b", {}, section), "  ", rest))] : [];
    area = here;
    return [...heading, paperRow(action)];
  });
  const files = plans.slice(0, 10).map((plan) => visible(plan.source_file)).join(", ");
  const number = filtersSaid().length ? `${state.shown.length} of ${count(actions.length, "action")}` : count(actions.length, "action");
  find("print").replaceChildren(
    make("p", { class: "what" }, [number, ...filtersSaid(), `${files}${plans.length > 10 ? " …" : ""}`].join(" · ")),
    make("table", {},
      make("thead", {}, make("tr", {}, PRINTED.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, rows)));
}

function paperRow(action) {
  const deadline = value(action, "deadline");
  return make("tr", {}, [
    visible(name(action)),
    visible(value(action, "action")),
    [visible(value(action, "due_text") ?? ""), deadline && make("p", {}, make("b", {}, day(deadline)))],
    [overdue(action) ? "overdue" : value(action, "status"), value(action, "rag")].filter(Boolean).join(", "),
    visible(value(action, "lead_text") ?? ""),
    reasons(action).map(([, text, why]) => make("p", {}, remark(text, why))),
  ].map((cell) => make("td", { dir: "auto" }, cell)));
}

function startPrint() {
  window.addEventListener("beforeprint", layOut);
  window.addEventListener("afterprint", () => find("print").replaceChildren());
}
