/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.time.Instant;

/**
 * An identity provider of a tenant.
 *
 * @param provider the name in URLs, such as {@code google}
 * @param number the number in the admin API
 * @param settings the configured settings
 * @param hasSecret whether a client secret is stored
 * @param createdAt the time of creation
 * @param version incremented on each change
 */
public record SocialProvider(
    String provider,
    long number,
    SocialProviderDefinition settings,
    boolean hasSecret,
    Instant createdAt,
    long version) {}
