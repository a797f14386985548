"""What Teams accepts, in one table. Sizes of texts are in characters, those of messages in bytes as they are sent.

Microsoft's pages say 28 KB in one place and 40 in another; we plan for the smaller, and keep some of it for what stands
around the card: whom it is to, from whom it is.
"""

from typing import NamedTuple


class TeamsLimits(NamedTuple):
    message: int = 27 * 1024  # bytes: 28 KB less the envelope
    summary: int = 400  # what a phone's notification shows
    line: int = 3_000
    fact: int = 1_000
    label: int = 200
    button: int = 36  # as wide as a phone
    buttons: int = 6  # in a row; what Teams shows beside each other
    behind_dots: int = 10  # in the menu at the end of a row
    pressed: int = 8  # options that are buttons, where choosing from a list would take one press more
    confirm: int = 300
    options: int = 100
    option: int = 100
    option_value: int = 150
    id: int = 255  # action and target together, as on any platform of ours
    cell: int = 300
    table_rows: int = 101  # the heading's row included
    table_columns: int = 20
    chart_series: int = 6
    chart_points: int = 20
    chart_label: int = 30
    picture: int = 8 * 1024  # bytes of base64 within the card; a larger one needs an address
    address: int = 2_000
    form_title: int = 50
    inputs: int = 50


TEAMS = TeamsLimits()
