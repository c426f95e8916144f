package dev.tidemark.pipeline;

/// The guard rail for deletions: a run that would delete more rows of a table than both limits allow
/// stops until it is confirmed.
///
/// @param shareMax of the table's rows in the run before, 0 to 1
/// @param rowsMin fewer deleted rows than this never stop a run
public record DeleteGuard(double shareMax, long rowsMin) {

    public static final DeleteGuard DEFAULT = new DeleteGuard(0.3, 1_000);

    public DeleteGuard {
        if (!(shareMax >= 0 && shareMax <= 1) || rowsMin < 0) {
            throw new IllegalArgumentException(
                    "a share lies between 0 and 1, a count is not negative");
        }
    }

    public boolean stops(long rowsDeleted, long rowsBefore) {
        return rowsDeleted > rowsMin && rowsDeleted > shareMax * rowsBefore;
    }
}
