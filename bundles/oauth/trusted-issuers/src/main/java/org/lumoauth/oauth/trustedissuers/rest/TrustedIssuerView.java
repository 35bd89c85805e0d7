/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumoauth.oauth.trustedissuers.RegisteredIssuer;

/** A trusted issuer in the admin API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrustedIssuerView(
    String id,
    String issuer,
    String name,
    boolean enabled,
    @Nullable Map<String, Object> jwks,
    @Nullable String jwksUri,
    List<String> algorithms,
    List<String> audiences,
    List<String> clients,
    List<String> scopes,
    String subjectMapping,
    List<String> emailDomains,
    List<String> allowedSubjects,
    long maxLifetime,
    String createdAt) {

  static TrustedIssuerView of(RegisteredIssuer issuer) {
    var settings = issuer.settings();
    return new TrustedIssuerView(
        issuer.id(),
        settings.issuer(),
        settings.name(),
        settings.enabled(),
        settings.jwks().isEmpty() ? null : settings.jwks(),
        settings.jwksUri().isEmpty() ? null : settings.jwksUri(),
        settings.algorithms(),
        settings.audiences(),
        settings.clients(),
        settings.scopes(),
        settings.subjectMapping(),
        settings.emailDomains(),
        settings.allowedSubjects(),
        settings.maxLifetimeSeconds(),
        issuer.createdAt().toString());
  }
}
