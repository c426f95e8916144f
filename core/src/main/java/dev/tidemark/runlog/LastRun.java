package dev.tidemark.runlog;

/// Finds the last of runs that are there without a gap, and looks at few of them: each look is billed.
///
/// @param look whether a run is there
record LastRun(Look look) {

    interface Look {

        /// @param left how many runs may still be the last one, as far as that is known
        boolean finds(long run, long left);
    }

    /// A log that has this run is some weeks old. Its end is found by fewer looks if the search leaps: by 17 up to run 17,407,
    /// which is a year of ticks of ten minutes of which one in three brings something, and by two more for each doubling.
    private static final long LONG_LOG = 1024;

    private static final long LONG_STEP = 1 << 14;

    /// 0 where run 1 is absent.
    long ofAll() {
        if (!look.finds(1, Long.MAX_VALUE)) {
            return 0;
        }
        return look.finds(LONG_LOG, Long.MAX_VALUE)
                ? between(LONG_LOG, LONG_STEP, Long.MAX_VALUE)
                : between(1, 1, LONG_LOG);
    }

    /// The last run, where one is known that is probably near.
    long from(long known) {
        return between(known, 1, Long.MAX_VALUE);
    }

    /// By steps that double, and back by halves.
    private long between(long first, long firstStep, long knownAbsent) {
        long present = first;
        long step = firstStep;
        while (step < knownAbsent - present && look.finds(present + step, knownAbsent - present)) {
            present += step;
            step *= 2;
        }
        long absent = present + Math.min(step, knownAbsent - present);
        while (absent - present > 1) {
            long middle = (present + absent) >>> 1;
            if (look.finds(middle, absent - present)) {
                present = middle;
            } else {
                absent = middle;
            }
        }
        return present;
    }
}
