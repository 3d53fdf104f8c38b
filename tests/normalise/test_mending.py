# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Words and dates that a narrow column cut without a hyphen, and words that merely stand so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actionplans.normalise.english import is_word
from actionplans.normalise.mending import as_seen, mended, with_ligatures
from actionplans.normalise.text import document_words, lexicon_of


@pytest.mark.parametrize(
    "text", ["ringfenced", "imple", "qrcoded", "safeguardi", "ourganisation", ""]
)
def test_what_is_no_word(text):
    assert not is_word(text)


@pytest.mark.parametrize(
    "text",
    ["implementation", "organisation", "prioritised", "behaviour", "labelled", "toolkits", "audits"],
)  # fmt: skip
def test_words_of_british_spelling_and_plurals(text):
    assert is_word(text)


@pytest.mark.parametrize("packed", [None, b"", b"no archive", b"\x1f\x8b\x08" + bytes(30)])
def test_the_words_are_those_of_the_dictionary_wherever_it_is_kept(packed, monkeypatch):
    from actionplans.normalise import english

    directly = set(english._words.__wrapped__())
    monkeypatch.setattr(english, "get_data", lambda *_: packed)
    assert set(english._words.__wrapped__()) == directly
    assert len(directly) > 100_000


@pytest.fixture
def mend(build):
    """The lines of a cell after mending."""

    def run(text, *others):
        table = build.grid(f"{text} | x")
        document = build.document(*others, table)
        after, _ = mended(document, lexicon_of(document))
        boxes = [[word.box for word in document_words(each)] for each in (document, after)]
        assert boxes[0] == boxes[1]  # for the account of words
        return [line.text.strip() for line in after.tables[0].rows[0].cells[0].lines]

    return run


@pytest.mark.parametrize(
    ("cut", "sewn"),
    [
        ("Complet / e", ["Complete", ""]),
        ("Safeguardi / ng lead", ["Safeguarding", "lead"]),
        ("(Complet / ed)", ["(Completed)", ""]),
        ("31/03/20 / 23", ["31/03/2023", ""]),
        ("31.03.2 / 023", ["31.03.2023", ""]),
        ("Sept20 / 24", ["Sept2024", ""]),
        ("Imple / mente / d", ["Implemented", "", ""]),
        ("wings B / and C", ["wings B", "and C"]),
    ],
)
def test_a_word_or_date_that_the_column_cut(mend, cut, sewn):
    assert mend(cut) == sewn


@pytest.mark.parametrize(
    "text",
    [
        "Jo / Smith",
        "in / progress",
        "Work / force",  # two words, and one
        "Complete / and closed",
        "The complet / e",  # a cut word stands alone on its line
        "Safe / safeguardi or / ng",
        "2023 / 24",
        "31/03/18 / 45",
        "31/03/23 / 24",
        "15 / 2023",
        "May / be",
    ],
)
def test_two_words_stay_two(mend, text):
    assert mend(text) == text.split(" / ")


def test_a_word_of_the_document_is_one_though_no_dictionary_has_it(mend):
    assert mend("Kelderwi / ck") == ["Kelderwi", "ck"]
    assert mend("Kelderwi / ck", "The kelderwick partnership") == ["Kelderwick", ""]


def test_a_cut_date_is_read_whole(read):
    rows = read(
        """
        Action | Lead | By when | Status
        Audit the notes of all wards | Jo Smith | 31/03/20 / 23 | Complet / ed
        Train the staff | Al Jones | 30/06/20 / 23 | Complet / ed
        """,
        fields="due_text due_end status",
    )
    assert [(text, str(end), status) for text, end, status in rows] == [
        ("31/03/2023", "2023-03-31", "complete"),
        ("30/06/2023", "2023-06-30", "complete"),
    ]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("commi\ufffdee", "committee"),
        ("rewri\ufffden", "rewritten"),
        ("\ufffd\ufffd", "\ufffd\ufffd"),  # two letters hidden
        ("x\ufffdq", "x\ufffdq"),  # no ligature makes a word
    ],
)
def test_a_ligature_that_the_font_does_not_name(build, printed, read):
    document, repairs = with_ligatures(build.document(build.grid(f"{printed} | x")))
    assert document.tables[0].rows[0].cells[0].text == read
    assert [r.kind for r in repairs] == (["letters-restored"] if read != printed else [])


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("lan Bristow", "Ian Bristow"),
        ("lonescu,", "Ionescu,"),
        ("lead", "lead"),
        ("l", "l"),
        ("Jo\u0161ephine", "Josephine"),
        ("\u017baneta Si\u00e2n", "\u017baneta Si\u00e2n"),  # accents that names have
        ("\u00cdn progress", "In progress"),
        ("Regional M\u00e1nager", "Regional Manager"),
        ("Complet\u00e9", "Complete"),
        ("Jos\u00e9 Ol\u00e9", "Jos\u00e9 Ol\u00e9"),
        ("caf\u00e9", "caf\u00e9"),
        ("EFFE CTIVE", "EFFECTIVE"),
        ("SEND PLAN", "SEND PLAN"),
        ("Manager -- Jo", "Manager \u2013 Jo"),
    ],
)
def test_what_recognition_is_known_to_see_wrongly(build, printed, read):
    native = build.document(build.grid(f"{printed} | x"))
    scanned = as_seen(replace(native, text_layer="ocr"))
    assert scanned.tables[0].rows[0].cells[0].text == read
    assert as_seen(native) == native
