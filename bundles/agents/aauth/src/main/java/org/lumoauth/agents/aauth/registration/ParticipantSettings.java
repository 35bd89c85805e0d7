/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The settings of an agent or a resource as set by an administrator; serializable as JSON.
 *
 * @param kind {@link #AGENT} or {@link #RESOURCE}
 * @param identifier its URL, compared byte for byte
 * @param name the display name
 * @param owner the responsible party, shown to users; may be empty
 * @param enabled whether it may act
 * @param jwks its keys as a JWK Set; empty if the keys are at a URL
 * @param jwksUri the URL of its keys; empty if the keys are stored
 * @param scopes the scopes that an agent may request, or that a resource supports, each with a
 *     description, which may be empty
 * @param agentId the agent of the registry that an agent acts as; empty for a resource
 * @param redirectUris the redirect URIs of an agent, compared byte for byte
 * @param features additional features of an agent: {@code user_authorization}, {@code delegation},
 *     {@code token_exchange}
 * @param level the user involvement that a resource requires: {@code none}, {@code authenticated},
 *     {@code authorized} or {@code user}; empty for an agent
 * @param endedUpTo tokens up to this id are revoked; empty if none were. Set only by disabling the
 *     participant or removing a key
 */
public record ParticipantSettings(
    String kind,
    String identifier,
    String name,
    String owner,
    boolean enabled,
    Map<String, Object> jwks,
    String jwksUri,
    Map<String, String> scopes,
    String agentId,
    List<String> redirectUris,
    Set<String> features,
    String level,
    String endedUpTo) {

  public static final String AGENT = "agent";
  public static final String RESOURCE = "resource";

  public static final String USER_AUTHORIZATION = "user_authorization";
  public static final String DELEGATION = "delegation";
  public static final String TOKEN_EXCHANGE = "token_exchange";

  /** No consent is required. */
  public static final String NONE = "none";

  /** The agent must be known; no consent is required. */
  public static final String AUTHENTICATED = "authenticated";

  /** A user must consent; the consent is valid until it is revoked. */
  public static final String AUTHORIZED = "authorized";

  /** A user must be present for each request. */
  public static final String USER = "user";

  public ParticipantSettings {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(identifier, "identifier");
    Objects.requireNonNull(name, "name");
    owner = owner == null ? "" : owner;
    jwks = jwks == null ? Map.of() : Map.copyOf(jwks);
    jwksUri = jwksUri == null ? "" : jwksUri;
    scopes = Map.copyOf(scopes);
    agentId = agentId == null ? "" : agentId;
    redirectUris = List.copyOf(redirectUris);
    features = Set.copyOf(features);
    level = level == null ? "" : level;
    endedUpTo = endedUpTo == null ? "" : endedUpTo;
  }

  /** Creates settings without revoked tokens. */
  public ParticipantSettings(
      String kind,
      String identifier,
      String name,
      String owner,
      boolean enabled,
      Map<String, Object> jwks,
      String jwksUri,
      Map<String, String> scopes,
      String agentId,
      List<String> redirectUris,
      Set<String> features,
      String level) {
    this(
        kind,
        identifier,
        name,
        owner,
        enabled,
        jwks,
        jwksUri,
        scopes,
        agentId,
        redirectUris,
        features,
        level,
        "");
  }

  /** Returns a copy that acts as another agent of the registry. */
  public ParticipantSettings asAgent(String registered) {
    return with(enabled, registered, endedUpTo);
  }

  /** Returns a disabled copy. */
  ParticipantSettings disabled() {
    return with(false, agentId, endedUpTo);
  }

  /** Returns a copy with all tokens up to this id revoked. */
  ParticipantSettings endedUpTo(String id) {
    return with(enabled, agentId, id);
  }

  private ParticipantSettings with(boolean acting, String registered, String ended) {
    return new ParticipantSettings(
        kind,
        identifier,
        name,
        owner,
        acting,
        jwks,
        jwksUri,
        scopes,
        registered,
        redirectUris,
        features,
        level,
        ended);
  }

  /** Whether a user must consent before an agent gets access. */
  public boolean needsConsent() {
    return level.equals(AUTHORIZED) || level.equals(USER);
  }
}
