/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource.AuthorizationRequestParameters;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores pushed authorization requests, each for its client only. The authorization endpoint
 * ensures that each request is answered once; reloading the page loads the request again (RFC 9126
 * section 4).
 */
@Component(service = PushedRequestStore.class)
public final class PushedRequestStore {

  /** The prefix of a {@code request_uri} (RFC 9126 section 2.2). */
  static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  static final Duration LIFETIME = Duration.ofSeconds(90);
  private static final String KIND = "pushed-authorization-request";
  private static final int MAX_LENGTH = 128;

  /**
   * A stored pushed request.
   *
   * @param clientId the client
   * @param parameters the parameters of the request
   * @param object whether the parameters come from a verified request object
   * @param profile the profile enforced for the client at that time, the empty string if there was
   *     none; null if an older version of this module stored the request
   */
  record StoredPushedRequest(
      String clientId, Map<String, List<String>> parameters, boolean object, String profile) {

    boolean isUsableBy(Client client) {
      String now = profileOf(client);
      return clientId.equals(client.clientId()) && (now.isEmpty() || now.equals(profile));
    }
  }

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public PushedRequestStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Stores a request and returns its {@code request_uri}.
   *
   * @param object whether the parameters come from a verified request object
   */
  String add(
      TenantContext tenant, Client client, Map<String, List<String>> parameters, boolean object) {
    String secret = vault.newSecret();
    var pushed = new StoredPushedRequest(client.clientId(), parameters, object, profileOf(client));
    store.add(tenant, KIND, secret, pushed, clock.instant().plus(LIFETIME));
    return PREFIX + secret;
  }

  /**
   * Returns a pushed request of the client; empty if it has expired or was pushed before the
   * client's current profile was enforced.
   */
  Optional<AuthorizationRequestParameters> find(
      TenantContext tenant, Client client, String requestUri) {
    String secret = requestUri.substring(PREFIX.length());
    if (secret.isEmpty() || secret.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return store
        .find(tenant, KIND, secret, StoredPushedRequest.class)
        .filter(entry -> entry.value().isUsableBy(client))
        .map(
            entry ->
                new AuthorizationRequestParameters(
                    entry.value().parameters(), entry.value().object()));
  }

  private static String profileOf(Client client) {
    return client.metadata().get("profile") instanceof String name ? name : "";
  }
}
