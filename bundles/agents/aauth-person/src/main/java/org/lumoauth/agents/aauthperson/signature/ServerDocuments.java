package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The documents of other servers. It is asked about servers alone that the tenant named, and asks
 * through the guarded client.
 */
@Component(service = ServerDocuments.class)
public final class ServerDocuments {

  private static final int MAX_BYTES = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutboundHttp http;
  private final Cache<List<String>, Optional<ServerDocument>> documents =
      Caffeine.newBuilder().maximumSize(5000).expireAfterWrite(Duration.ofMinutes(1)).build();

  @Activate
  public ServerDocuments(@Reference OutboundHttp http) {
    this.http = http;
  }

  /**
   * A server's document.
   *
   * @param name the document's, as {@code aauth-agent.json}
   * @return empty if it can't be had now, or names another server
   */
  public Optional<ServerDocument> find(TenantContext tenant, String server, String name) {
    return documents.get(List.of(tenant.id(), server, name), key -> fetch(server, name));
  }

  private Optional<ServerDocument> fetch(String server, String name) {
    try {
      var answer =
          http.send(
              OutboundRequest.json(
                  "aauth-metadata", URI.create(server + "/.well-known/" + name), MAX_BYTES));
      if (answer.status() != 200) {
        return Optional.empty();
      }
      JsonNode document = JSON.readTree(answer.body());
      // A document of one place must not speak for another (section Metadata Documents).
      return document != null && server.equals(document.path("issuer").asText())
          ? Optional.of(ServerDocument.of(document))
          : Optional.empty();
    } catch (OutboundException | IOException | IllegalArgumentException e) {
      return Optional.empty(); // as if it had none
    }
  }
}
