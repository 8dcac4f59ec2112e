"""The steps from an empty database to the tables of ``extract.review.store.tables``, run by Alembic."""
