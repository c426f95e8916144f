package dev.tidemark.ingest.source;

import dev.tidemark.runlog.SourceIdentity;

/// What a glance at the source shows: who it is, and its snapshot.
///
/// @param snapshot as Postgres prints it; taken after the position was read
public record Look(Role role, SourceIdentity identity, String snapshot) {

    /// Whether the source takes writes itself.
    public enum Role {
        PRIMARY,
        STANDBY
    }

    /// Whether no transaction can have ended between an earlier look and this one. On a primary the
    /// snapshot says so: any commit moves its xmax or its list. A standby's snapshot has no list, but
    /// nothing can have changed there while its replay stands still.
    public boolean nothingRanSince(SourceIdentity earlier, String earlierSnapshot) {
        boolean same =
                identity.system().equals(earlier.system())
                        && identity.database().equals(earlier.database())
                        && identity.timeline() == earlier.timeline()
                        && snapshot.equals(earlierSnapshot);
        return switch (role) {
            case PRIMARY -> same && identity.position() >= earlier.position();
            case STANDBY -> same && identity.position() == earlier.position();
        };
    }
}
