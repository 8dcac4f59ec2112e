"""A finished run in the forms that other programs read: tables, a workbook, annotations, linked data, labelling tools.

``formats.FORMATS`` lists them; each has a module whose ``write`` takes a file and a ``ChosenRun``. Nothing is extracted here.
"""
