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
 * A trusted issuer as it is kept.
 *
 * @param id {@code tis_} and a ULID
 * @param settings what was set
 * @param createdAt when it was registered
 */
public record RegisteredIssuer(String id, TrustedIssuerSettings settings, Instant createdAt) {

  /** As the token service knows it. */
  SubjectRef subject() {
    return new SubjectRef(SubjectRef.ISSUER, id);
  }

  /** As the contract knows it. */
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

  /** RFC 7523 section 3: this server, or the endpoint at either of its addresses. */
  private static Set<String> ours(TenantContext tenant) {
    return Stream.of(tenant.issuer(), tenant.issuer() + "/oauth/token")
        .flatMap(url -> tenant.urlVariants(url).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
