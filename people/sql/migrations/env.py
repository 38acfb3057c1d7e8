"""Alembic's entry: the connection comes from `people.sql.open`."""

from alembic import context

from people.sql.tables import people_metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=people_metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
