package dev.tidemark.acceptance;

/// Recognises the write steps in what a process says to a server on one connection.
interface Steps {

    enum Step {
        NONE,
        /// Nobody sees it before the next commit.
        WRITE,
        COMMIT
    }

    Step stepIn(String said);

    /// Uploads; what a stage leaves in a zone is there with the query log.
    static Step upload(String said) {
        if (!said.startsWith("PUT ")) {
            return Step.NONE;
        }
        return said.substring(0, said.indexOf('\r')).contains("query_log.json")
                ? Step.COMMIT
                : Step.WRITE;
    }

    /// Each commit, and only some of the writes before it: the first and every so many after it.
    static Steps some(Steps all, int stride) {
        return new Steps() {
            private int writes;

            @Override
            public Step stepIn(String said) {
                Step step = all.stepIn(said);
                return switch (step) {
                    case NONE -> step;
                    case COMMIT -> {
                        writes = 0;
                        yield step;
                    }
                    case WRITE -> writes++ % stride == 0 ? step : Step.NONE;
                };
            }
        };
    }

    /// The commits alone.
    static Steps commitsOf(Steps all) {
        return said -> {
            Step step = all.stepIn(said);
            return step == Step.COMMIT ? step : Step.NONE;
        };
    }
}
