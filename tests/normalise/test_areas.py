# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Areas and sections: in columns cut by page ends, in banners, in headings above tables."""

from __future__ import annotations


def test_a_new_area_whose_text_begins_on_the_next_page(read):
    rows = read(
        """
        No. | Recommendation | What we will do | Who | Target date
        8 | Staff are not confident in applying the Act. | Review the framework for audits. | Jo Smith | May 2024
        ^ | ^ | Test the checklist on all wards. | Al Jones | June 2024
        9 |  |  | Head of Quality | July 2024
        ---
        No. | Recommendation | What we will do | Who | Target date
         | Audits look at compliance. | Roll out the needs assessment. |  |
        ^ | ^ | Agree the supervision policy. | Al Jones | August 2024
        """,
        fields="area_ref area action lead_text due_text",
    )
    assert rows[2:] == [
        ("9", "Audits look at compliance.", "Roll out the needs assessment.", "Head of Quality", "July 2024"),
        ("9", "Audits look at compliance.", "Agree the supervision policy.", "Al Jones", "August 2024"),
    ]  # fmt: skip
    assert rows[1][1] == "Staff are not confident in applying the Act."


def test_lead_of_a_row_that_begins_on_the_next_page(read):
    rows = read(
        """
        Ref | Area of weakness | Action | Lead | When
        3.1 | Families wait too long. | Start a keyworker service in all towns. | Aisling Byrne | May 2024
        3.2 | ^ | Publish a page on the local offer. | Forum Chair | June 2024
        4.1 |  |  |  | July 2024
        ---
        Ref | Area of weakness | Action | Lead | When
         | The board does not know its impact. | Agree a shared set of measures. | Insight Team |
        """,
        fields="action_ref area lead_text",
    )
    assert rows == [
        ("3.1", "Families wait too long.", "Aisling Byrne"),
        ("3.2", "Families wait too long.", "Forum Chair"),
        ("4.1", "The board does not know its impact.", "Insight Team"),
    ]
