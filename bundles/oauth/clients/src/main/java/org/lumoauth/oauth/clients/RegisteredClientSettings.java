/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The settings of a client. Lists are in the given order.
 *
 * @param name the display name
 * @param confidential whether it can protect a secret
 * @param active whether it may be used
 * @param requiresPkce whether it must use PKCE; always required for a public client
 * @param applicationType {@code web}, {@code native} or {@code service}
 * @param grantTypes {@code grant_types} (RFC 7591 section 2)
 * @param scopes the maximum scope of its tokens
 * @param authenticationMethods the allowed {@code token_endpoint_auth_method}s
 * @param redirectUris compared byte by byte
 * @param audienceUris the resources for which it may get tokens; empty for any
 * @param accessTokenSeconds the lifetime of its access tokens
 * @param refreshTokenSeconds the lifetime of its refresh tokens; 0 for the tenant's lifetime
 * @param metadata further members by their RFC 7591 names, validated by {@link
 *     ClientMetadataValidator}
 */
public record RegisteredClientSettings(
    String name,
    boolean confidential,
    boolean active,
    boolean requiresPkce,
    String applicationType,
    List<String> grantTypes,
    List<String> scopes,
    List<String> authenticationMethods,
    List<String> redirectUris,
    List<String> audienceUris,
    long accessTokenSeconds,
    long refreshTokenSeconds,
    Map<String, Object> metadata) {

  /** The members with which it authenticates. */
  private static final List<String> KEYS =
      List.of(
          "jwks",
          "jwks_uri",
          "tls_client_auth_subject_dn",
          "tls_client_auth_san_dns",
          "tls_client_auth_san_uri",
          "tls_client_auth_san_ip",
          "tls_client_auth_san_email");

  public RegisteredClientSettings {
    grantTypes = List.copyOf(grantTypes);
    scopes = List.copyOf(scopes);
    authenticationMethods = List.copyOf(authenticationMethods);
    redirectUris = List.copyOf(redirectUris);
    audienceUris = List.copyOf(audienceUris);
    metadata = Map.copyOf(metadata);
  }

  /** Returns whether it may authenticate with a secret. */
  public boolean usesSecret() {
    return confidential
        && authenticationMethods.stream().anyMatch(method -> method.startsWith("client_secret_"));
  }

  /** Returns whether it may authenticate with its own keys or certificates. */
  boolean usesKeys() {
    return KEYS.stream().anyMatch(metadata::containsKey);
  }

  /** Returns whether keys and authentication methods are the same as in other settings. */
  boolean hasSameAuthentication(RegisteredClientSettings others) {
    return authenticationMethods.equals(others.authenticationMethods)
        && KEYS.stream()
            .allMatch(name -> Objects.equals(metadata.get(name), others.metadata.get(name)));
  }

  /** Returns the settings, enabled or disabled. */
  public RegisteredClientSettings withActive(boolean enabled) {
    return new RegisteredClientSettings(
        name,
        confidential,
        enabled,
        requiresPkce,
        applicationType,
        grantTypes,
        scopes,
        authenticationMethods,
        redirectUris,
        audienceUris,
        accessTokenSeconds,
        refreshTokenSeconds,
        metadata);
  }

  /** Returns the settings with a default name if they have none. */
  RegisteredClientSettings withDefaultName(String other) {
    return name.isEmpty()
        ? new RegisteredClientSettings(
            other,
            confidential,
            active,
            requiresPkce,
            applicationType,
            grantTypes,
            scopes,
            authenticationMethods,
            redirectUris,
            audienceUris,
            accessTokenSeconds,
            refreshTokenSeconds,
            metadata)
        : this;
  }

  /** Returns the settings with other scopes. */
  public RegisteredClientSettings withScopes(List<String> others) {
    return new RegisteredClientSettings(
        name,
        confidential,
        active,
        requiresPkce,
        applicationType,
        grantTypes,
        others,
        authenticationMethods,
        redirectUris,
        audienceUris,
        accessTokenSeconds,
        refreshTokenSeconds,
        metadata);
  }

  /** Returns the settings with other metadata. */
  public RegisteredClientSettings withMetadata(Map<String, Object> other) {
    return new RegisteredClientSettings(
        name,
        confidential,
        active,
        requiresPkce,
        applicationType,
        grantTypes,
        scopes,
        authenticationMethods,
        redirectUris,
        audienceUris,
        accessTokenSeconds,
        refreshTokenSeconds,
        other);
  }

  /** Returns the settings with other authentication methods. */
  public RegisteredClientSettings withAuthenticationMethods(List<String> methods) {
    return new RegisteredClientSettings(
        name,
        confidential,
        active,
        requiresPkce,
        applicationType,
        grantTypes,
        scopes,
        methods,
        redirectUris,
        audienceUris,
        accessTokenSeconds,
        refreshTokenSeconds,
        metadata);
  }
}
