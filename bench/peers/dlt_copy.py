"""Copies one table with dlt: dlt_copy.py STATE_FOLDER postgres|filesystem SOURCE_URL DESTINATION."""

import shutil
import sys

import dlt
from dlt.sources.sql_database import sql_table

state, destination, source, target = sys.argv[1:]
shutil.rmtree(state, ignore_errors=True)
where = (
    dlt.destinations.postgres(target)
    if destination == "postgres"
    else dlt.destinations.filesystem("file://" + target)
)
table = sql_table(source, table="sales_order", backend="connectorx")
pipeline = dlt.pipeline("bench", destination=where, dataset_name="bench", pipelines_dir=state)
options = {} if destination == "postgres" else {"loader_file_format": "parquet"}
pipeline.run(table, write_disposition="replace", **options)
