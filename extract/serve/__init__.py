"""``zh-extract serve``: extraction and the claims of runs over HTTP. Needs the extra ``serve``."""
