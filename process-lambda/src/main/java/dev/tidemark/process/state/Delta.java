package dev.tidemark.process.state;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.engine.WorkFolder;
import java.util.List;

/// The rows and keys that a run brings of its tables, as SELECTs.
public record Delta(DataFiles ingestion, WorkFolder work) {

    /// The rows inserted or updated.
    public String rows(SourceTable table) {
        return FileRelation.select(table.columns(), work.fetch(ingestion, table.files()));
    }

    /// The keys of all rows that were inserted, updated or deleted.
    public String keys(SourceTable table) {
        return "select %s from %s union all %s"
                .formatted(
                        Sql.identifiers(table.key()),
                        Sql.nested(rows(table)),
                        deleted(table, table.deletedFiles()));
    }

    private String deleted(SourceTable table, List<DataFile> files) {
        return "select %s from %s"
                .formatted(
                        Sql.identifiers(table.key()),
                        Sql.nested(
                                FileRelation.select(
                                        table.keyColumns(), work.fetch(ingestion, files))));
    }
}
