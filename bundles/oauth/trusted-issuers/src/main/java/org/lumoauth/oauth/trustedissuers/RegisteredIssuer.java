package org.lumoauth.oauth.trustedissuers;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
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
public record RegisteredIssuer(String id, IssuerSettings settings, Instant createdAt) {

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
        settings.audiences().isEmpty()
            ? Set.of(tenant.issuer(), tenant.issuer() + "/oauth/token") // RFC 7523 section 3
            : Set.copyOf(settings.audiences()),
        Set.copyOf(settings.clients()),
        Set.copyOf(settings.scopes()),
        Duration.ofSeconds(settings.maxLifetimeSeconds()));
  }
}
