"""One file for e-mail: both pages, nothing named twice, no link that leads nowhere."""

import re

from peerwork.build.single import in_one_file

PAGE = """<body><header><nav aria-label="Pages"><ul><li><a href="index.html">Summary</a></li></ul></nav></header>
<main id="main" class="in">
<h1>{title}</h1><h2 id="sure">How sure</h2><p><a href="site-S01.html">S01</a> and <a href="#sure">below</a></p>
</main>
<footer><a href="accessibility.html">Statement</a></footer></body>"""


def test_both_pages_stand_in_one_file_with_one_main_heading():
    made = in_one_file(PAGE.format(title="Summary"), PAGE.format(title="Findings"))
    assert re.findall(r"<h1>(.*?)</h1>", made) == ["Summary"]
    assert "<h2>Findings</h2>" in made and made.count("<main") == 1


def test_nothing_is_named_twice_and_no_link_leads_out_of_the_file():
    made = in_one_file(PAGE.format(title="Summary"), PAGE.format(title="Findings"))
    names = re.findall(r'id="([^"]+)"', made)
    assert len(names) == len(set(names))
    assert re.findall(r'href="([^"]+)"', made) == ["#sure", "#sure"]
    assert "S01 and" in made and "Pages" not in made


def test_a_region_that_stands_on_both_pages_is_named_apart():
    table = '<h2 id="sure">How sure</h2><div class="scroll" role="region" tabindex="0" aria-label="who has what"></div>'
    page = PAGE.replace('<h2 id="sure">How sure</h2>', table)
    made = in_one_file(page.format(title="Summary"), page.format(title="Findings"))
    assert re.findall(r'aria-label="(who[^"]*)"', made) == ["who has what", "who has what, in the findings"]
