package org.lumoauth.authn.federation.provider;

import java.time.Instant;

/**
 * An identity provider that a tenant connects with.
 *
 * @param provider its name in addresses, as {@code google}
 * @param number its number in the admin API
 * @param settings what was set
 * @param hasSecret whether our client there has a secret
 * @param createdAt since when there is one
 * @param version counts changes
 */
public record SocialProvider(
    String provider,
    long number,
    SocialProviderSettings settings,
    boolean hasSecret,
    Instant createdAt,
    long version) {}
