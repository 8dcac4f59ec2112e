"""One page that tells what a run found: what was read and repaired, figures over time and side by side, contradictions, doubtful claims.

``gathering`` takes from the run what the page shows, bounded however large the run is; ``page`` writes it as HTML.
"""
