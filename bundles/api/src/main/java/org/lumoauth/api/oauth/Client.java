package org.lumoauth.api.oauth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An OAuth client (RFC 6749 section 2).
 *
 * @param clientId the public identifier, byte-exact
 * @param name what people call it
 * @param subject whom a token that it gets for itself is about: the client, or the agent that it is
 *     of
 * @param confidential whether it can keep a secret
 * @param enabled whether it may be used
 * @param grantTypes {@code grant_types} (RFC 7591 section 2)
 * @param scope the scopes it may ask for: the ceiling of every token it gets
 * @param authenticationMethods {@code token_endpoint_auth_method}s that it may use
 * @param redirectUris {@code redirect_uris}
 * @param accessTokenLifetime how long its access tokens live
 * @param metadata further registered metadata by its RFC 7591 name
 */
public record Client(
    String clientId,
    String name,
    SubjectRef subject,
    boolean confidential,
    boolean enabled,
    Set<String> grantTypes,
    Set<String> scope,
    Set<String> authenticationMethods,
    List<String> redirectUris,
    Duration accessTokenLifetime,
    Map<String, Object> metadata) {

  /**
   * The metadata member of a client that no administrator registered or vouched for: {@code true}
   * for open dynamic registration and metadata documents.
   */
  public static final String SELF_REGISTERED = "self_registered";

  public Client {
    grantTypes = Set.copyOf(grantTypes);
    scope = Set.copyOf(scope);
    authenticationMethods = Set.copyOf(authenticationMethods);
    redirectUris = List.copyOf(redirectUris);
    metadata = Map.copyOf(metadata);
  }

  /** Whether no administrator registered the client or vouched for it. */
  public boolean isSelfRegistered() {
    return Boolean.TRUE.equals(metadata.get(SELF_REGISTERED));
  }

  /** The same with other metadata. */
  public Client with(Map<String, Object> other) {
    return new Client(
        clientId,
        name,
        subject,
        confidential,
        enabled,
        grantTypes,
        scope,
        authenticationMethods,
        redirectUris,
        accessTokenLifetime,
        other);
  }

  /** The same with other scopes. */
  public Client withScope(Set<String> other) {
    return new Client(
        clientId,
        name,
        subject,
        confidential,
        enabled,
        grantTypes,
        other,
        authenticationMethods,
        redirectUris,
        accessTokenLifetime,
        metadata);
  }
}
