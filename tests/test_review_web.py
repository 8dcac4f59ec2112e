"""The desk's application without a browser: who may do what, what is refused, what comes of decisions."""

from __future__ import annotations

import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk is not installed (pip install '.[review]')")

import httpx
from click.testing import CliRunner
from desk import TEXTS, served, small_run, token
from fastapi.testclient import TestClient

from extract.batch.past_claims import claims_of
from extract.cli import main
from extract.data import read_table
from extract.model import RawArticle
from extract.review.store import people
from extract.review.store.database import Database
from extract.review.store.importing import import_run
from extract.review.store.people import Person
from extract.review.web.app import create_app
from extract.review.web.charts import ticks
from extract.review.web.desk import Desk

ROOT = Path(__file__).parent.parent / "extract" / "review"
HOSTILE = '合肥市2024年<script>alert(1)</script>常住人口1000.2万人。"><img src=x onerror=alert(2)>芜湖市2024年进出口总额{{7*7}}1000亿元。'
PAGES = ("/", "/queues", "/queue?name=confidence", "/places", "/metrics", "/quality", "/search?q=合肥", "/export", "/log", "/articles?id=daily")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_run(tmp_path_factory.mktemp("run"), {**TEXTS, "hostile": HOSTILE})


@pytest.fixture
def database(tmp_path: Path, run: Path) -> Iterator[Database]:
    found = Database(tmp_path / "desk.sqlite")
    import_run(found, run)
    yield found
    found.close()


def client_of(database: Database, *, open: bool = True, **more) -> TestClient:
    desk = Desk(database, Person("ann", "admin"), open=open, **more)
    return TestClient(
        create_app(desk), base_url=f"http{'s' if desk.secure else ''}://localhost", headers={"Accept-Language": "en"}, follow_redirects=False
    )


def csrf(client: TestClient, path: str = "/queues") -> str:
    found = re.search(r'name="csrf" content="(\w+)"', client.get(path, follow_redirects=True).text)
    assert found is not None
    return found[1]


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """A client at an open desk, with the token of its session."""
    with client_of(database) as found:
        found.headers["X-CSRF-Token"] = csrf(found)
        yield found


def claims(client: TestClient, queue: str = "confidence") -> list[dict]:
    return client.get(f"/api/queues/{queue}?waiting=false&limit=200").json()["claims"]


def by_value(client: TestClient, words: str) -> dict:
    return next(c for q in ("confidence", "doubtful") for c in claims(client, q) if c["record"]["value"]["text"] == words)


