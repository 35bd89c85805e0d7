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
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.JsonTextValidator;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The documents of other servers. It is asked about servers alone that the tenant named, and asks
 * through the guarded client.
 */
@Component(service = AAuthServerMetadataClient.class)
public final class AAuthServerMetadataClient {

  private static final int MAX_BYTES = 20_000;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final CachedServerMetadata NONE =
      new CachedServerMetadata(Optional.empty(), true, "");
  private static final CachedServerMetadata UNKNOWN =
      new CachedServerMetadata(Optional.empty(), false, "");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is kept of a server's answer.
   *
   * @param document its document; empty if it has none of its own, or there is no answer
   * @param known whether it answered
   * @param flaw why what it answered is no document of its own, as {@code issuer_mismatch}; empty
   *     if it is, or there is no answer
   */
  private record CachedServerMetadata(
      Optional<AAuthServerMetadata> document, boolean known, String flaw) {}

  private final OutboundHttpClient http;
  private final Cache<List<String>, CachedServerMetadata> documents =
      MeasuredCache.build(
          "agents-aauth-person.documents",
          Caffeine.newBuilder().maximumSize(5000).expireAfterWrite(KEPT));

  @Activate
  public AAuthServerMetadataClient(@Reference OutboundHttpClient http) {
    this.http = http;
  }

  /**
   * A server's document.
   *
   * @param name the document's, as {@code aauth-agent.json}
   * @return empty if it can't be had now, or names another server
   */
  public Optional<AAuthServerMetadata> find(TenantContext tenant, String server, String name) {
    return answer(tenant, server, name).document();
  }

  /**
   * The same for whoever would otherwise take a server that is slow or down for one that has none.
   *
   * @return empty if it may not be asked
   * @throws IssuerKeyException if it has none of its own
   * @throws ApiException 503 {@code temporarily_unavailable} if that is not known now
   */
  Optional<AAuthServerMetadata> findCached(TenantContext tenant, String server, String name) {
    CachedServerMetadata answer = answer(tenant, server, name);
    if (!answer.known()) {
      throw ApiException.temporarilyUnavailable(
          "The metadata of the token's issuer can't be fetched now; try again shortly.", KEPT);
    }
    if (!answer.flaw().isEmpty()) {
      throw new IssuerKeyException(answer.flaw(), "the issuer's document does not name it");
    }
    return answer.document();
  }

  private CachedServerMetadata answer(TenantContext tenant, String server, String name) {
    return documents.get(List.of(tenant.id(), server, name), key -> fetch(tenant, server, name));
  }

  private CachedServerMetadata fetch(TenantContext tenant, String server, String name) {
    try {
      var answer =
          http.send(
              OutboundRequest.json(
                      "aauth-metadata", URI.create(server + "/.well-known/" + name), MAX_BYTES)
                  .inTenant(tenant.id()));
      if (answer.status() != 200) {
        return UNKNOWN;
      }
      if (!JsonTextValidator.isValid(answer.body())) {
        return UNKNOWN;
      }
      JsonNode document = JSON.readTree(answer.body());
      if (document.isMissingNode()) { // nothing at all was sent
        return UNKNOWN;
      }
      String flaw = flaw(server, document.path("issuer"));
      return flaw.isEmpty()
          ? new CachedServerMetadata(Optional.of(AAuthServerMetadata.of(document)), true, "")
          : new CachedServerMetadata(Optional.empty(), true, flaw);
    } catch (OutboundException e) {
      return e.isRefused() ? NONE : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    } catch (IllegalArgumentException e) {
      return NONE; // it is at no address
    }
  }

  /** A document of one place must not speak for another (section Metadata Documents). */
  private static String flaw(String server, JsonNode issuer) {
    if (!issuer.isTextual()) {
      return IssuerKeyException.MISSING;
    }
    return server.equals(issuer.textValue()) ? "" : IssuerKeyException.MISMATCH;
  }
}
