/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Publishes a tenant's public keys as a JWK Set (RFC 7517 section 5). The set contains a key of
 * every algorithm before it signs: the first request creates missing keys. The response is
 * cacheable once each algorithm also has its next key. Requires no authentication.
 */
@ApiResponse(status = 200)
@Component(
    configurationPid = KeysConfig.PID,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=jwks",
      "lumoauth.web.routes=GET ~/.well-known/jwks.json",
      HttpHandler.SUMMARY + "=Get the public keys of the tenant (RFC 7517)",
      "lumoauth.web.guard=open"
    })
public final class JwksEndpoint implements HttpHandler {

  private final SigningKeyService keys;
  private final EncryptionKeyService encryption;
  private final long maxAge;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<TenantSigningAlgorithmProvider> choices = List.of();

  @Activate
  public JwksEndpoint(
      KeysConfig config,
      @Reference SigningKeyService keys,
      @Reference EncryptionKeyService encryption) {
    this(config.jwksMaxAgeSeconds(), keys, encryption);
  }

  JwksEndpoint(long maxAge, SigningKeyService keys, EncryptionKeyService encryption) {
    this.keys = keys;
    this.encryption = encryption;
    this.maxAge = maxAge;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    choices.forEach(choice -> publish(choice, exchange.tenant()));
    boolean settled = isSettled(exchange.tenant());
    var signing = keys.publicKeys(exchange.tenant());
    List<Map<String, Object>> all = new ArrayList<>(signing);
    all.addAll(encryption.publicKeys(exchange.tenant()));
    var published = new PublishedJwkSet(all);
    var response = exchange.response();
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", caching(settled));
    response.setHeader("ETag", published.entityTag());
    if (published.matches(exchange.request().getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      exchange.writeJson(200, Map.of("keys", published.keys()));
    }
  }

  private void publish(TenantSigningAlgorithmProvider choice, TenantContext tenant) {
    choice.supportedAlgorithms(tenant).forEach(algorithm -> keys.publish(tenant, algorithm));
  }

  /** Returns whether every algorithm has its next key, which is created in the background. */
  private boolean isSettled(TenantContext tenant) {
    Set<SigningAlgorithm> current = EnumSet.noneOf(SigningAlgorithm.class);
    Set<SigningAlgorithm> next = EnumSet.noneOf(SigningAlgorithm.class);
    for (SigningKeyInfo key : keys.list(tenant)) {
      if (key.state() == SigningKeyState.CURRENT) {
        current.add(key.algorithm());
      } else if (key.state() == SigningKeyState.NEXT) {
        next.add(key.algorithm());
      }
    }
    return !current.isEmpty() && next.containsAll(current);
  }

  /**
   * Returns the Cache-Control header. A cached set must contain the keys that sign after the next
   * rotation.
   */
  private String caching(boolean settled) {
    return settled ? "public, max-age=" + maxAge : "no-cache";
  }
}
