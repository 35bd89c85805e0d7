package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.KeySets;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the keys of other servers by their documents. It is asked about servers alone that the
 * tenant named, and asks through the guarded client.
 */
@Component(service = Issuers.class)
public final class Issuers {

  private static final int MAX_BYTES = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutboundHttp http;
  private final KeySets keySets;
  private final Cache<List<String>, Optional<URI>> addresses =
      Caffeine.newBuilder().maximumSize(5000).expireAfterWrite(Duration.ofMinutes(1)).build();

  @Activate
  public Issuers(@Reference OutboundHttp http, @Reference KeySets keySets) {
    this.http = http;
    this.keySets = keySets;
  }

  /**
   * A server's keys.
   *
   * @param dwk the name of its document, as {@code aauth-agent.json}
   * @return none if they can't be had now, or its document names another
   */
  public List<Map<String, Object>> keys(
      TenantContext tenant, String issuer, String dwk, Optional<String> kid) {
    return addresses
        .get(List.of(tenant.id(), issuer, dwk), key -> address(issuer, dwk))
        .map(uri -> keySets.find(tenant, uri, kid))
        .orElse(List.of());
  }

  private Optional<URI> address(String issuer, String dwk) {
    try {
      var answer =
          http.send(
              OutboundRequest.json(
                  "aauth-metadata", URI.create(issuer + "/.well-known/" + dwk), MAX_BYTES));
      if (answer.status() != 200) {
        return Optional.empty();
      }
      JsonNode document = JSON.readTree(answer.body());
      // A document of one place must not speak for another (section Metadata Documents).
      if (document == null || !issuer.equals(document.path("issuer").asText())) {
        return Optional.empty();
      }
      URI uri = URI.create(document.path("jwks_uri").asText());
      return "https".equals(uri.getScheme()) ? Optional.of(uri) : Optional.empty();
    } catch (OutboundException | IOException | IllegalArgumentException e) {
      return Optional.empty(); // as if it had no keys
    }
  }
}
