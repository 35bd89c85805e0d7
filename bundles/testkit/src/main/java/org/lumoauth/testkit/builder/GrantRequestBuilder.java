package org.lumoauth.testkit.builder;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;

/** Builds a {@link AuthenticatedTokenRequest}. */
public record GrantRequestBuilder(
    Client client,
    String authenticationMethod,
    OAuthRequestBuilder request,
    Optional<Map<String, Object>> confirmation) {

  static GrantRequestBuilder clientCredentials() {
    return new GrantRequestBuilder(
        TestBuilders.aClient().build(),
        "client_secret_basic",
        TestBuilders.anOAuthRequest().with("grant_type", "client_credentials"),
        Optional.empty());
  }

  public GrantRequestBuilder from(Client newClient) {
    return new GrantRequestBuilder(newClient, authenticationMethod, request, confirmation);
  }

  public GrantRequestBuilder from(ClientBuilder newClient) {
    return from(newClient.build());
  }

  public GrantRequestBuilder authenticatedBy(String method) {
    return new GrantRequestBuilder(client, method, request, confirmation);
  }

  /** Requests these scopes, separated by spaces. */
  public GrantRequestBuilder withScope(String scope) {
    return with("scope", scope);
  }

  public GrantRequestBuilder with(String parameter, String value) {
    return new GrantRequestBuilder(
        client, authenticationMethod, request.with(parameter, value), confirmation);
  }

  /** Replaces the request, for example for another {@code grant_type}. */
  public GrantRequestBuilder withRequest(OAuthRequestBuilder newRequest) {
    return new GrantRequestBuilder(client, authenticationMethod, newRequest, confirmation);
  }

  public GrantRequestBuilder boundTo(Map<String, Object> cnf) {
    return new GrantRequestBuilder(client, authenticationMethod, request, Optional.of(cnf));
  }

  public AuthenticatedTokenRequest build() {
    return new AuthenticatedTokenRequest(
        client, authenticationMethod, request.build(), confirmation);
  }
}
