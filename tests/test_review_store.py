"""The desk's data in SQLite and PostgreSQL: runs, decisions, queues, audits, figures, people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the desk is not installed (pip install '.[review]')")

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from desk import TEXTS, postgresql, small_run, token
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from extract import batch
from extract.errors import UsageError
from extract.review.store import audits, decisions, figures, people, queues, tables
from extract.review.store.database import Database
from extract.review.store.decisions import Given, Met, Missing
from extract.review.store.importing import import_run, is_newest
from extract.review.store.queues import Queue
from extract.review.store.subjects import moved, subject_of


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_run(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, run: Path) -> Iterator[Database]:
    """A desk with the small run in it."""
    if request.param == "sqlite":
        found = Database(tmp_path / "desk.sqlite")
    else:
        found = Database(request.getfixturevalue("server"))
        with found.write() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        found.close()
        found = Database(request.getfixturevalue("server"))
    import_run(found, run)
    yield found
    found.close()


def items(database: Database) -> list[dict]:
    with database.read() as connection:
        return [dict(row) for row in connection.execute(select(tables.items).order_by(tables.items.c.id)).mappings()]


def decide(database: Database, subject: str, action: str, *, reviewer: str = "ann", version: int = 0, **more) -> decisions.Kept:
    with database.write() as connection:
        return decisions.decide(connection, subject, Given(more.pop("token", token()), reviewer, action, version, **more))


def claim(database: Database, words: str) -> dict:
    return next(row for row in items(database) if row["record"]["value"]["text"] == words)


def test_the_migrations_make_the_tables(database: Database) -> None:
    with database.read() as connection:
        assert not compare_metadata(MigrationContext.configure(connection), tables.metadata)


def test_a_run_is_taken_in_whole(database: Database, run: Path) -> None:
    wanted = [json.loads(line) for name in ("claims", "candidates") for line in (run / f"{name}.jsonl").read_text().splitlines()]
    assert [row["record"] for row in items(database)] == wanted
    assert is_newest(database, run)
    with database.read() as connection:
        texts = dict(connection.execute(select(tables.documents.c.document, tables.documents.c.text)).all())
    assert texts == dict(TEXTS)


def test_claims_that_contradict_each_other_are_known(database: Database) -> None:
    told = {row["record"]["value"]["text"]: row["relation"] for row in items(database)}
    assert told["1000.2万人"] == told["985万人"] == "contradiction"
    assert told["13507.7亿元"] == "agreement"


def test_decisions_cannot_be_changed_or_removed(database: Database) -> None:
    decide(database, items(database)[0]["subject"], "accept")
    for statement in (update(tables.decisions).values(reviewer="bob"), delete(tables.decisions)):
        with pytest.raises(DBAPIError, match="only added"), database.write() as connection:
            connection.execute(statement)


def test_a_decision_keeps_what_was_seen(database: Database) -> None:
    item = items(database)[0]
    kept = decide(database, item["subject"], "reject", reason="metric", comment="别的指标")
    assert (kept.state, kept.version) == ("rejected", 1)
    with database.read() as connection:
        row = connection.execute(select(tables.decisions)).mappings().one()
    assert row["seen"] == item["record"]
    assert (row["reviewer"], row["reason"], row["comment"], row["run"]) == ("ann", "metric", "别的指标", item["run"])


def test_what_is_sent_twice_is_kept_once(database: Database) -> None:
    subject, name = items(database)[0]["subject"], token()
    assert decide(database, subject, "accept", token=name) == decide(database, subject, "accept", token=name)
    with database.read() as connection:
        assert len(connection.execute(select(tables.decisions)).all()) == 1


def test_the_second_of_two_reviewers_is_told(database: Database) -> None:
    item = items(database)[0]
    decide(database, item["subject"], "accept")
    with pytest.raises(Met) as met:
        decide(database, item["subject"], "reject", reviewer="bob", reason="value")
    assert [row["reviewer"] for row in met.value.others] == ["ann"]
    assert met.value.item["state"] == "accepted"
    decide(database, item["subject"], "correct", version=1, result=item["record"])  # one's own decisions are no obstacle
    kept = decide(database, item["subject"], "reject", reviewer="bob", version=2, reason="value")
    assert kept.state == "disputed"


def test_a_dispute_is_settled_by_a_lead(database: Database) -> None:
    subject = items(database)[0]["subject"]
    decide(database, subject, "accept")
    decide(database, subject, "reject", reviewer="bob", version=1, reason="value")
    with database.read() as connection:
        assert queues.next_subject(connection, Queue("disputed"), "cleo") == subject
    assert decide(database, subject, "reject", reviewer="cleo", version=2, lead=True, reason="value").state == "rejected"


def test_undoing_adds_and_goes_back(database: Database) -> None:
    item = items(database)[0]
    corrected = {**item["record"], "city": {**item["record"]["city"], "name": "芜湖市", "adcode": "340200"}}
    decide(database, item["subject"], "correct", result=corrected)
    assert claim(database, item["record"]["value"]["text"])["place"] == "芜湖市"
    with database.write() as connection:
        kept = decisions.undo(connection, Given(token(), "ann", "undo", 1))
    assert (kept.state, kept.version) == ("open", 2)
    now = items(database)[0]
    assert (now["place"], now["effective"]) == (item["place"], None)
    with pytest.raises(Missing), database.write() as connection:
        decisions.undo(connection, Given(token(), "ann", "undo", 2))


def test_queues_give_what_comes_next(database: Database) -> None:
    seen: list[str] = []
    for _ in range(len(items(database)) + 1):
        with database.write() as connection:
            subject = queues.next_subject(connection, Queue("confidence"), "ann", seen[-1] if seen else None)
            if subject is None:
                break
            queues.hold(connection, subject, "ann")
        seen.append(subject)
        decide(database, subject, "accept")
    made = [row for row in items(database) if row["origin"] == "claim"]
    assert seen == [row["subject"] for row in sorted(made, key=lambda row: (row["confidence"], row["id"]))]


def test_what_is_skipped_comes_back_last_and_what_is_held_goes_to_nobody_else(database: Database) -> None:
    with database.write() as connection:
        first = queues.next_subject(connection, Queue(), "ann")
        assert first is not None
        queues.hold(connection, first, "ann")
        second = queues.next_subject(connection, Queue(), "bob")
    assert second != first
    decide(database, first, "skip")
    with database.read() as connection:
        assert queues.next_subject(connection, Queue(), "ann", first) == second


def test_each_queue_counts_its_claims(database: Database) -> None:
    every = items(database)
    with database.read() as connection:
        for name in ("contradictions", "doubtful", "document:daily", f"city:{every[0]['place_key']}", "search:合肥", "confidence", "surest", "again"):
            queue = Queue.named(name)
            assert str(queue) == name
            waiting, total = queues.counted(connection, queue, "ann")
            shown = connection.execute(queues.listed(queue, "ann", waiting=True, limit=100, offset=0)).all()
            assert waiting == total == len(shown), name
            if not queue.key:
                assert figures.Tally(connection).queue(name).total == total


def test_both_scripts_find_each_other(database: Database) -> None:
    with database.read() as connection:
        for words in ("台湾桃园", "臺灣桃園", "桃園市 人口", "gdp 合肥"):
            found = queues.counted(connection, Queue("search", words), "ann")[1]
            assert found or words == "gdp 合肥", words


def test_second_opinions_come_from_somebody_else(database: Database) -> None:
    subject = items(database)[0]["subject"]
    decide(database, subject, "accept")
    with database.read() as connection:
        assert queues.next_subject(connection, Queue("second"), "ann") is None
        assert queues.next_subject(connection, Queue("second"), "bob") == subject
    decide(database, subject, "accept", reviewer="bob", version=1)
    with database.read() as connection:
        (agreed,) = figures.agreements(connection)
    assert (agreed.first, agreed.second, agreed.both, agreed.alike) == ("ann", "bob", 1, 1.0)


def test_an_audit_estimates_precision(database: Database) -> None:
    with database.write() as connection:
        number = audits.draw(connection, name="首次", by="ann", size=4, within=Queue(), seed=7)
        again = audits.draw(connection, name="again", by="ann", size=4, within=Queue(), seed=7)
    with database.read() as connection:
        drawn = [connection.scalars(select(tables.audit_items.c.subject).where(tables.audit_items.c.audit == n)).all() for n in (number, again)]
    assert drawn[0] == drawn[1]
    for n, subject in enumerate(drawn[0]):
        decide(database, subject, "reject" if n == 0 else "accept", reason="value" if n == 0 else None)
    with database.read() as connection:
        found = next(audit for audit in audits.all_audits(connection) if audit.id == number)
        assert queues.next_subject(connection, Queue("audit", str(number)), "ann") is None
    assert (found.precision.right, found.precision.judged) == (3, 4)
    assert found.precision.low == pytest.approx(0.3006, abs=1e-4)
    assert found.precision.high == pytest.approx(0.9544, abs=1e-4)


def test_figures_add_up(database: Database) -> None:
    rows = items(database)
    decide(database, rows[0]["subject"], "accept")
    decide(database, rows[1]["subject"], "reject", reason="place")
    with database.read() as connection:
        assert sum(figures.Tally(connection).states().values()) == len(rows)
        assert sum(count for count, _ in figures.confidences(connection)) == len(rows)
        assert sum(judged for _, judged in figures.confidences(connection)) == 2
        assert sum(place.total for place in figures.by(connection, "city")) == len(rows)
        assert sum(found.judged for _, found in figures.precision_by_rule(connection)) == 2
        (ann,) = figures.reviewers(connection, "2000-01-01")
        assert sum(count for _, count in figures.claim_statuses(connection)) == len(rows)
        assert figures.Tally(connection).queue("contradictions").total == 2
    assert (ann.total, ann.today) == (2, 2)


def test_a_new_run_keeps_decisions_where_nothing_changed_and_asks_again_where_it_did(database: Database, run: Path, tmp_path: Path) -> None:
    growth, people_now = claim(database, "6.1%"), claim(database, "985万人")
    corrected = {**growth["record"], "status": "target"}
    decide(database, growth["subject"], "correct", result=corrected)
    decide(database, people_now["subject"], "reject", reason="value")
    gone = next(row for row in items(database) if row["document"] == "island")
    decide(database, gone["subject"], "accept")
    texts = {
        "bulletin": "编者按：数据为初步核算。\n" + TEXTS["bulletin"],
        "daily": TEXTS["daily"].replace("985万人", "986万人"),
    }
    new = small_run(tmp_path / "new", texts)
    assert not is_newest(database, new)
    report = import_run(database, new)
    assert (report.kept, report.gone) == (1, 2)
    now = claim(database, "6.1%")
    assert (now["state"], now["version"], now["decided_by"]) == ("corrected", 1, "ann")
    text = texts["bulletin"]
    assert text[slice(*now["effective"]["value"]["span"])] == "6.1%"
    assert claim(database, "986万人")["state"] == "open"
    import_run(database, run)
    assert claim(database, "985万人")["state"] == "rejected"  # the words are back, and so is what was said of them


def test_a_claim_that_says_something_else_is_asked_again(database: Database, run: Path, tmp_path: Path) -> None:
    """The id of a claim does not change with its date: its subject does."""
    item = claim(database, "985万人")
    decide(database, item["subject"], "accept")
    other = tmp_path / "changed"
    other.mkdir()
    for path in run.iterdir():
        if path.is_file():
            (other / path.name).write_bytes(path.read_bytes())
    lines = [json.loads(line) for line in (run / "claims.jsonl").read_text().splitlines()]
    for line in lines:
        if line["id"] == item["claim"]:
            line["date"] = {**line["date"], "start": "2023-01-01", "end": "2023-12-31"}
    (other / "claims.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    assert import_run(database, other).again == 1
    now = claim(database, "985万人")
    assert (now["state"], now["again"]) == ("open", True)
    with database.read() as connection:
        assert queues.next_subject(connection, Queue("again"), "bob") == now["subject"]


def test_added_claims_stay(database: Database, run: Path, tmp_path: Path) -> None:
    base = claim(database, "985万人")["record"]
    at = TEXTS["daily"].index("1000亿元")
    record = {**base, "id": "a" * 20, "value": {**base["value"], "text": "1000亿元", "span": [at, at + 6], "number": 10**11}}
    with database.write() as connection:
        kept = decisions.add_claim(connection, 1, record, Given(token(), "ann", "add", 0))
    assert kept.state == "accepted"
    import_run(database, small_run(tmp_path / "more", {**TEXTS, "daily": "本报讯。" + TEXTS["daily"]}))
    (added,) = [row for row in items(database) if row["origin"] == "added"]
    assert added["effective"] is None
    assert added["record"]["value"]["span"] == [at + 4, at + 10]
    with database.write() as connection:
        assert decisions.undo(connection, Given(token(), "ann", "undo", 1)).state == "withdrawn"


def test_accounts(database: Database) -> None:
    with database.write() as connection:
        assert not people.any_active(connection)
        people.add(connection, "ann", "correct horse", "lead")
        for name, password, role in (
            ("ann", "correct horse", "lead"),
            ("bob", "short", "lead"),
            ("bob", "long enough", "king"),
            ("b b", "long enough", "lead"),
        ):
            with pytest.raises(UsageError):
                people.add(connection, name, password, role)
        assert people.let_in(connection, "ann", "wrong horse") is None
        assert people.let_in(connection, "nobody", "wrong horse") is None
        ann = people.let_in(connection, "ann", "correct horse")
        assert ann is not None
        assert ann.leads
        people.change(connection, "ann", active=False)
        assert people.let_in(connection, "ann", "correct horse") is None
        assert not people.any_active(connection)
        stored = connection.scalar(select(tables.people.c.password))
        assert stored is not None
        assert stored.startswith("$argon2id$")
        assert people.secret(connection) == people.secret(connection)


def test_failed_logins_are_counted(database: Database) -> None:
    with database.write() as connection:
        for _ in range(5):
            assert not people.too_many(connection, "ann", "10.0.0.1")
            people.log(connection, "ann", "login failed", address="10.0.0.1")
        assert people.too_many(connection, "ann", "10.0.0.1")
        assert not people.too_many(connection, "bob", "10.0.0.1")
        assert not people.too_many(connection, "ann", "10.0.0.2")


def test_texts_that_databases_dislike(database: Database, run: Path, tmp_path: Path) -> None:
    """U+0000, half of a pair of surrogates, signs of LIKE."""
    odd = tmp_path / "odd"
    shutil.copytree(run, odd)
    documents = [json.loads(line) for line in (run / "documents.jsonl").read_text().splitlines()]
    texts = {}
    for document in documents:
        texts[document["id"]] = document["text"] = document["text"] + "\0\ud800%_"
        document["title"] = "\0\ud800标题"
    (odd / "documents.jsonl").write_text("".join(json.dumps(document) + "\n" for document in documents))
    import_run(database, odd)
    with database.read() as connection:
        assert dict(connection.execute(select(tables.documents.c.document, tables.documents.c.text)).all()) == texts
        assert queues.counted(connection, Queue("search", "6_1"), "ann")[1] == 0
        assert queues.counted(connection, Queue("search", "6.1%"), "ann")[1] > 0


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    Database(tmp_path / "desk.sqlite")
    assert (tmp_path / "desk.sqlite").stat().st_mode & 0o077 == 0


def test_what_is_no_desk_is_refused(tmp_path: Path, run: Path) -> None:
    (tmp_path / "text.sqlite").write_text("this is no database at all, but long enough to be taken for one" * 30)
    for address in ("mysql://root@localhost/x", "nonsense://", tmp_path / "text.sqlite", tmp_path / "no" / "folder.sqlite"):
        with pytest.raises(UsageError):
            Database(address)
    desk = Database(tmp_path / "desk.sqlite")
    with desk.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'later'")
    with pytest.raises(UsageError, match="newer"):
        Database(tmp_path / "desk.sqlite")


def test_runs_without_texts_are_refused(tmp_path: Path) -> None:
    desk = Database(tmp_path / "desk.sqlite")
    article = tmp_path / "article.txt"
    article.write_text(TEXTS["bulletin"], encoding="utf-8")
    batch.run([str(article)], tmp_path / "run", batch.BatchOptions(texts=False))
    with pytest.raises(UsageError, match="--no-texts"):
        import_run(desk, tmp_path / "run")
    with desk.read() as connection:
        assert connection.execute(select(tables.runs)).all() == []


def test_kappa_is_that_of_the_textbook() -> None:
    """Cohen's own example form: 20 both yes, 15 both no, 5 and 10 apart."""
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert figures.kappa(pairs) == pytest.approx(0.4)
    assert figures.kappa([("y", "y")] * 3) is None
    assert figures.kappa([]) is None


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_holds_the_estimate(right: int, wrong: int) -> None:
    found = audits.share(right, right + wrong)
    assert 0 <= found.low <= (found.estimate if found.estimate is not None else 0.5) <= found.high <= 1


@settings(max_examples=30)
@given(st.text("合肥增长。\n", max_size=30), st.text("芜湖下降，", max_size=30))
def test_a_subject_does_not_depend_on_where_the_evidence_stands(before: str, after: str) -> None:
    amount = {"kind": "amount", "number": 1e8, "low": 1e8, "high": 1e8, "unit": "CNY", "bound": "exact", "comparison": None}
    record = {
        "document_id": "d",
        "city": {"adcode": "340100", "name": "合肥市", "members": []},
        "metric": {"name": "GDP"},
        "status": "actual",
        "date": None,
        "value": {"text": "1亿", "span": [3, 5], **amount},
        "source": {"evidence": {"text": "GDP1亿！", "span": [0, 6]}},
    }
    there = moved(record, before + "GDP1亿！" + after)
    assert there is not None
    assert there["value"]["span"] == [len(before) + 3, len(before) + 5]
    assert subject_of(there) == subject_of(record)
    assert moved(record, before + after) is None
