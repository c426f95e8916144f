package dev.tidemark.services;

/// An embedded service cannot be had. The message says which, why, and what to do about it.
public final class ServicesFailure extends RuntimeException {

    public ServicesFailure(String message) {
        super(message);
    }

    public ServicesFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
