"""What stands before and after an action plan: cover, contents, versions, key, members, words."""

from __future__ import annotations

from composing import RAG_FILLS, Block, Cell, Grid, Text

PROSE = {
    "introduction": ("Introduction", (
        "This plan sets out what we will do in answer to the inspection. It was written with "
        "staff, partners and the people who use our services, and it will be refreshed as we go.",
        "Each finding has an accountable lead. Progress is looked at monthly and a summary is "
        "published on our website every six months.")),
    "governance": ("Governance", (
        "The improvement board meets every six weeks. It has an independent chair and reports to "
        "the full council and to the partnership.",
        "Actions that slip by more than a month are escalated to the chief executive.")),
    "foreword": ("Foreword", (
        "We accept the findings in full. We are sorry for the service that some people received "
        "and are determined that it will be better.",)),
    "howto": ("How to read this plan", (
        "The first column gives our reference. Dates are the latest by which an action is to be "
        "finished; the lead answers for it.",)),
}  # fmt: skip
GRIDS: dict[str, tuple[str, tuple[float, ...], tuple[tuple[str, ...], ...]]] = {
    "versions": ("Document control", (0.15, 0.2, 0.25, 0.4), (
        ("Version", "Date", "Owner", "Summary of changes"),
        ("V0.3", "14/02/2022", "Programme office", "Comments from partners added"),
        ("V1.0", "02/03/2022", "Programme office", "Approved for publication"))),
    "members": ("Who sits on the board", (0.35, 0.4, 0.25), (
        ("Name", "Post", "Organisation"),
        ("Winifred Abara", "Independent chair", "None"),
        ("Lesley Munro-Tait", "Chief executive", "Council"),
        ("Piers Calloway", "Non-executive director", "NHS"))),
    "glossary": ("Glossary", (0.25, 0.75), (
        ("Abbreviation", "Stands for"), ("BRAG", "Blue, red, amber, green"),
        ("CSPI", "Closed, sustained, proven improvement"), ("MAP", "Management action plan"),
        ("WTE", "Whole-time equivalent"))),
    "definitions": ("Terms used in the response", (0.16, 0.44, 0.4), (
        ("Term", "Definition", "Additional comment"),
        ("Agreed", "The whole of the recommendation is agreed with, can be met and is affordable.",
         "The response explains how the recommendation will be met, with timescales and owner."),
        ("Partly Agreed", "Only part of the recommendation is agreed with, is achievable or "
         "affordable.", "The response states what will be done and why the rest will not."),
        ("Not Agreed", "The recommendation is not agreed with or cannot be met.",
         "The response gives reasons."))),
    "signatures": ("Signed on behalf of", (0.4, 0.35, 0.25), (
        ("Name", "Signature", "Date"), ("Lesley Munro-Tait", "", "02/03/2022"),
        ("Winifred Abara", "", "02/03/2022"))),
    "risks": ("Risks to delivery", (0.4, 0.2, 0.4), (
        ("Risk", "Rating", "Mitigation"),
        ("Turnover of managers in two services", "High", "Retention payment until March"),
        ("Supplier fails to mobilise", "Medium", "Step-in rights in the contract"))),
}  # fmt: skip


def before(
    title: str, names: tuple[str, ...], key: tuple[tuple[str, str, str], ...]
) -> list[Block]:
    """The title, or a cover page, and whatever comes ahead of the plan."""
    result: list[Block] = [Text(title, 1)]
    for name in names:
        if name == "cover":
            result += [Text("Submitted to the inspectorate: 2 March 2022"),
                       Text("Published: 4 April 2022"), Text("{page}")]  # fmt: skip
        elif name == "contents":
            result.append(Text("Contents", 2))
            result += [Text(f"{line} {'.' * 60} {page}") for line, page in
                       (("Introduction", 2), ("Governance", 2), ("Action plan", 3))]  # fmt: skip
        elif name == "key":
            result += key_table(key)
        else:
            result += other(name)
    return result


def after(names: tuple[str, ...]) -> list[Block]:
    return [block for name in names for block in other(name)]


def other(name: str) -> list[Block]:
    if name in PROSE:
        title, paragraphs = PROSE[name]
        return [Text(title, 2), *(Text(paragraph) for paragraph in paragraphs)]
    title, widths, lines = GRIDS[name]
    rows = tuple(
        tuple(Cell((text,) if text else (), bold=i == 0) for text in line)
        for i, line in enumerate(lines)
    )
    return [Text(title, 2), Grid(rows, widths)]


def key_table(key: tuple[tuple[str, str, str], ...]) -> list[Block]:
    rows = tuple(
        (Cell((colour.title(),), fill=RAG_FILLS[colour]), Cell((word,))) for colour, word, _ in key
    )
    return [Text("Key to ratings", 2), Grid(rows, (0.15, 0.45), 0)]
