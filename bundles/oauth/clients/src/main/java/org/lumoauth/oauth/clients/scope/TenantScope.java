package org.lumoauth.oauth.clients.scope;

import java.time.Instant;
import java.util.Optional;

/**
 * A scope of a tenant.
 *
 * @param id its number; never given again, but for an interval in which clocks went back
 * @param name as requests and tokens carry it, byte-exact
 * @param description what it lets a client do, for the person who is asked
 * @param isDefault whether a client that is registered without scopes gets it
 * @param isSystem whether a module of this server brings it
 * @param createdAt when it was made
 */
public record TenantScope(
    long id,
    String name,
    Optional<String> description,
    boolean isDefault,
    boolean isSystem,
    Instant createdAt) {}
