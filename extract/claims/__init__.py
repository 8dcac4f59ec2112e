"""From mentions to claims: frames, facts of the article, linking of subject, metric and date, records."""
