package dev.tidemark.cli.aws;

/// One right on one resource.
///
/// @param allowed false where it is denied, whatever else allows it
/// @param condition as the policy writes it; empty for none
public record Grant(boolean allowed, String action, String resource, String condition) {

    public static Grant allow(String action, String resource) {
        return new Grant(true, action, resource, "");
    }

    /// @param condition under which it is denied, as the policy writes it
    public static Grant deny(String action, String resource, String condition) {
        return new Grant(false, action, resource, condition);
    }

    @Override
    public String toString() {
        String where = condition.isEmpty() ? "" : " where " + condition;
        return "%s%s on %s%s".formatted(allowed ? "" : "denied: ", action, resource, where);
    }
}
