package dev.tidemark.ingest.source;

/// The 64-bit transaction id that `age()` counts back from in one session's transaction.
///
/// `age(xmin)` is a difference of 32-bit ids, stable for the transaction. A row that the snapshot
/// sees is younger than the horizon, so `horizon - age` is its id wherever the true distance is
/// below 2^31. Where it is not, the row is older than anything asked for: an age that wrapped once is
/// negative and left out, one that wrapped twice looks young and costs a second reading of the row.
/// A row is never taken for older than it is.
///
/// @param next one past the newest id that the transaction can see, at least the snapshot's xmax
record Horizon(long next) {

    /// The widest distance that a signed 32-bit difference tells.
    private static final long AGE_MAX = Integer.MAX_VALUE - 1;

    private static final long EPOCH_MASK = 0xFFFF_FFFFL;

    /// The first id that is no special one; its age tells where age() counts from.
    static final int FIRST_NORMAL_ID = 3;

    /// @param ageOfFirst `age('3'::xid)` as the session sees it
    static Horizon of(long snapshotXmax, int ageOfFirst) {
        long next = (ageOfFirst + (long) FIRST_NORMAL_ID) & EPOCH_MASK;
        return new Horizon(snapshotXmax + ((next - snapshotXmax) & EPOCH_MASK));
    }

    /// Whether ids from that one on can be told from older ones.
    boolean reaches(long id) {
        return next - id <= AGE_MAX;
    }

    /// SQL that is true for rows written by that transaction or a later one.
    String since(long id) {
        if (!reaches(id)) {
            throw new IllegalArgumentException("too far back to tell by age");
        }
        return "age(xmin) between 0 and " + (next - id);
    }

    /// SQL for the 64-bit id of the transaction that wrote a row.
    String id() {
        return "(" + next + "::bigint - age(xmin))";
    }
}
