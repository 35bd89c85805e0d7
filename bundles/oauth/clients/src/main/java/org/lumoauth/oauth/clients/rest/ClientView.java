/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.oauth.clients.RegisteredClient;

/**
 * A client in the admin API.
 *
 * @param refreshTokenLifetime its own lifetime, otherwise the tenant's; in seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientView(
    String id,
    String clientId,
    String name,
    boolean isConfidential,
    boolean isPublic,
    boolean isActive,
    boolean requiresPkce,
    String applicationType,
    String createdAt,
    List<String> redirectUris,
    List<String> scopes,
    List<String> grantTypes,
    List<String> tokenEndpointAuthMethods,
    List<String> audienceUris,
    long accessTokenLifetime,
    long refreshTokenLifetime,
    Map<String, Object> metadata,
    String secret,
    @JsonProperty("_note") String note) {

  static final String SECRET_NOTE = "Store the secret now; it is not shown again.";

  static ClientView of(RegisteredClient client, long refreshTokenSeconds) {
    return withSecret(client, refreshTokenSeconds, Optional.empty());
  }

  static ClientView withSecret(
      RegisteredClient client, long refreshTokenSeconds, Optional<String> secret) {
    var settings = client.settings();
    return new ClientView(
        client.clientId(),
        client.clientId(),
        settings.name(),
        settings.confidential(),
        !settings.confidential(),
        settings.active(),
        settings.requiresPkce(),
        settings.applicationType(),
        client.createdAt().toString(),
        settings.redirectUris(),
        settings.scopes(),
        settings.grantTypes(),
        settings.authenticationMethods(),
        settings.audienceUris(),
        settings.accessTokenSeconds(),
        refreshTokenSeconds,
        settings.metadata(),
        secret.orElse(null),
        secret.map(shown -> SECRET_NOTE).orElse(null));
  }

  @Override
  public String toString() {
    return "ClientView[" + clientId + "]";
  }
}
