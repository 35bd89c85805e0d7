/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;

/**
 * A registered client.
 *
 * @param clientId in the format of {@link ClientIdFormat}
 * @param settings its settings
 * @param createdAt when it was created
 */
public record RegisteredClient(
    String clientId, RegisteredClientSettings settings, Instant createdAt) {

  /** Returns the subject of its own tokens. */
  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.CLIENT, clientId);
  }

  /** Returns the client for the OAuth endpoints. */
  Client asClient() {
    return new Client(
        clientId,
        settings.name(),
        subject(),
        settings.confidential(),
        settings.active(),
        Set.copyOf(settings.grantTypes()),
        Set.copyOf(settings.scopes()),
        Set.copyOf(settings.authenticationMethods()),
        settings.redirectUris(),
        Duration.ofSeconds(settings.accessTokenSeconds()),
        metadata());
  }

  private Map<String, Object> metadata() {
    Map<String, Object> all = new HashMap<>(settings.metadata());
    all.put("audience_uris", settings.audienceUris());
    all.put("application_type", settings.applicationType());
    all.put("require_pkce", settings.requiresPkce() || !settings.confidential());
    if (settings.refreshTokenSeconds() > 0) {
      all.put("refresh_token_lifetime", settings.refreshTokenSeconds());
    }
    return all;
  }
}
