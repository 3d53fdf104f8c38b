# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Tables that are no action plan, as they stand in reports, accounts, agendas and on forms."""

from __future__ import annotations

import pytest

from actionplans.errors import NoActionTableError

TABLES = """
Item | Description | Quantity | Unit price | Amount
1 | Supply and fitting of fire doors to the ground floor | 4 | £210.00 | £840.00
2 | Making good and painting of the walls after fitting | 1 | £350.00 | £350.00

Date | Description | Reference | Debit | Credit | Balance
01/04/2020 | Transfer from Jo Smith for rent of the hall | 1001 | | 20.00 | 320.00
12/04/2020 | Payment to the water company by direct debit | 1002 | 30.00 | | 290.00

Time | Monday | Tuesday | Wednesday
9:00 | English | Maths | Science
10:00 | Maths | Science | English

No | Name | Role | Organisation
1 | Jo Smith | Chair | Council
2 | Al Jones | Head of Service | NHS

No | Name | Levels
1 | Hair | Black, Brown, Red, Blond and others that are not named
2 | Eye | Brown, Blue, Hazel, Green and others that are not named

Area | 2018 | 2019 | 2020
East Sussex | 120 | 130 | 140
West Sussex | 220 | 230 | 240

Local authority | Number of children | Rate per 10,000 | Change since March 2019
East Sussex | 612 | 57 | 3%
Kent | 1590 | 47 | -2%

Indicator | Target | Actual | Lead
Children seen within five days | 95% | 91% | Jo Smith
Assessments completed on time | 90% | 92% | Al Jones

Course | Date | Trainer | Places
Safeguarding for new staff, level 1 | 12 May 2020 | Jo Smith | 20
First aid at work for school staff | 3 June 2020 | Al Jones | 12

Ref | Description | Price
A1 | Desk with two drawers and a lamp | £120
A2 | Chair with arms and a high back | £80

Section | Title | Page
1 | Introduction | 3
2 | What we found | 7

Title | Author | Date
Working together to safeguard children | Department for Education | July 2018
The framework for inspection | Ofsted | May 2019

Post | Location | Closing date | Salary
Social worker in the duty team | Lewes | 12 May 2020 | £32,000
Team manager, looked after children | Hastings | 1 June 2020 | £45,000

Key question | Rating | Date of last inspection
Is the service safe? | Requires improvement | 12 May 2020
Is the service effective? | Good | 12 May 2020

Date | Venue | Chair
12 May 2020 | County Hall, Lewes | Jo Smith
3 June 2020 | Town Hall, Hastings | Al Jones

Version | Date | Author | Description of change
0.1 | 12 May 2020 | Jo Smith | First draft sent to the partners for comment
0.2 | 1 June 2020 | Al Jones | Comments of the partners taken in

Invoice number | Date | Supplier | Description | Net | VAT | Gross
1 | 12/05/2020 | Acme Ltd | Repairs to the roof of the school hall | 100 | 20 | 120
2 | 13/05/2020 | Bolt Ltd | New locks for all of the doors in the hall | 50 | 10 | 60

Directorate | Supplier name | Payment date | Amount | Purpose of expenditure
Children's Services | Acme Care Ltd | 12/05/2020 | 10,000 | Residential care of looked after children
Adult Services | Bolt Care | 13/05/2020 | 20,000 | Domiciliary care of adults

Risk | Likelihood | Impact | Mitigation | Owner | Review date
Staff leave | High | High | Recruit early and pay more | HR | May 2020
Money runs out | Low | High | Save where it can be done | Finance | June 2020

Question | Answer | Date
How many children were seen? | 120 | May 2020
How many were seen alone? | 60 | May 2020

Event | When | Where
Open day for parents and carers | 12 May 2020 | School hall
Sports day for all of the years | 1 June 2020 | Field

Objective | Measure | Baseline | Target 2021
Better attendance in all years | Attendance | 91% | 95%
Fewer exclusions in all years | Exclusions | 20 | 10

Recommendation | Accepted? | Page
The trust should review its policy | Yes | 12
The trust should train its staff | Yes | 14

Complaint ref | Received | Subject | Outcome | Handled by
C1 | 12/05/2020 | Delay in assessment of a child | Upheld | Jo Smith
C2 | 13/05/2020 | Conduct of a member of staff | Not upheld | Al Jones

Agenda item | Subject | Lead | Time
1 | Welcome and apologies for absence | Chair | 10:00
2 | Minutes of the last meeting in May | Chair | 10:05

Name | Date of birth | Address | Telephone
Jo Smith | 12 May 1960 | 1 High Street, Lewes | 01273 000000
Al Jones | 1 June 1970 | 2 High Street, Lewes | 01273 000001
"""


@pytest.mark.parametrize("table", TABLES.strip().split("\n\n"), ids=lambda t: t.split("\n")[0][:30])
def test_no_plan(read, table):
    with pytest.raises(NoActionTableError):
        read(table)
