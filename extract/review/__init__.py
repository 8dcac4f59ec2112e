"""The reviewers' desk: claims of a run judged by people in the browser, and what is learnt from their decisions.

``store`` keeps runs and decisions in SQLite or PostgreSQL, ``claims`` makes and checks what a claim page shows and what a form sends,
``web`` is the application, ``results`` hands reviewed claims on.
"""
