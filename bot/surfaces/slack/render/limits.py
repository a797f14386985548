"""What Slack accepts, in one table. Sizes are in characters, as UTF-16 counts them (an emoji is two).

Sources: docs.slack.dev/reference/block-kit (blocks, block elements, composition objects) and chat.postMessage.
"""

from typing import NamedTuple


class Limits(NamedTuple):
    blocks_in_message: int = 50
    blocks_in_view: int = 100
    message: int = 13_000  # all blocks together; refused at about 13,200
    text: int = 3_900  # the text beside the blocks; bad style above 4,000
    section: int = 3_000
    fields: int = 10
    field: int = 2_000
    header: int = 150
    context: int = 3_000
    actions: int = 25
    action_id: int = 255
    button: int = 75
    address: int = 3_000
    placeholder: int = 150
    confirm_title: int = 100
    confirm_text: int = 300
    options: int = 100
    overflow: int = 5
    choices: int = 10  # check boxes and radio buttons
    option: int = 75
    option_value: int = 150
    table_rows: int = 100  # the heading's row included
    table_columns: int = 20
    table: int = 9_900  # all cells together; refused above 10,000
    charts: int = 2
    chart_title: int = 50
    chart_series: int = 6
    chart_points: int = 20
    chart_label: int = 20
    alt: int = 2_000
    view_title: int = 24
    view_id: int = 255
    label: int = 2_000
    hint: int = 2_000
    input: int = 3_000


SLACK = Limits()
