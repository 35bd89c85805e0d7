package org.lumoauth.platform.keys.signing;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes a tenant's public keys as a JWK set (RFC 7517 section 5). Open to everybody. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=jwks",
      "lumoauth.web.routes=GET ~/.well-known/jwks.json",
      "lumoauth.web.guard=open"
    })
public final class JwksEndpoint implements HotEndpoint {

  private final SigningKeys keys;

  @Activate
  public JwksEndpoint(@Reference SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var response = exchange.response();
    response.setHeader("Access-Control-Allow-Origin", "*");
    var published = keys.publicKeys(exchange.tenant());
    // Nobody shall remember for an hour that a new tenant has not signed anything yet.
    response.setHeader("Cache-Control", published.isEmpty() ? "no-cache" : "public, max-age=3600");
    exchange.writeJson(200, Map.of("keys", published));
  }
}
