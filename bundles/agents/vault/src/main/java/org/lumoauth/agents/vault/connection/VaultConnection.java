package org.lumoauth.agents.vault.connection;

import java.time.Instant;

/**
 * A connection as it is kept.
 *
 * @param id {@code con_} and a ULID
 * @param spec what is registered of it
 * @param hasSecret whether there is a client secret
 * @param createdAt when it was registered
 * @param updatedAt when it was last changed
 * @param version changes with each change
 */
public record VaultConnection(
    String id,
    ConnectionSpec spec,
    boolean hasSecret,
    Instant createdAt,
    Instant updatedAt,
    long version) {}
