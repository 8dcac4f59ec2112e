"""One module a step; a step that was released is not changed any more, the next one is added."""
