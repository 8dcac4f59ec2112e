"""Caches that know whose data they hold."""

from __future__ import annotations

from extract.data import read_table
from extract.data.configuration import Configuration, in_force, per_configuration, using

TABLE = "metrics/catalogue.tsv"


@per_configuration()
def known(name: str) -> bool:
    return any(row["canonical"] == name for row in read_table(TABLE))


def test_in_force_is_the_cache_of_the_configuration_at_the_time() -> None:
    ours = in_force(known)
    with using(Configuration({TABLE: ({"id": "own", "canonical": "云溪指数"},)})):
        theirs = in_force(known)
        assert known("云溪指数")
        assert theirs("云溪指数")
    assert not ours("云溪指数")
    assert not known("云溪指数")
    assert in_force(known) is ours
