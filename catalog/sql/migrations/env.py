"""Alembic's entry: the connection comes from `catalog.sql.open`."""

from alembic import context

from catalog.sql.tables import catalog_metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=catalog_metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
