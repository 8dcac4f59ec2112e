"""Training of the NER model: open and own annotations in, the weights in ``data/ner`` out.

``python -m extract.training.ner`` runs the recipe (``make train-ner``); docs/ner.md tells of it. It needs PyTorch and the
packages of requirements.txt in this folder; nothing here is needed to use the model.
"""
