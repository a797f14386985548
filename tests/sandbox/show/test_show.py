"""Texts, tables and charts as HTML; nothing people or data provide becomes markup."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.sandbox.show.charts import chart, scale_of, short
from bot.sandbox.show.mrkdwn import mrkdwn
from bot.sandbox.show.reader import PageReader

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def reader(workspace: Any) -> PageReader:
    return PageReader(workspace.store, workspace.store.users["U1"], workspace.url)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~no~", "<strong>bold</strong> <em>it</em> <s>no</s>"),
        ("a*b*c 2 * 3 * 4 snake_case_name", "a*b*c 2 * 3 * 4 snake_case_name"),
        ("`*x*`", "<code>*x*</code>"),
        ("```\na &lt; b\n```", "<pre>a &lt; b</pre>"),
        ("one\ntwo", "one<br>two"),
        ("a\n> b\n> *c*\nd", "a<blockquote>b<br><strong>c</strong></blockquote>d"),
        (":tada: :unknown: 10:30:00", "🎉 :unknown: 10:30:00"),
        ("R&amp;D &lt;3", "R&amp;D &lt;3"),
        ("<javascript:alert(1)|x>", "x"),
        ("<!date^1795158000^{date_short_pretty} at {time}|soon>", "<time>today at 08:00</time>"),
        ("<!channel>", '<span class="mention mention-all">@channel</span>'),
        ("<@U2>", '<span class="mention">@Tom Okafor</span>'),
    ],
)
def test_mrkdwn(reader: PageReader, text: str, html: str) -> None:
    assert mrkdwn(text, reader) == html


def test_links_open_elsewhere_and_keep_their_words(reader: PageReader) -> None:
    shown = mrkdwn('<https://x.example/?a=1&amp;b="2|A &amp; B>', reader)
    assert 'href="https://x.example/?a=1&amp;b=&#34;2"' in shown
    assert ">A &amp; B</a>" in shown
    assert 'rel="noopener noreferrer"' in shown


@pytest.mark.parametrize(
    "text", [HOSTILE, "&lt;img src=x onerror=alert(1)&gt;", f"*{HOSTILE}*", f"`{HOSTILE}`", f"> {HOSTILE}"]
)
def test_hostile_words_stay_words(reader: PageReader, text: str) -> None:
    assert "<img" not in mrkdwn(text, reader)


def test_placeholders_cannot_be_forged(reader: PageReader) -> None:
    assert mrkdwn("\ue0000\ue001 `x`", reader) == "0 <code>x</code>"


def test_charts_escape_and_show_zero() -> None:
    data = [{"label": HOSTILE[:20], "value": -5}, {"label": "b", "value": 12}]
    spec = {"type": "bar", "series": [{"name": "n", "data": data}], "axis_config": {"categories": [HOSTILE[:20], "b"]}}
    shown = chart({"chart": spec})
    assert "<img" not in shown
    assert shown.count("<rect") == 2
    scale = scale_of([-5, 12])
    assert (scale.low, scale.high) == (-5, 15)
    assert scale_of([0.0]).high > 0
    assert [short(v) for v in (5, 2500, 120_000, 1_500_000)] == ["5", "2,500", "120k", "1.5M"]


@pytest.mark.parametrize("kind", ["line", "area"])
def test_lines_and_areas_are_drawn(kind: str) -> None:
    data = [{"label": "a", "value": 1}, {"label": "b", "value": 2.5}]
    shown = chart(
        {"chart": {"type": kind, "series": [{"name": "n", "data": data}], "axis_config": {"categories": ["a", "b"]}}}
    )
    assert "<polyline" in shown
    assert ("<polygon" in shown) == (kind == "area")


def test_a_pie_says_its_shares() -> None:
    shown = chart({"chart": {"type": "pie", "segments": [{"label": "a", "value": 3}, {"label": "b", "value": 1}]}})
    assert "a · 3 (75%)" in shown


async def test_a_hostile_name_is_text_everywhere_on_the_page(workspace: Any, client: Any) -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": HOSTILE}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": HOSTILE},
            "fields": [{"type": "plain_text", "text": HOSTILE}],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": HOSTILE}]]},
        {"type": "image", "image_url": "https://x.example/y.png", "alt_text": HOSTILE},
        {
            "type": "actions",
            "elements": [{"type": "button", "text": {"type": "plain_text", "text": HOSTILE}, "value": HOSTILE}],
        },
    ]
    await client.chat_postMessage(channel="C1", text=HOSTILE, blocks=blocks)
    await workspace.acting.say("U1", "C1", HOSTILE)
    async with aiohttp.ClientSession() as browser, browser.get(f"{workspace.url}/?as=U1&channel=C1") as page:
        html = await page.text()
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "&lt;img src=x" in html
    assert "<img src=x" not in html
