// The pages of the chosen action's plan, with a box for every place where a field was read.

const NEAR = "1200px 0px"; // how far from sight a page's picture is kept decoded
const pane = find("pages");
let shownPlan = null;
let zoom = 1;
let hinted = { action: null, field: null };

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) (isIntersecting ? paint : fade)(target);
}, { root: pane, rootMargin: NEAR });

function showPlan(plan) {
  if (plan === shownPlan) return;
  shownPlan = plan;
  watcher.disconnect();
  pane.replaceChildren();
  if (!plan?.sheets) return;
  plan.places ??= placesOf(plan);
  for (let page = 1; page <= plan.pages; page += 1) pane.append(sheet(plan, page));
  for (const node of pane.children) watcher.observe(node);
  find("file").textContent = visible(plan.source_file);
  showWhere();
}

// Width and height in points; A4 across where the page's own are not known.
function sizeOf(plan, page) {
  const [width, height] = plan.sheets?.[page - 1] ?? [];
  return width > 0 && height > 0 ? [width, height] : [842, 595];
}

function sheet(plan, page) {
  const [width, height] = sizeOf(plan, page);
  const node = make("div", { class: "sheet", role: "group", "aria-label": `Page ${page}`, "data-page": page });
  node.style.aspectRatio = `${width} / ${height}`;
  node.page = page;
  node.append(make("span", { class: "folio" }, String(page)));
  return node;
}

// Page -> boxes; what several actions share (an area, a merged lead) is one box.
function placesOf(plan) {
  const pages = new Map();
  for (const action of plan.records) {
    for (const [field, page, ...sides] of action.provenance) {
      if (!pages.has(page)) pages.set(page, new Map());
      const key = `${field} ${sides}`;
      const places = pages.get(page);
      if (!places.has(key)) places.set(key, { field, page, sides, actions: [] });
      places.get(key).actions.push(action);
    }
  }
  return pages;
}

function paint(node) {
  if (node.painted) return;
  node.painted = true;
  const stored = find(`picture-${shownPlan.position}-${node.page}`);
  if (stored?.dataset.kind) {
    const picture = make("img", { alt: `Page ${node.page} of ${shownPlan.source_file}`, decoding: "async", draggable: "false" });
    picture.src = `data:image/${stored.dataset.kind};base64,${stored.textContent}`;
    node.prepend(picture);
  } else {
    node.prepend(make("p", { class: "no-picture" }, `Page ${node.page}: ${whyNoPicture(stored)}`));
  }
  const [width, height] = sizeOf(shownPlan, node.page);
  const boxes = make("div", { class: "boxes", "aria-hidden": "true" });
  for (const place of shownPlan.places.get(node.page)?.values() ?? []) boxes.append(box(place, width, height));
  for (const word of shownPlan.unplaced ?? []) if (word.page === node.page) boxes.append(lostWord(word, width, height));
  node.append(boxes);
  markBoxes();
  showElsewhere();
}

function whyNoPicture(stored) {
  if (!facts.pictures) return "shown without its picture, so that it shows no names.";
  if (stored) return `${stored.dataset.reason}, so there is no picture of it.`;
  if (document.readyState === "loading") return "its picture is being loaded.";
  return "its picture is left out, to keep this file small. Convert this plan alone to see it.";
}

function fade(node) {
  node.painted = false;
  for (const part of node.querySelectorAll("img, .boxes, .no-picture")) part.remove();
}

function setSides(node, [x0, top, x1, bottom], width, height) {
  node.style.left = `${(100 * (x0 - 1.5)) / width}%`;
  node.style.top = `${(100 * (top - 1)) / height}%`;
  node.style.width = `${(100 * (x1 - x0 + 3)) / width}%`;
  node.style.height = `${(100 * (bottom - top + 2)) / height}%`;
}

function box(place, width, height) {
  const flagged = place.actions.some((action) => action.doubted.has(place.field));
  const node = make("div", { class: flagged ? "box flagged" : "box", "data-field": place.field });
  node.place = place;
  node.dataset.label = place.actions.length > 1
    ? `${labels[place.field] ?? place.field}, ${count(place.actions.length, "action")}`
    : `${visible(name(place.actions[0]))} · ${labels[place.field] ?? visible(place.field)}`;
  setSides(node, place.sides, width, height);
  node.classList.toggle("at-top", place.sides[1] < 0.04 * height); // its label goes below it
  node.classList.toggle("at-end", place.sides[0] > 0.6 * width); // its label goes to the left
  return node;
}

function lostWord(word, width, height) {
  const node = make("div", { class: "box lost", title: `“${visible(word.text)}” reached no field` });
  setSides(node, [word.x0, word.top, word.x1, word.bottom], width, height);
  return node;
}

function markBoxes() {
  for (const node of pane.querySelectorAll(".box")) {
    if (!node.place) continue;
    const chosen = state.chosen && node.place.actions.includes(state.chosen);
    const hot = hinted.action && node.place.actions.includes(hinted.action);
    node.classList.toggle("chosen", Boolean(chosen));
    node.classList.toggle("hinted", Boolean(hot && (!hinted.field || sameField(hinted.field, node.place.field))));
  }
}

// The period is read in the due text, and so on.
const READ_IN = { due: "due_text", due_start: "due_text", due_end: "due_text", deadline: "due_text", recurrence: "due_text", leads: "lead_text", milestones: "due_text" };

function sameField(field, place) {
  return field === place || READ_IN[field] === place;
}

