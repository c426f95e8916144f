package dev.tidemark.local.totesys;

/// The kinds of things that happen on a business day. Only a paid payment sets its `last_updated`.
public enum Change {
    SALE_ENTERED("sales orders entered"),
    PURCHASE_ENTERED("purchase orders entered"),
    PAYMENT_PAID("payments paid in one batch"),
    SALE_EDITED("sales orders changed silently"),
    PURCHASE_EDITED("purchase orders changed silently"),
    DESIGN_MOVED("design files moved silently"),
    DESIGN_ADDED("designs added"),
    ADDRESS_CHANGED("addresses changed"),
    DEPARTMENT_CHANGED("departments changed"),
    SALE_DELETED("sales orders deleted with transaction and payment"),
    PURCHASE_DELETED("purchase orders deleted, their transaction left behind"),
    ROW_REWRITTEN("rows set to what they were");

    private final String label;

    Change(String label) {
        this.label = label;
    }

    /// What stands behind a number: `3 designs added`.
    public String label() {
        return label;
    }
}
