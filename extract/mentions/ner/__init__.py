"""Named entities by a trained model: words with features, a small network in NumPy, a spaCy pipeline around it.

``choice.finder("ours")`` gives the stage that the extractor uses; ``pipeline.load()`` the spaCy pipeline ``zh_claims_ner``.
docs/ner.md tells how it is made and what it measures.
"""
