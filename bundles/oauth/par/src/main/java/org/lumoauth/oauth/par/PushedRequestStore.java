package org.lumoauth.oauth.par;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.AuthorizationRequestSource.AuthorizationRequestParameters;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authorization requests that wait to be used, each by its client alone. Whoever answers them sees
 * to it that each is answered once: a page that is loaded again brings its request again (RFC 9126
 * section 4).
 */
@Component(service = PushedRequestStore.class)
public final class PushedRequestStore {

  /** RFC 9126 section 2.2. */
  static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  static final Duration LIFETIME = Duration.ofSeconds(90);
  private static final String KIND = "pushed-authorization-request";
  private static final int MAX_LENGTH = 128;

  /**
   * What is stored.
   *
   * @param clientId whose it is
   * @param parameters of the request
   * @param object whether they stood in a request object, which was verified then
   * @param profile what the client was held to then, empty text for none; null of before this was
   *     kept
   */
  record StoredPushedRequest(
      String clientId, Map<String, List<String>> parameters, boolean object, String profile) {

    boolean isUsableBy(Client client) {
      String now = profileOf(client);
      return clientId.equals(client.clientId()) && (now.isEmpty() || now.equals(profile));
    }
  }

  private final ShortLivedRecordStore store;
  private final SecretVault vault;
  private final InstantSource clock;

  @Activate
  public PushedRequestStore(@Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this(store, vault, InstantSource.system());
  }

  PushedRequestStore(ShortLivedRecordStore store, SecretVault vault, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Keeps a request and returns its {@code request_uri}.
   *
   * @param object whether the parameters stood in a request object, which was verified
   */
  String add(
      TenantContext tenant, Client client, Map<String, List<String>> parameters, boolean object) {
    String secret = vault.newSecret();
    var pushed = new StoredPushedRequest(client.clientId(), parameters, object, profileOf(client));
    store.add(tenant, KIND, secret, pushed, clock.instant().plus(LIFETIME));
    return PREFIX + secret;
  }

  /**
   * A request that the client pushed, while it is there; none that was pushed before it was held to
   * the profile that it is held to now.
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
