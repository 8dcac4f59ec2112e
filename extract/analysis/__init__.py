"""Claims of a run looked at together: which are chosen, how figures and periods are written, series, rankings and counts.

Functions here take claims as objects of the contract (lines of ``claims.jsonl``), one by one, and write nothing.
"""
