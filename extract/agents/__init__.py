"""``zh-extract mcp``: extraction and the claims of runs as tools for agents, by the Model Context Protocol. Needs the extra ``mcp``."""
