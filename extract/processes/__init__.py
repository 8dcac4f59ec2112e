"""Worker processes that can be cut: how they are started, what is sent to them, how long they may take, and how they end."""
