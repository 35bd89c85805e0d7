package org.lumoauth.oauth.par;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the authorization request out of what was pushed (RFC 9126 section 2.1). A request object
 * among it stays as it is: whoever reads the request reads that too.
 */
@Component(service = PushedRequestReader.class)
public final class PushedRequestReader {

  private static final Set<String> OF_AUTHENTICATION =
      Set.of("client_secret", "client_assertion", "client_assertion_type");
  private static final String JKT = "dpop_jkt";
  private static final String OBJECT = "request";

  /** The binding by DPoP, and the header with its proof. */
  private static final String DPOP = "dpop";

  private final ProviderTracker<TokenBinding> bindings;

  @Activate
  public PushedRequestReader(@Reference ProviderRegistry registry) {
    this.bindings = registry.track(TokenBinding.class);
  }

  @Deactivate
  void close() {
    bindings.close();
  }

  /**
   * Refuses a push that is to come again with a nonce, before its client's assertion is used up.
   *
   * @throws OAuthException {@code use_dpop_nonce} (RFC 9449 section 8)
   */
  void requireNonce(TenantContext tenant, OAuthRequest request) {
    if (request.header(DPOP).isPresent()) {
      bindings
          .lease(DPOP)
          .ifPresent(
              lease -> {
                try (ServiceLease<TokenBinding> dpop = lease) {
                  dpop.get().requireNonce(tenant, request);
                }
              });
    }
  }

  /**
   * What was pushed.
   *
   * @param sent the parameters to validate
   * @param provenKey the thumbprint of the key of the DPoP proof that came with them
   */
  record PushedRequestParameters(Map<String, List<String>> sent, Optional<String> provenKey) {

    /**
     * The accepted parameters, bound to the proven key.
     *
     * @param accepted those that were sent, or those of the request object in their place
     * @throws OAuthException {@code invalid_dpop_proof} if they name another key
     */
    Map<String, List<String>> bound(Map<String, List<String>> accepted) {
      if (provenKey.isEmpty()) {
        return accepted;
      }
      Map<String, List<String>> bound = new HashMap<>(accepted);
      bind(bound, provenKey.get());
      return Map.copyOf(bound);
    }
  }

  /**
   * The parameters to go by.
   *
   * @throws OAuthException if they cannot be pushed
   * @throws ApiException 503 {@code module_unavailable} while what reads a proof that came is away
   */
  PushedRequestParameters of(TenantContext tenant, Client client, OAuthRequest request) {
    if (request.parameters().containsKey("request_uri")) { // section 2.1, point 2
      throw OAuthException.invalidRequest("A request_uri can't be pushed.");
    }
    Map<String, List<String>> own = new HashMap<>(request.parameters());
    own.keySet().removeAll(OF_AUTHENTICATION);
    List<String> self = List.of(client.clientId());
    if (!own.getOrDefault("client_id", self).equals(self)) {
      throw OAuthException.invalidRequest("client_id is not the client that pushes.");
    }
    own.put("client_id", self);
    Optional<String> key = boundKey(tenant, client, request);
    key.ifPresent(proven -> bind(own, proven));
    if (key.isPresent() && own.containsKey(OBJECT)) {
      own.remove(JKT); // compared with the object's own once that is verified
    }
    return new PushedRequestParameters(Map.copyOf(own), key);
  }

  /** RFC 9449 section 10.1: a proof that comes with the push binds the code. */
  private Optional<String> boundKey(TenantContext tenant, Client client, OAuthRequest request) {
    if (request.header(DPOP).isEmpty()) {
      return Optional.empty();
    }
    Optional<ServiceLease<TokenBinding>> lease = bindings.leaseInstalled(DPOP);
    if (lease.isEmpty()) { // of one that is away the code would be bound to nothing
      return Optional.empty();
    }
    try (ServiceLease<TokenBinding> dpop = lease.get()) {
      return dpop.get()
          .prove(tenant, client, request)
          .map(proof -> String.valueOf(proof.confirmation().get("jkt")));
    }
  }

  private static void bind(Map<String, List<String>> parameters, String key) {
    List<String> proven = List.of(key);
    if (!parameters.getOrDefault(JKT, proven).equals(proven)) {
      throw new OAuthException(
          400,
          "invalid_dpop_proof",
          "dpop_jkt must be the thumbprint of the key of the DPoP proof.");
    }
    parameters.put(JKT, proven);
  }
}
