/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import java.time.Instant;

/**
 * A stored connection.
 *
 * @param id {@code con_} and a ULID
 * @param spec the registered values
 * @param hasSecret whether a client secret exists
 * @param createdAt the creation time
 * @param updatedAt the time of the last change
 * @param version changes with each change
 */
public record VaultConnection(
    String id,
    VaultConnectionDefinition spec,
    boolean hasSecret,
    Instant createdAt,
    Instant updatedAt,
    long version) {}
