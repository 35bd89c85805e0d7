package org.lumoauth.oauth.trustedissuers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an administrator set of an issuer. JSON can hold it.
 *
 * @param issuer {@code iss}
 * @param name what people call it
 * @param enabled whether it is trusted
 * @param jwks its keys by value, a JWK Set; empty where they are behind an address
 * @param jwksUri the address of its keys; empty text where they are given by value
 * @param algorithms by which it may sign
 * @param audiences what {@code aud} may name; empty means this tenant's issuer and token endpoint
 * @param clients ids of the clients that may present its assertions
 * @param scopes the ceiling of every token made from them
 * @param subjectMapping {@code linked}, {@code user_id} or {@code email}
 * @param emailDomains domains whose addresses it may speak for, in lower case
 * @param allowedSubjects whom it may speak for, by its own {@code sub}; empty means everybody that
 *     the mapping finds
 * @param maxLifetimeSeconds how far ahead {@code exp} may be
 */
public record TrustedIssuerSettings(
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

  /** {@code sub} was linked to a user by an administrator. */
  public static final String LINKED = "linked";

  /** {@code sub} is the id of a user. */
  public static final String USER_ID = "user_id";

  /** {@code email} is the proven address of a user, in a domain of the issuer's. */
  public static final String EMAIL = "email";

  public TrustedIssuerSettings {
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

  /** The same, trusted or not. */
  public TrustedIssuerSettings withEnabled(boolean whether) {
    return new TrustedIssuerSettings(
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

  /** Whether these trust the issuer in something less than those before, or in something else. */
  boolean trustsLessThan(TrustedIssuerSettings before) {
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
