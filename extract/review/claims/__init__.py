"""What a claim page shows (marks, repairs, reasons, other claims of the same thing) and what its form sends (drafts, checked)."""
