package dev.tidemark.process.state;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.engine.WorkFolder;
import java.util.List;

/// The rows and keys that a run brings of its tables, as SELECTs.
public record Delta(DataFiles ingestion, WorkFolder work) {

    /// The rows inserted or updated.
    public String rows(SourceTable table) {
        return FileRelation.select(table.columns(), work.fetch(ingestion, table.files()));
    }

    /// The keys of the rows deleted.
    public String deletedKeys(SourceTable table) {
        return FileRelation.select(table.keyColumns(), work.fetch(ingestion, table.deletedFiles()));
    }

    /// The files of the rows inserted or updated, as ingest wrote them.
    public List<LocalFile> rowFiles(SourceTable table) {
        return local(table.files());
    }

    /// The files of the keys of the rows deleted, as ingest wrote them.
    public List<LocalFile> deletedFiles(SourceTable table) {
        return local(table.deletedFiles());
    }

    private List<LocalFile> local(List<DataFile> files) {
        return files.stream()
                .map(
                        file ->
                                new LocalFile(
                                        work.fetch(ingestion, List.of(file)).getFirst(),
                                        file.rows()))
                .toList();
    }

    /// The keys of all rows that were inserted, updated or deleted.
    public String keys(SourceTable table) {
        String key = Sql.identifiers(table.key());
        return "select %s from %s union all select %s from %s"
                .formatted(key, Sql.nested(rows(table)), key, Sql.nested(deletedKeys(table)));
    }
}
