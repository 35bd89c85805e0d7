/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;

/** Builds a {@link AuthenticatedTokenRequest}. */
public record AuthenticatedTokenRequestBuilder(
    Client client,
    String authenticationMethod,
    OAuthRequestBuilder request,
    Optional<Map<String, Object>> confirmation) {

  static AuthenticatedTokenRequestBuilder clientCredentials() {
    return new AuthenticatedTokenRequestBuilder(
        TestBuilders.aClient().build(),
        "client_secret_basic",
        TestBuilders.anOAuthRequest().with("grant_type", "client_credentials"),
        Optional.empty());
  }

  public AuthenticatedTokenRequestBuilder from(Client newClient) {
    return new AuthenticatedTokenRequestBuilder(
        newClient, authenticationMethod, request, confirmation);
  }

  public AuthenticatedTokenRequestBuilder from(ClientBuilder newClient) {
    return from(newClient.build());
  }

  public AuthenticatedTokenRequestBuilder authenticatedBy(String method) {
    return new AuthenticatedTokenRequestBuilder(client, method, request, confirmation);
  }

  /** Requests these scopes, separated by spaces. */
  public AuthenticatedTokenRequestBuilder withScope(String scope) {
    return with("scope", scope);
  }

  public AuthenticatedTokenRequestBuilder with(String parameter, String value) {
    return new AuthenticatedTokenRequestBuilder(
        client, authenticationMethod, request.with(parameter, value), confirmation);
  }

  /** Replaces the request, for example for another {@code grant_type}. */
  public AuthenticatedTokenRequestBuilder withRequest(OAuthRequestBuilder newRequest) {
    return new AuthenticatedTokenRequestBuilder(
        client, authenticationMethod, newRequest, confirmation);
  }

  public AuthenticatedTokenRequestBuilder boundTo(Map<String, Object> cnf) {
    return new AuthenticatedTokenRequestBuilder(
        client, authenticationMethod, request, Optional.of(cnf));
  }

  public AuthenticatedTokenRequest build() {
    return new AuthenticatedTokenRequest(
        client, authenticationMethod, request.build(), confirmation);
  }
}
