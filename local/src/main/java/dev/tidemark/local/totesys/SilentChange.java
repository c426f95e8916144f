package dev.tidemark.local.totesys;

/// A sales order of the history of which one column changed while `created_at` and `last_updated` stayed.
public record SilentChange(int salesOrderId, String column) {}
