"""Articles of the corpus without what is known of them besides the text: each is read, whatever is ruled out for its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import Extractor
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.mark.slow
def test_each_article_is_read_without_its_date(extractor: Extractor) -> None:
    articles = [a for a in read_inputs([str(CORPUS)], ReadOptions()) if isinstance(a, RawArticle) and "gold" not in a.id]
    assert len(articles) > 600
    for article in articles:
        assert extractor(article.text, id=article.id).error is None
