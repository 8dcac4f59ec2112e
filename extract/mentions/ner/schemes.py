"""Labels of other models in ours."""

from __future__ import annotations

# OntoNotes (spaCy's zh_core_web models), CoNLL and Universal NER, the People's Daily tags of Chinese tools. What is
# in no row (dates, numbers, languages) is no name here.
OURS: dict[str, str] = {
    "PERSON": "PERSON", "PER": "PERSON", "NR": "PERSON",
    "ORG": "ORG", "ORGANIZATION": "ORG", "NT": "ORG", "COMPANY": "ORG", "GOVERNMENT": "ORG",
    "GPE": "GPE", "NORP": "GPE", "NS": "GPE", "CITY": "GPE", "COUNTRY": "GPE",
    "LOC": "LOC", "LOCATION": "LOC",
    "FAC": "FAC", "FACILITY": "FAC", "SCENE": "FAC",
    "PRODUCT": "PRODUCT", "GAME": "PRODUCT",
    "WORK_OF_ART": "WORK", "WORK": "WORK", "LAW": "WORK", "BOOK": "WORK", "MOVIE": "WORK", "NW": "WORK",
    "EVENT": "EVENT",
}  # fmt: skip


def ours(label: str) -> str | None:
    """Our label for one of another scheme (case and a leading B-/I- do not matter), or None."""
    return OURS.get(label.upper().removeprefix("B-").removeprefix("I-"))
