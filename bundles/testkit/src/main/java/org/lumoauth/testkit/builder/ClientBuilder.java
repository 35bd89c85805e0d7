/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;

/** Builds a {@link Client}. */
public record ClientBuilder(
    String clientId,
    Optional<SubjectRef> subject,
    boolean confidential,
    boolean enabled,
    Set<String> grantTypes,
    Set<String> scope,
    List<String> redirectUris,
    Duration accessTokenLifetime,
    Optional<Set<String>> authenticationMethods,
    Map<String, Object> metadata) {

  /** The client's default id. */
  public static final String ID = "cli_" + DeterministicUlidFactory.of("client");

  static ClientBuilder plain() {
    return new ClientBuilder(
        ID,
        Optional.empty(),
        true,
        true,
        Set.of("client_credentials"),
        Set.of("documents.read", "documents.write"),
        List.of(),
        Duration.ofHours(1),
        Optional.empty(),
        Map.of());
  }

  public ClientBuilder withId(String id) {
    return with(id, subject, confidential, enabled, grantTypes, scope, redirectUris);
  }

  /** Returns a builder with this subject for the client's own tokens. */
  public ClientBuilder of(SubjectRef whom) {
    return with(
        clientId, Optional.of(whom), confidential, enabled, grantTypes, scope, redirectUris);
  }

  public ClientBuilder publicClient() {
    return with(clientId, subject, false, enabled, grantTypes, scope, redirectUris);
  }

  public ClientBuilder disabled() {
    return with(clientId, subject, confidential, false, grantTypes, scope, redirectUris);
  }

  public ClientBuilder withGrantTypes(String... types) {
    return with(clientId, subject, confidential, enabled, Set.of(types), scope, redirectUris);
  }

  public ClientBuilder withScope(String... scopes) {
    return with(clientId, subject, confidential, enabled, grantTypes, Set.of(scopes), redirectUris);
  }

  public ClientBuilder withRedirectUris(String... uris) {
    return with(clientId, subject, confidential, enabled, grantTypes, scope, List.of(uris));
  }

  public ClientBuilder withAccessTokenLifetime(Duration lifetime) {
    return new ClientBuilder(
        clientId,
        subject,
        confidential,
        enabled,
        grantTypes,
        scope,
        redirectUris,
        lifetime,
        authenticationMethods,
        metadata);
  }

  /** Returns a builder that allows only these authentication methods. */
  public ClientBuilder authenticatingBy(String... methods) {
    return new ClientBuilder(
        clientId,
        subject,
        confidential,
        enabled,
        grantTypes,
        scope,
        redirectUris,
        accessTokenLifetime,
        Optional.of(Set.of(methods)),
        metadata);
  }

  /** Adds a metadata member. */
  public ClientBuilder with(String member, Object value) {
    Map<String, Object> more = new HashMap<>(metadata);
    more.put(member, value);
    return new ClientBuilder(
        clientId,
        subject,
        confidential,
        enabled,
        grantTypes,
        scope,
        redirectUris,
        accessTokenLifetime,
        authenticationMethods,
        Map.copyOf(more));
  }

  /** Returns the client with this name. */
  public Client named(String name) {
    return new Client(
        clientId,
        name,
        subject.orElse(new SubjectRef(SubjectRef.CLIENT, clientId)),
        confidential,
        enabled,
        grantTypes,
        scope,
        authenticationMethods.orElse(
            confidential ? Set.of("client_secret_basic", "client_secret_post") : Set.of("none")),
        redirectUris,
        accessTokenLifetime,
        metadata);
  }

  public Client build() {
    return named("Invoice robot");
  }

  private ClientBuilder with(
      String newId,
      Optional<SubjectRef> newSubject,
      boolean newConfidential,
      boolean newEnabled,
      Set<String> newGrantTypes,
      Set<String> newScope,
      List<String> newRedirectUris) {
    return new ClientBuilder(
        newId,
        newSubject,
        newConfidential,
        newEnabled,
        newGrantTypes,
        newScope,
        newRedirectUris,
        accessTokenLifetime,
        authenticationMethods,
        metadata);
  }
}
