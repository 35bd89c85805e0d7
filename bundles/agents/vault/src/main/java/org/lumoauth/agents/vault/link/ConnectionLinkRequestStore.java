package org.lumoauth.agents.vault.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.Pkce;
import org.lumoauth.api.outbound.UrlParameterEncoder;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Authorization requests to providers, and who comes back from them. */
@Component(service = ConnectionLinkRequestStore.class)
public final class ConnectionLinkRequestStore {

  private static final String KIND = "connection-link";
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int MAX_STATE = 100;

  private final ShortLivedRecordStore store;
  private final SecretVault secrets;

  @Activate
  public ConnectionLinkRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretVault secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  /** The address at the provider to which a person goes (RFC 6749 section 4.1.1). */
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
    parameters.put("code_challenge", Pkce.computeChallenge(verifier));
    parameters.put("code_challenge_method", Pkce.METHOD);
    if (!spec.scopes().isEmpty()) {
      parameters.put("scope", String.join(" ", spec.scopes()));
    }
    spec.resource().ifPresent(resource -> parameters.put("resource", resource));
    return UrlParameterEncoder.appendTo(spec.authorizationEndpoint().orElseThrow(), parameters);
  }

  /** Whose state that is; empty if it is nobody's, or was used. It stays as it is. */
  Optional<PendingConnectionLink> find(TenantContext tenant, String state) {
    return state.isEmpty() || state.length() > MAX_STATE
        ? Optional.empty()
        : store
            .find(tenant, KIND, state, PendingConnectionLink.class)
            .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  /** Uses a state up: of several who come with it, one gets it. */
  Optional<PendingConnectionLink> take(TenantContext tenant, String state) {
    return store
        .take(tenant, KIND, state, PendingConnectionLink.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }
}
