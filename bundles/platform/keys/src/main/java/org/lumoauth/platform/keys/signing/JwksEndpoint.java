package org.lumoauth.platform.keys.signing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.key.EncryptionKeys;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.State;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Publishes a tenant's public keys as a JWK set (RFC 7517 section 5). A key of every algorithm that
 * signs tokens here is in the set before it signs: the first request makes those that are missing,
 * and the set may be cached once each has its next key too. No credential is needed.
 */
@AnswersWith(status = 200)
@Component(
    configurationPid = KeysConfig.PID,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=jwks",
      "lumoauth.web.routes=GET ~/.well-known/jwks.json",
      "lumoauth.web.guard=open"
    })
public final class JwksEndpoint implements HotEndpoint {

  private final SigningKeys keys;
  private final EncryptionKeys encryption;
  private final long maxAge;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<SigningAlgorithmChoice> choices = List.of();

  @Activate
  public JwksEndpoint(
      KeysConfig config, @Reference SigningKeys keys, @Reference EncryptionKeys encryption) {
    this(config.jwksMaxAgeSeconds(), keys, encryption);
  }

  JwksEndpoint(long maxAge, SigningKeys keys, EncryptionKeys encryption) {
    this.keys = keys;
    this.encryption = encryption;
    this.maxAge = maxAge;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    choices.forEach(choice -> publish(choice, exchange.tenant()));
    boolean settled = isSettled(exchange.tenant());
    var signing = keys.publicKeys(exchange.tenant());
    List<Map<String, Object>> all = new ArrayList<>(signing);
    all.addAll(encryption.publicKeys(exchange.tenant()));
    var published = new KeySet(all);
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

  private void publish(SigningAlgorithmChoice choice, TenantContext tenant) {
    choice.offered(tenant).forEach(algorithm -> keys.publish(tenant, algorithm));
  }

  /** Whether every algorithm has its next key, which is made in the background. */
  private boolean isSettled(TenantContext tenant) {
    Set<Algorithm> current = EnumSet.noneOf(Algorithm.class);
    Set<Algorithm> next = EnumSet.noneOf(Algorithm.class);
    for (SigningKeyInfo key : keys.list(tenant)) {
      if (key.state() == State.CURRENT) {
        current.add(key.algorithm());
      } else if (key.state() == State.NEXT) {
        next.add(key.algorithm());
      }
    }
    return !current.isEmpty() && next.containsAll(current);
  }

  /** A cached set must have the keys that sign after the next rotation. */
  private String caching(boolean settled) {
    return settled ? "public, max-age=" + maxAge : "no-cache";
  }
}
