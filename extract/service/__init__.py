"""What servers share: extraction, normalization and search for mentions on request, in worker processes that can be cut."""