def decide(client: TestClient, subject: str, action: str, version: int = 0, **more) -> httpx.Response:
    return client.post("/api/decisions", json={"token": token(), "subject": subject, "version": version, "action": action, **more})


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_pages_answer(client: TestClient, page: str, language: str) -> None:
    answer = client.get(page, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=|https?://(?!www\.w3\.org)", answer.text)


def test_every_word_of_the_interface_is_in_both_languages() -> None:
    rows = {row["id"]: row for row in read_table("review/words.tsv")}
    assert all(row["zh"] and row["en"] for row in rows.values())
    asked: set[str] = set()
    for path in ROOT.rglob("*.html"):
        asked |= set(re.findall(r"\bt\('([\w.]+)'[,)]", path.read_text(encoding="utf-8")))
    for path in ROOT.rglob("*.js"):
        asked |= {f"js.{id}" for id in re.findall(r"\bt\(\"([\w.]+)\"", path.read_text(encoding="utf-8"))}
    assert asked <= rows.keys(), asked - rows.keys()


def test_what_articles_hold_is_never_markup(client: TestClient) -> None:
    pages = [client.get("/articles?id=hostile").text, client.get("/search?q=<script>alert(3)</script>").text]
    for claim in claims(client):
        if claim["record"]["document_id"] == "hostile":
            subject = claim["subject"]
            pages.append(client.get(f"/claims/{subject}").text)
            pages += [client.get(f"/api/claims/{subject}/{what}").json()["html"] for what in ("article?repaired=true", "article", "reasons")]
    assert len(pages) > 2
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "49" not in re.sub(r"\d{3,}", "", pages[0].split("<article")[1].split("</article")[0])  # no template is made of it


def test_a_comment_with_markup_is_shown_as_words(client: TestClient) -> None:
    subject = claims(client)[0]["subject"]
    assert decide(client, subject, "comment", comment="<b>bold</b>").status_code == 200
    assert "&lt;b&gt;bold" in client.get(f"/claims/{subject}").text


def test_nothing_is_changed_without_the_token(client: TestClient, database: Database) -> None:
    subject = claims(client)[0]["subject"]
    bare = client_of(database)
    assert decide(bare, subject, "accept").status_code == 403
    bare.headers["X-CSRF-Token"] = client.headers["X-CSRF-Token"]
    assert decide(bare, subject, "accept").status_code == 403  # another session's
    other = client.post("/api/undo", json={"token": token()}, headers={"Origin": "https://elsewhere.example"})
    assert other.status_code == 403
    assert client.post("/export", data={"token": "x", "format": "jsonl"}).status_code == 403


def test_other_names_of_the_machine_are_refused(database: Database) -> None:
    found = client_of(database, hosts=frozenset({"localhost"}))
    assert found.get("/queues").status_code == 200
    assert found.get("/queues", headers={"Host": "evil.example"}).status_code == 421


def test_large_and_endless_requests_are_refused(client: TestClient) -> None:
    assert client.post("/api/decisions", content=b" " * 1_100_000).status_code == 413
    assert client.post("/api/decisions", content=iter([b"{}"])).status_code == 411


def test_a_decision_is_kept_and_the_next_claim_told(client: TestClient) -> None:
    first = client.get("/api/next").json()["subject"]
    assert decide(client, first, "accept").json()["state"] == "accepted"
    after = client.get(f"/api/next?after={first}").json()["subject"]
    assert after not in (first, None)
    assert client.get("/review").headers["location"].startswith(f"/claims/{after}")


@pytest.mark.parametrize(
    "body",
    [
        {"action": "reject"}, {"action": "correct"}, {"action": "correct", "edits": {}}, {"action": "comment"}, {"action": "accept", "version": -1},
        {"action": "accept", "token": "short"}, {"action": "accept", "subject": "x"}, {"action": "destroy"}, {"action": "accept", "extra": 1},
        {"action": "correct", "edits": {"city": {"span": [5, "x"]}}}, {"action": "correct", "edits": {"value": {"number": "NaN"}}},
    ],
)  # fmt: skip
def test_what_makes_no_decision_is_refused(client: TestClient, body: dict) -> None:
    subject = claims(client)[0]["subject"]
    given = {"token": token(), "subject": subject, "version": 0, **body}
    assert client.post("/api/decisions", json=given).status_code == 422
    assert client.get(f"/api/claims/{subject}").json()["state"] == "open"


def test_a_correction_is_read_and_kept(client: TestClient) -> None:
    claim = by_value(client, "1000亿元")
    edits = {"city": {"name": "合肥"}, "date": {"words": "2023年"}}
    draft = client.post("/api/drafts", json={"subject": claim["subject"], "edits": edits}).json()
    assert draft["complete"]
    assert draft["readings"]["city"].startswith("合肥市 · 340100")
    assert 'class="s part value' in draft["html"]
    assert decide(client, claim["subject"], "correct", edits=edits).json()["state"] == "corrected"
    found = client.get(f"/api/claims/{claim['subject']}").json()
    assert (found["effective"]["city"]["name"], found["effective"]["date"]["start"]) == ("合肥市", "2023-01-01")
    assert found["record"]["city"]["name"] == "芜湖市"
    wrong = decide(client, claim["subject"], "correct", version=1, edits={"date": {"words": "很久"}})
    assert wrong.status_code == 422
    assert wrong.json()["errors"] == {"date": "no period can be read"}
    assert client.post("/api/undo", json={"token": token()}).json()["state"] == "open"


def test_a_missed_claim_is_added_and_shown(client: TestClient) -> None:
    text = TEXTS["daily"]
    at = text.index("985万人")
    edits = {"city": {"name": "安徽省"}, "metric": {"name": "常住人口"}, "value": {"span": [at, at + 5]}, "date": {"words": "2024年"}}
    body = {"token": token(), "document": "daily", "edits": edits}
    kept = client.post("/api/additions", json=body).json()
    assert kept == client.post("/api/additions", json=body).json()  # sent twice
    assert kept["state"] == "accepted"
    assert "安徽省" in client.get("/articles?id=daily").text
    assert client.post("/api/additions", json={**body, "token": token(), "edits": {}}).status_code == 422
    assert client.post("/api/additions", json={**body, "token": token(), "document": "none"}).status_code == 404


def test_the_second_of_two_reviewers_sees_the_difference(database: Database) -> None:
    with database.write() as connection:
        for name in ("ann", "bob"):
            people.add(connection, name, f"password of {name}", "reviewer")
    ann, bob = (logged_in(database, name) for name in ("ann", "bob"))
    claim = by_value(ann, "1000亿元")
    assert decide(ann, claim["subject"], "correct", edits={"city": {"name": "合肥"}}).status_code == 200
    told = decide(bob, claim["subject"], "accept")
    assert told.status_code == 409
    assert told.json()["version"] == 1
    assert told.json()["others"][0]["changes"] == [["city", "芜湖市", "合肥市"]]
    assert decide(bob, claim["subject"], "accept", version=1).json()["state"] == "disputed"


def logged_in(database: Database, name: str, password: str | None = None) -> TestClient:
    client = client_of(database, open=False)
    form = {"name": name, "password": password or f"password of {name}", "token": csrf(client, "/login"), "then": "/queues"}
    answer = client.post("/login", data=form)
    assert answer.status_code == 303, answer.text
    client.headers["X-CSRF-Token"] = csrf(client)
    return client


def test_second_opinions_are_asked_for_blindly(database: Database) -> None:
    with database.write() as connection:
        for name in ("ann", "bob"):
            people.add(connection, name, f"password of {name}", "reviewer")
    ann, bob = logged_in(database, "ann"), logged_in(database, "bob")
    claim = by_value(ann, "1000亿元")
    decide(ann, claim["subject"], "correct", edits={"city": {"name": "合肥"}}, comment="secret words")
    assert bob.get("/api/next?queue=second").json()["subject"] == claim["subject"]
    blind = bob.get(f"/claims/{claim['subject']}?queue=second").text
    assert "secret words" not in blind
    assert 'value="芜湖市"' in blind
    assert "secret words" in bob.get(f"/claims/{claim['subject']}").text


def test_without_an_account_nothing_is_shown(database: Database) -> None:
    with database.write() as connection:
        people.add(connection, "ann", "password of ann", "reviewer")
    client = client_of(database, open=False)
    for page in PAGES:
        answer = client.get(page)
        assert answer.status_code == 303, page
        assert answer.headers["location"].startswith("/login?then=%2F") or answer.headers["location"].startswith("/login?then=/")
    for path in ("/api/next", "/api/progress", "/api/queues/confidence", "/api/claims/x"):
        assert client.get(path).status_code == 401, path


def test_logins(database: Database) -> None:
    with database.write() as connection:
        people.add(connection, "ann", "password of ann", "reviewer")
    client = client_of(database, open=False, secure=True)
    form = {"name": "ann", "token": csrf(client, "/login"), "password": "wrong password"}
    assert client.post("/login", data={**form, "token": "x"}).status_code == 403
    for _ in range(5):
        answer = client.post("/login", data=form)
        assert answer.status_code == 401
        assert "wrong" in answer.text
    assert client.post("/login", data={**form, "password": "password of ann"}).status_code == 429
    with database.read() as connection:
        log = [event.what for event in connection.exec_driver_sql("SELECT what FROM events ORDER BY id")]
    assert log == ["login failed"] * 5 + ["login refused"]


def test_a_session_is_safe_and_ends_with_the_account(database: Database) -> None:
    with database.write() as connection:
        people.add(connection, "ann", "password of ann", "reviewer")
    client = client_of(database, open=False)
    answer = client.post("/login", data={"name": "ann", "password": "password of ann", "token": csrf(client, "/login"), "then": "//evil.example"})
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/queues").status_code == 200
    forged = client_of(database, open=False)
    forged.cookies.set("desk", client.cookies["desk"][:-4] + "AAAA")
    assert forged.get("/queues").status_code == 303
    with database.write() as connection:
        people.change(connection, "ann", role="lead")
    assert client.get("/queues").status_code == 303


def test_roles(database: Database) -> None:
    with database.write() as connection:
        for role in people.ROLES:
            people.add(connection, role, f"password of {role}", role)
    for role, export, log, audit in (("reviewer", 403, 403, 403), ("lead", 200, 403, 201), ("admin", 200, 200, 201)):
        client = logged_in(database, role)
        assert client.get("/export").status_code == export
        assert client.get("/log").status_code == log
        assert client.post("/api/audits", json={"name": "x", "size": 3}).status_code == audit
        form = {"token": client.headers["X-CSRF-Token"], "format": "jsonl"}
        assert client.post("/export", data=form).status_code == export
    assert "export" in logged_in(database, "admin").get("/log").text


def test_a_download_holds_the_reviewed_claims(client: TestClient) -> None:
    accepted, rejected = claims(client)[:2]
    decide(client, accepted["subject"], "accept")
    decide(client, rejected["subject"], "reject", reason="value")
    answer = client.post("/export", data={"token": client.headers["X-CSRF-Token"], "format": "jsonl"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        lines = [json.loads(line) for line in archive.read("claims.jsonl").splitlines()]
        log = [json.loads(line) for line in archive.read("decisions.jsonl").splitlines()]
    assert lines == [accepted["record"]]
    assert [line["action"] for line in log] == ["accept", "reject"]


def test_series_of_accepted_claims(client: TestClient, tmp_path: Path, database: Database) -> None:
    years = {str(year): f"{year}年，合肥市地区生产总值{year - 1000}亿元。" for year in range(2018, 2024)}
    import_run(database, small_run(tmp_path / "series", years))
    for claim in claims(client):
        decide(client, claim["subject"], "accept")
    for page in ("/places?key=340100", "/metrics?key=gdp"):
        shown = client.get(page).text
        assert shown.count("<circle") == 6
        assert "<polyline" in shown
    assert client.get("/places?key=none").status_code == 404


def test_ticks_span_what_they_are_of() -> None:
    for low, high in ((0, 1), (3, 97), (1.2e12, 1.35e12), (-5, 5), (7, 7), (0, 0)):
        found = ticks(low, high)
        assert found[0] <= low
        assert found[-1] >= high
        assert 2 <= len(found) <= 8


def test_the_api_makes_no_server_error(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """schemathesis: requests made up from the description, many of them odd."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, given, settings

    app = create_app(Desk(database, Person("ann", "admin")))
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    client.headers["X-CSRF-Token"] = csrf(client)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    seen: set[int] = set()
    known = claims(client)[0]["subject"]

    for operation in schema.get_all_operations():

        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.ok().as_strategy())
        def attempt(case) -> None:
            parts = case.as_transport_kwargs(base_url="http://localhost")
            if isinstance(parts.get("json"), dict) and "subject" in parts["json"]:
                parts["json"]["subject"] = known
            answer = client.request(
                parts["method"], parts["url"], params=parts.get("params"), json=parts.get("json"), headers={"Content-Type": "application/json"}
            )
            seen.add(answer.status_code)
            assert answer.status_code < 500, (parts, answer.text)

        attempt()
    assert {200, 404, 422} <= seen


def test_reviewed_claims_become_tables_gold_and_lessons(client: TestClient, database: Database, run: Path, tmp_path: Path) -> None:
    for queue in ("confidence", "doubtful"):
        for n, claim in enumerate(claims(client, queue)):
            if claim["record"]["document_id"] in ("bulletin", "daily"):
                decide(client, claim["subject"], "accept" if n % 3 else "reject", **({} if n % 3 else {"reason": "value"}))
    address = str(tmp_path / "desk.sqlite")
    runner = CliRunner()
    for arguments in (["-o", str(tmp_path / "tables"), "--format", "csv", "--format", "parquet"], ["-o", str(tmp_path / "audited"), "--gold"]):
        done = runner.invoke(main, ["review-export", address, *arguments])
        assert done.exit_code == 0, done.output
    accepted = [c["record"] for c in claims(client) + claims(client, "doubtful") if c["state"] == "accepted"]
    assert sorted(c["id"] for c in claims_of(tmp_path / "tables")) == sorted(c["id"] for c in accepted)
    gold = runner.invoke(main, ["eval", str(tmp_path / "audited" / "articles.jsonl"), "--gold", str(tmp_path / "audited" / "gold"), "--json"])
    assert gold.exit_code == 0, gold.output
    figures = json.loads(gold.output.splitlines()[-1])
    assert figures["documents"] == 2
    few = runner.invoke(main, ["calibrate", "--reviews", address])
    assert few.exit_code == 2
    assert "too few" in few.output


def test_confidence_is_fitted_to_decisions(corpus: Mapping[str, RawArticle], tmp_path: Path) -> None:
    """Reviewers who find half of all sure claims wrong make the model less sure."""
    run_folder = small_run(tmp_path / "run", {name: corpus[name].text for name in ("a01_halfyear", "a02_bulletin")})
    address = str(tmp_path / "desk.sqlite")
    database = Database(address)
    import_run(database, run_folder)
    with client_of(database) as client:
        client.headers["X-CSRF-Token"] = csrf(client)
        for n, claim in enumerate(claims(client)):
            assert decide(client, claim["subject"], "accept" if n % 2 else "reject", **({} if n % 2 else {"reason": "value"})).status_code == 200
    weights = tmp_path / "confidence.tsv"
    done = CliRunner().invoke(main, ["calibrate", "--reviews", address, "-o", str(weights), "--force"])
    assert done.exit_code == 0, done.output
    factor = float(re.search(r"factor (-?[\d.]+)", done.output)[1])
    assert factor < 1, done.output
    lines = [line for line in weights.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert {line.split("\t")[0] for line in lines} >= {"always", "worth"}


def test_accounts_on_the_command_line(tmp_path: Path, run: Path) -> None:
    address, runner = str(tmp_path / "desk.sqlite"), CliRunner()
    add = ["review-users", "add", address, "lin", "--role", "lead", "--password-stdin"]
    assert runner.invoke(main, add, input="long enough\n").exit_code == 0
    assert runner.invoke(main, add, input="long enough\n").exit_code == 2
    assert runner.invoke(main, ["review-users", "change", address, "lin", "--close"]).exit_code == 0
    listed = runner.invoke(main, ["review-users", "list", address])
    assert "lin" in listed.output
    assert "closed" in listed.output
    refused = runner.invoke(main, ["review", str(run), "--database", address, "--host", "0.0.0.0"])
    assert refused.exit_code == 2
    assert "review-users add" in refused.output


@pytest.mark.slow
def test_no_acknowledged_decision_is_lost_when_the_server_is_killed(run: Path, tmp_path: Path) -> None:
    address = str(tmp_path / "desk.sqlite")
    acknowledged: set[str] = set()
    with served(str(run), "--database", address) as (url, process):
        with httpx.Client(base_url=url) as session:
            page = session.get("/queues")
            headers = {"X-CSRF-Token": re.search(r'name="csrf" content="(\w+)"', page.text)[1], "Cookie": f"desk={session.cookies['desk']}"}
            subjects = [c["subject"] for c in session.get("/api/queues/confidence?limit=200").json()["claims"]]

        def judge(worker: int) -> None:
            with httpx.Client(base_url=url, headers=headers) as session:
                for n in range(10_000):
                    body = {"token": token(), "subject": subjects[(n + worker) % len(subjects)], "version": 10**6, "action": "accept"}
                    try:
                        if session.post("/api/decisions", json=body).status_code == 200:
                            acknowledged.add(body["token"])
                    except httpx.HTTPError:
                        return

        workers = [threading.Thread(target=judge, args=(n,)) for n in range(3)]
        for worker in workers:
            worker.start()
        while len(acknowledged) < 60:
            workers[0].join(0.02)
        process.kill()
        for worker in workers:
            worker.join()
    with Database(address).read() as connection:
        kept = {row.token for row in connection.exec_driver_sql("SELECT token FROM decisions")}
    assert acknowledged <= kept
