/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The settings of a trusted issuer, serialized as JSON.
 *
 * @param issuer the {@code iss}
 * @param name the display name
 * @param enabled whether it is trusted
 * @param jwks its keys as a JWK Set; empty if they are at a URL
 * @param jwksUri the URL of its keys; the empty string if they are given by value
 * @param algorithms the permitted signature algorithms
 * @param audiences the accepted values of {@code aud}; empty means this tenant's issuer and token
 *     endpoint
 * @param clients the IDs of the clients that may present its assertions
 * @param scopes the maximum scope of tokens issued from its assertions
 * @param subjectMapping {@code linked}, {@code user_id} or {@code email}
 * @param emailDomains the domains of the email addresses it may assert, in lower case
 * @param allowedSubjects the {@code sub} values it may assert; empty means all that the mapping
 *     finds
 * @param maxLifetimeSeconds the maximum time until {@code exp}
 */
public record TrustedIssuerDefinition(
    String issuer,
    String name,
    boolean enabled,
    Map<String, Object> jwks,
    String jwksUri,
    List<String> algorithms,
    List<String> audiences,
    List<String> clients,
    List<String> scopes,
    String subjectMapping,
    List<String> emailDomains,
    List<String> allowedSubjects,
    long maxLifetimeSeconds) {

  /** The {@code sub} is linked to a user by an administrator. */
  public static final String LINKED = "linked";

  /** The {@code sub} is the ID of a user. */
  public static final String USER_ID = "user_id";

  /** The {@code email} is the verified address of a user in one of the issuer's domains. */
  public static final String EMAIL = "email";

  public TrustedIssuerDefinition {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(subjectMapping, "subjectMapping");
    jwks = jwks == null ? Map.of() : Map.copyOf(jwks);
    jwksUri = jwksUri == null ? "" : jwksUri;
    algorithms = List.copyOf(algorithms);
    audiences = List.copyOf(audiences);
    clients = List.copyOf(clients);
    scopes = List.copyOf(scopes);
    emailDomains = List.copyOf(emailDomains);
    allowedSubjects = List.copyOf(allowedSubjects);
  }

  /** Returns a copy that is trusted or not. */
  public TrustedIssuerDefinition withEnabled(boolean whether) {
    return new TrustedIssuerDefinition(
        issuer,
        name,
        whether,
        jwks,
        jwksUri,
        algorithms,
        audiences,
        clients,
        scopes,
        subjectMapping,
        emailDomains,
        allowedSubjects,
        maxLifetimeSeconds);
  }

  /**
   * Returns whether these settings trust the issuer less than the earlier settings, or differently.
   */
  boolean trustsLessThan(TrustedIssuerDefinition before) {
    return (before.enabled && !enabled)
        || !containsAll(scopes, before.scopes)
        || !containsAll(clients, before.clients)
        || !containsAll(algorithms, before.algorithms)
        || !audiences.equals(before.audiences)
        || !jwks.equals(before.jwks)
        || !jwksUri.equals(before.jwksUri)
        || !subjectMapping.equals(before.subjectMapping)
        || !containsAll(emailDomains, before.emailDomains)
        || !allowedSubjects.equals(before.allowedSubjects);
  }

  private static boolean containsAll(List<String> now, List<String> before) {
    return Set.copyOf(now).containsAll(before);
  }
}
