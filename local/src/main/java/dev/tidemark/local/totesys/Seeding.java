package dev.tidemark.local.totesys;

/// What a seeding wrote.
///
/// @param transactions one for each order, as are the payments
public record Seeding(int salesOrders, int purchaseOrders, int transactions) {

    public int payments() {
        return transactions;
    }
}
