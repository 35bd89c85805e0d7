/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A stored trusted issuer.
 *
 * @param id {@code tis_} and a ULID
 * @param settings its settings
 * @param createdAt when it was registered
 */
public record RegisteredIssuer(String id, TrustedIssuerDefinition settings, Instant createdAt) {

  /** Returns the issuer as a subject of the token service. */
  SubjectRef subject() {
    return new SubjectRef(SubjectRef.ISSUER, id);
  }

  /** Returns the issuer as defined by the API. */
  TrustedIssuer asTrusted(TenantContext tenant) {
    return new TrustedIssuer(
        id,
        settings.issuer(),
        settings.name(),
        settings.enabled(),
        Set.copyOf(settings.algorithms()),
        settings.audiences().isEmpty() ? ours(tenant) : Set.copyOf(settings.audiences()),
        Set.copyOf(settings.clients()),
        Set.copyOf(settings.scopes()),
        Duration.ofSeconds(settings.maxLifetimeSeconds()));
  }

  /**
   * Returns the accepted audiences: this server, or either URL of the token endpoint (RFC 7523
   * section 3).
   */
  private static Set<String> ours(TenantContext tenant) {
    return Stream.of(tenant.issuer(), tenant.issuer() + "/oauth/token")
        .flatMap(url -> tenant.urlVariants(url).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
