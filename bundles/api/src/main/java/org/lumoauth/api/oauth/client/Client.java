/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An OAuth client (RFC 6749 section 2).
 *
 * @param clientId the public identifier, compared byte for byte
 * @param name the display name
 * @param subject the subject of tokens that the client obtains for itself: the client, or the agent
 *     to which it belongs
 * @param confidential whether it is a confidential client
 * @param enabled whether it may be used
 * @param grantTypes {@code grant_types} (RFC 7591 section 2)
 * @param scope the scopes that it may request: the maximum for all its tokens
 * @param authenticationMethods the allowed {@code token_endpoint_auth_method}s
 * @param redirectUris {@code redirect_uris}
 * @param accessTokenLifetime the lifetime of its access tokens
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
   * The metadata member of a client that no administrator registered or approved: {@code true} for
   * open dynamic registration and metadata documents.
   */
  public static final String SELF_REGISTERED = "self_registered";

  public Client {
    grantTypes = Set.copyOf(grantTypes);
    scope = Set.copyOf(scope);
    authenticationMethods = Set.copyOf(authenticationMethods);
    redirectUris = List.copyOf(redirectUris);
    metadata = Map.copyOf(metadata);
  }

  /** Returns whether no administrator registered or approved the client. */
  public boolean isSelfRegistered() {
    return Boolean.TRUE.equals(metadata.get(SELF_REGISTERED));
  }

  /** Returns a copy with other metadata. */
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

  /** Returns a copy with other scopes. */
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
