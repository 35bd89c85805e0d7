package org.lumoauth.oauth.clients;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What can be set of a client. Lists are in the order in which they were given.
 *
 * @param name what people call it
 * @param confidential whether it can keep a secret
 * @param active whether it may be used
 * @param requiresPkce whether it must use PKCE; a public client always must
 * @param applicationType {@code web}, {@code native} or {@code service}
 * @param grantTypes {@code grant_types} (RFC 7591 section 2)
 * @param scopes the ceiling of every token that it gets
 * @param authenticationMethods {@code token_endpoint_auth_method}s that it may use
 * @param redirectUris compared byte for byte
 * @param audienceUris resources that it may get tokens for; empty means any
 * @param accessTokenSeconds lifetime of its access tokens
 * @param refreshTokenSeconds lifetime of its refresh tokens; 0 where it has none of its own and the
 *     tenant's holds
 * @param metadata further members by their RFC 7591 names, as {@link ClientMetadataValidator} took
 *     them
 */
public record ClientSettings(
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

  /** Members by which it authenticates. */
  private static final List<String> KEYS =
      List.of(
          "jwks",
          "jwks_uri",
          "tls_client_auth_subject_dn",
          "tls_client_auth_san_dns",
          "tls_client_auth_san_uri",
          "tls_client_auth_san_ip",
          "tls_client_auth_san_email");

  public ClientSettings {
    grantTypes = List.copyOf(grantTypes);
    scopes = List.copyOf(scopes);
    authenticationMethods = List.copyOf(authenticationMethods);
    redirectUris = List.copyOf(redirectUris);
    audienceUris = List.copyOf(audienceUris);
    metadata = Map.copyOf(metadata);
  }

  /** Whether it may authenticate with a secret. */
  public boolean usesSecret() {
    return confidential
        && authenticationMethods.stream().anyMatch(method -> method.startsWith("client_secret_"));
  }

  /** Whether it may authenticate with keys or certificates of its own. */
  boolean usesKeys() {
    return KEYS.stream().anyMatch(metadata::containsKey);
  }

  /** Whether it authenticates with the same keys and in the same ways as by other settings. */
  boolean hasSameAuthentication(ClientSettings others) {
    return authenticationMethods.equals(others.authenticationMethods)
        && KEYS.stream()
            .allMatch(name -> Objects.equals(metadata.get(name), others.metadata.get(name)));
  }

  /** The same, enabled or disabled. */
  public ClientSettings withActive(boolean enabled) {
    return new ClientSettings(
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

  /** The same, called by this where it has no name. */
  ClientSettings withDefaultName(String other) {
    return name.isEmpty()
        ? new ClientSettings(
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

  /** The same with other scopes. */
  public ClientSettings withScopes(List<String> others) {
    return new ClientSettings(
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

  /** The same with other metadata. */
  public ClientSettings withMetadata(Map<String, Object> other) {
    return new ClientSettings(
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

  /** The same with other ways to authenticate. */
  public ClientSettings withAuthenticationMethods(List<String> methods) {
    return new ClientSettings(
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
