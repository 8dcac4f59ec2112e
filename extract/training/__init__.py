"""Training: annotated articles in, the weights of the linking models out.

Nothing here is needed to extract claims; it needs the extra ``train``. ``python -m extract.training.linker`` runs the recipe.
"""