// Point at an action from afar: its boxes where it is a record, its record where it is a box.
function hint(action, field = null) {
  if (hinted.action === action && hinted.field === field) return;
  if (hinted.action) item(hinted.action).classList.remove("hinted");
  for (const node of document.querySelectorAll(".field.hinted")) node.classList.remove("hinted");
  hinted = { action, field };
  if (action) {
    const node = item(action);
    node.classList.add("hinted");
    if (field) for (const each of node.querySelectorAll(".field")) each.classList.toggle("hinted", sameField(each.dataset.field, field) || each.dataset.field === field);
  }
  markBoxes();
  showElsewhere();
}

// In words, where what is pointed at in the list stands, if none of its boxes is in sight.
function showElsewhere() {
  const { action, field } = hinted;
  const frame = pane.getBoundingClientRect();
  const seen = action?.plan === shownPlan && [...pane.querySelectorAll(".box.hinted")].some((node) => {
    const place = node.getBoundingClientRect();
    return place.bottom > frame.top && place.top < frame.bottom && place.right > frame.left && place.left < frame.right;
  });
  const place = !action || seen ? null : placeOf(action, field);
  find("elsewhere").textContent = !place ? ""
    : `${visible(name(action))}: page ${place.page}${action.plan === shownPlan ? "" : ` of ${visible(action.plan.source_file)}`}`;
}

// Where the field was read, or else the action, or anything of it.
function placeOf(action, field) {
  const places = action.provenance.map(([read, page, ...sides]) => ({ read, page, sides }));
  return places.find((each) => sameField(field, each.read)) ?? places.find((each) => each.read === "action") ?? places[0];
}

// Bring the action's place into view: the named field's, or the action's own.
function turnTo(action, field = null) {
  showPlan(action.plan);
  const place = placeOf(action, field);
  const page = place?.page ?? action.page_first;
  const node = pane.querySelector(`[data-page="${page}"]`);
  if (!node) return;
  const [width, height] = sizeOf(action.plan, page);
  const down = place ? (place.sides[1] / height) * node.offsetHeight : 0;
  const end = place ? (place.sides[3] / height) * node.offsetHeight : 0;
  const top = node.offsetTop + down;
  const bottom = node.offsetTop + end;
  const seen = top >= pane.scrollTop + 20 && bottom <= pane.scrollTop + pane.clientHeight - 20;
  if (!seen) pane.scrollTo({ top: top - pane.clientHeight / 3, behavior: "instant" });
  if (place && node.offsetWidth > pane.clientWidth) {
    pane.scrollLeft = (place.sides[0] / width) * node.offsetWidth - 40;
  }
}

function currentPage() {
  const middle = pane.scrollTop + pane.clientHeight / 2;
  return [...pane.children].find((node) => node.offsetTop + node.offsetHeight > middle) ?? pane.lastElementChild;
}

function turnPage(by) {
  const now = currentPage();
  goTo(by > 0 ? now?.nextElementSibling : now?.previousElementSibling);
}

function goTo(sheetOfPage) {
  if (sheetOfPage) pane.scrollTop = sheetOfPage.offsetTop - 8;
}

function setZoom(to) {
  const middle = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight;
  zoom = Math.min(4, Math.max(0.4, to));
  pane.style.setProperty("--zoom", zoom);
  find("zoom-fit").textContent = zoom === 1 ? "Fit" : `${Math.round(zoom * 100)} %`;
  pane.scrollTop = middle * pane.scrollHeight - pane.clientHeight / 2;
}

function showWhere() {
  const field = find("page-number");
  if (field !== document.activeElement) field.value = currentPage()?.page ?? "";
  field.max = shownPlan.pages;
  find("page-total").textContent = `of ${shownPlan.pages.toLocaleString("en-GB")}`;
}

function startPages() {
  const actionAt = (node) => {
    if (!node?.place) return null;
    const { actions: here } = node.place;
    return here.includes(state.chosen) ? state.chosen : here[0];
  };
  pane.addEventListener("mouseover", (event) => {
    const node = event.target.closest(".box");
    hint(actionAt(node), node?.place?.field);
  });
  pane.addEventListener("mouseleave", () => hint(null));
  pane.addEventListener("click", (event) => {
    const node = event.target.closest(".box");
    if (!node?.place) return;
    const { actions: here, field } = node.place;
    const next = here[(here.indexOf(state.chosen) + 1) % here.length]; // a shared box goes round its actions
    if (!state.shown.includes(next)) clearFilters();
    choose(next, { field, turn: false });
    hint(next, field);
    find("bench").scrollIntoView({ block: "nearest" });
  });
  find("page-number").addEventListener("change", (event) => {
    const page = Math.min(shownPlan.pages, Math.max(1, Math.round(Number(event.target.value)) || 1));
    event.target.value = page;
    goTo(pane.children[page - 1]);
  });
  find("page-number").addEventListener("blur", showWhere);
  if (pane.clientWidth < 480) setZoom(2.5); // a whole page would be too small to read
  pane.addEventListener("scroll", () => requestAnimationFrame(() => { showWhere(); showElsewhere(); }), { passive: true });
  find("page-back").addEventListener("click", () => turnPage(-1));
  find("page-on").addEventListener("click", () => turnPage(1));
  find("zoom-in").addEventListener("click", () => setZoom(zoom * 1.25));
  find("zoom-out").addEventListener("click", () => setZoom(zoom / 1.25));
  find("zoom-fit").addEventListener("click", () => setZoom(1));
  // The pictures stand behind this script: pages shown before they were read are painted again.
  document.addEventListener("DOMContentLoaded", () => {
    for (const node of pane.children) if (node.painted && !node.querySelector("img")) { fade(node); paint(node); }
  });
}
