"""The files that a run writes, in the formats that are asked for, all of them complete before the first takes its name."""
