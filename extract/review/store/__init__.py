"""What the desk keeps: runs with their documents and claims, append-only decisions, audits, people and a log of what they did."""
