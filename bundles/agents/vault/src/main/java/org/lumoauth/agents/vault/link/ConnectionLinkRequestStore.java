/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.UrlParameterEncoder;
import org.lumoauth.support.oauth.PkceChallengeCalculator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores pending authorization requests to providers. */
@Component(service = ConnectionLinkRequestStore.class)
public final class ConnectionLinkRequestStore {

  private static final String KIND = "connection-link";
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int MAX_STATE = 100;

  private final ShortLivedRecordStore store;
  private final SecretProtectionService secrets;

  @Activate
  public ConnectionLinkRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretProtectionService secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  /**
   * Starts a request and returns the authorization URL at the provider (RFC 6749 section 4.1.1).
   */
  String begin(TenantContext tenant, VaultConnection connection, Session session) {
    String state = secrets.newSecret();
    String verifier = secrets.newSecret();
    store.add(
        tenant,
        KIND,
        state,
        new PendingConnectionLink(
            connection.id(), connection.version(), session.subject().id(), session.id(), verifier),
        Instant.now().plus(LIFETIME));
    var spec = connection.spec();
    Map<String, String> parameters = new TreeMap<>(spec.authorizationParameters());
    parameters.put("response_type", "code");
    parameters.put("client_id", spec.clientId());
    parameters.put("redirect_uri", ConnectionPageUrls.callback(tenant, connection.id()));
    parameters.put("state", state);
    parameters.put("code_challenge", PkceChallengeCalculator.computeChallenge(verifier));
    parameters.put("code_challenge_method", PkceChallengeCalculator.METHOD);
    if (!spec.scopes().isEmpty()) {
      parameters.put("scope", String.join(" ", spec.scopes()));
    }
    spec.resource().ifPresent(resource -> parameters.put("resource", resource));
    return UrlParameterEncoder.appendTo(spec.authorizationEndpoint().orElseThrow(), parameters);
  }

  /**
   * Returns the request with this state without using it; empty if the state is unknown or used.
   */
  Optional<PendingConnectionLink> find(TenantContext tenant, String state) {
    return state.isEmpty() || state.length() > MAX_STATE
        ? Optional.empty()
        : store
            .find(tenant, KIND, state, PendingConnectionLink.class)
            .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  /** Uses a state; of several concurrent callers exactly one gets the request. */
  Optional<PendingConnectionLink> take(TenantContext tenant, String state) {
    return store
        .take(tenant, KIND, state, PendingConnectionLink.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }
}
