"""Tables that a screen reader can walk through."""

import html5lib
import pandas as pd

from peerwork.pages.tables import align_rules, html_table

SMALL = pd.DataFrame({"Factor": ["A <b> & c", "B"], "Mean": ["4.6", ""], "Said": ["in place", "not shown"]})


def test_a_table_has_a_caption_and_scoped_headers_and_escapes_its_cells():
    html = str(html_table(SMALL, caption="What & why"))
    assert "<caption>What &amp; why</caption>" in html and "A &lt;b&gt; &amp; c" in html
    assert html.count("scope=col") == 3 and html.count("scope=row") == 2
    html5lib.HTMLParser(strict=True).parseFragment(html)


def test_numbers_stand_to_the_right_and_words_do_not():
    assert '<table class="n2">' in html_table(SMALL, caption="c")
    assert ".n2 tr>:nth-child(2)" in align_rules()


def test_a_table_that_a_phone_can_hold_is_no_stop_for_the_keyboard():
    assert "tabindex" not in html_table(SMALL[["Factor", "Mean"]], caption="c")


def test_a_wide_table_scrolls_in_a_named_region_that_the_keyboard_reaches():
    wide = pd.DataFrame({f"Column {number}": ["something"] for number in range(9)})
    html = str(html_table(wide, caption="c"))
    assert 'role="region" tabindex="0" aria-label="c (table)"' in html
