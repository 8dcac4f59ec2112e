"""What is counted, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from extract.batch.work import Outcome
from extract.service.pool import Pool
from extract.version import __version__

_METHODS = frozenset(("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"))
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """The counters of one server, in a registry of its own."""

    def __init__(self, pool: Pool) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a series of timestamps for each counter, which nobody reads
        self.registry = CollectorRegistry()
        self._requests = Counter("zh_extract_requests", "Requests answered", ["method", "route", "status"], registry=self.registry)
        self._seconds = Histogram("zh_extract_request_seconds", "Seconds that a request took", ["route"], buckets=_SECONDS, registry=self.registry)
        self.under_way = Gauge("zh_extract_requests_under_way", "Requests that are being answered", registry=self.registry)
        self._documents = Counter("zh_extract_documents", "Documents extracted from, by their status", ["status"], registry=self.registry)
        self._claims = Counter("zh_extract_claims", "Claims extracted", registry=self.registry)
        self._candidates = Counter("zh_extract_candidates", "Doubtful claims extracted", registry=self.registry)
        self._rejects = Counter("zh_extract_rejects", "Documents rejected, by the reason's code", ["code"], registry=self.registry)
        Gauge("zh_extract_info", "The version that answers", ["version"], registry=self.registry).labels(__version__).set(1)
        self.registry.register(_OfPool(pool))

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Notes a request that was answered."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def extracted(self, outcome: Outcome) -> None:
        """Notes a document that gave a result."""
        self._documents.labels(outcome.status).inc()
        self._claims.inc(len(outcome.claims))
        self._candidates.inc(len(outcome.candidates))

    def rejected(self, code: str) -> None:
        """Notes a document that gave none."""
        self._rejects.labels(code).inc()

    def text(self) -> bytes:
        """All of it, in the text format of Prometheus."""
        return generate_latest(self.registry)


class _OfPool(Collector):
    """What the pool of processes knows itself."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> list[GaugeMetricFamily]:
        """The figures as they are now."""
        figures = {
            "workers": ("Processes that extract", self._pool.size),
            "worker_restarts": ("Processes that died or were ended", self._pool.restarts),
            "admitted": ("Requests that are worked on or wait for a process", self._pool.admitted),
            "ready": ("Whether a process can work", int(self._pool.ready)),
        }
        return [GaugeMetricFamily(f"zh_extract_{name}", help, value=value) for name, (help, value) in figures.items()]
