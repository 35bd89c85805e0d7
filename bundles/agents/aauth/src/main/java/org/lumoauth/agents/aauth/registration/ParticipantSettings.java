package org.lumoauth.agents.aauth.registration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an administrator set of an agent or a resource. JSON can hold it.
 *
 * @param kind {@link #AGENT} or {@link #RESOURCE}
 * @param identifier its URL, byte-exact
 * @param name what people call it
 * @param owner who answers for it, for people; may be empty
 * @param enabled whether it may act
 * @param jwks its keys by value, a JWK Set; empty where they are behind an address
 * @param jwksUri the address of its keys; empty text where they are given by value
 * @param scopes the scopes that an agent may ask for, or that a resource knows, each with what it
 *     means in words; the words may be empty
 * @param agentId the agent of the registry that an agent is; empty for a resource
 * @param redirectUris where an agent gets people's answers, byte-exact
 * @param features what an agent may do beyond asking for itself: {@code user_authorization}, {@code
 *     delegation}, {@code token_exchange}
 * @param level what a resource wants of people: {@code none}, {@code authenticated}, {@code
 *     authorized} or {@code user}; empty for an agent
 * @param endedUpTo what was made up to this id holds no more; empty if nothing was ended. Nobody
 *     sets it: it comes of stopping the party or of taking a key away
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

  /** Nobody needs to say anything. */
  public static final String NONE = "none";

  /** The agent is known; nobody needs to say anything. */
  public static final String AUTHENTICATED = "authenticated";

  /** A person consented; it holds until they take it back. */
  public static final String AUTHORIZED = "authorized";

  /** A person is there each time. */
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

  /** One of which nothing was ended. */
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

  /** The same as another agent of the registry. */
  public ParticipantSettings asAgent(String registered) {
    return with(enabled, registered, endedUpTo);
  }

  /** The same, which may not act. */
  ParticipantSettings disabled() {
    return with(false, agentId, endedUpTo);
  }

  /** The same after everything ended that was made up to this id. */
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

  /** Whether a person has to say yes before an agent gets in. */
  public boolean needsConsent() {
    return level.equals(AUTHORIZED) || level.equals(USER);
  }
}
