"""From a feed to an archive that can be asked."""

import dataclasses

from detente.ingest import ingest
from detente.reader import ReadOptions
from detente.store.archive import open_archive
from detente.watch.config import Feed
from detente.watch.run import Watcher
from tests.watch.server import item, page, rss

TEXT = """The foreign ministers of Peru and Chile met in Arica on Monday and signed an agreement on fishing, Peru's foreign ministry said.
“Our two countries have nothing to fear from one another,” Chilean Foreign Minister Teodoro Ribera said after the talks."""


def test_what_a_feed_brings_can_be_asked_for(desk, server, tools):
    dated = item("/1").replace("</item>", "<pubDate>Mon, 03 Feb 2020 10:00:00 GMT</pubDate></item>")
    server.routes |= {"/rss": (200, {}, rss(dated)), "/1": page(TEXT.replace("\n", "</p><p>"))}
    with open_archive(desk.path, write=True) as archive:

        def read(page):
            return ingest((page,), archive, tools=tools, seen=desk.time.now(), options=ReadOptions())

        means = dataclasses.replace(desk.means(archive), read=read)
        watched = desk.watched(Feed(url=server.url("/rss"), name="MFA", pages=True))
        Watcher(watched, means).run(once=True)
        desk.time.forward(hours=1)
        Watcher(watched, means).run(once=True)
        (source,) = archive.sources()
        assert (source.uri, str(source.published.start)) == (server.url("/1"), "2020-02-03")
        assert archive.events("PER", "CHL")
    assert [line.partition(";")[0] for line in desk.lines] == ["MFA: 1 new, 1 read", "MFA: 0 new"]
