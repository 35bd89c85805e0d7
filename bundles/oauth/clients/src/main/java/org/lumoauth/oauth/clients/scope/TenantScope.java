/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import java.time.Instant;
import java.util.Optional;

/**
 * A scope of a tenant.
 *
 * @param id its number; never reused, except after a clock was set back
 * @param name the name in requests and tokens, byte-exact
 * @param description its meaning, shown to the user on the consent page
 * @param isDefault whether a client that is registered without scopes gets it
 * @param isSystem whether a module of this server provides it
 * @param createdAt when it was created
 */
public record TenantScope(
    long id,
    String name,
    Optional<String> description,
    boolean isDefault,
    boolean isSystem,
    Instant createdAt) {}
