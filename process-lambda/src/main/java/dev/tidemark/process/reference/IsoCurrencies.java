package dev.tidemark.process.reference;

import dev.tidemark.process.engine.Sql;
import java.util.Comparator;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Collectors;

/// The currencies of ISO 4217 with their English names, as the JDK knows them.
public final class IsoCurrencies {

    private IsoCurrencies() {}

    /// A SELECT of `currency_code` and `currency_name`.
    public static String select() {
        return Currency.getAvailableCurrencies().stream()
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .map(IsoCurrencies::row)
                .collect(
                        Collectors.joining(
                                ", ",
                                "select * from (values ",
                                ") as iso_currency(currency_code, currency_name)"));
    }

    private static String row(Currency currency) {
        return "(%s, %s)"
                .formatted(
                        Sql.literal(currency.getCurrencyCode()),
                        Sql.literal(currency.getDisplayName(Locale.ENGLISH)));
    }
}
