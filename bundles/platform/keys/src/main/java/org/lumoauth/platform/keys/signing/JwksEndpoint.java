package org.lumoauth.platform.keys.signing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.key.EncryptionKeys;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeys;
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
 * Publishes a tenant's public keys as a JWK set (RFC 7517 section 5), those of tokens that are yet
 * to come among them. Open to everybody.
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
    var signing = keys.publicKeys(exchange.tenant());
    List<Map<String, Object>> all = new ArrayList<>(signing);
    all.addAll(encryption.publicKeys(exchange.tenant()));
    var published = new KeySet(all);
    var response = exchange.response();
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", caching(signing.isEmpty()));
    response.setHeader("ETag", published.entityTag());
    if (published.matches(exchange.request().getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      exchange.writeJson(200, Map.of("keys", published.keys()));
    }
  }

  private void publish(SigningAlgorithmChoice choice, TenantContext tenant) {
    choice.of(tenant).ifPresent(algorithm -> keys.publish(tenant, algorithm));
  }

  /** Nobody shall remember for an hour that a new tenant has not signed anything yet. */
  private String caching(boolean unsigned) {
    return unsigned ? "no-cache" : "public, max-age=" + maxAge;
  }
}
