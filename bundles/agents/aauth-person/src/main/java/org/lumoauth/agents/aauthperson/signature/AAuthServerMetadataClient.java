/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
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
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.support.encoding.JsonEncodingValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Fetches the metadata documents of other servers through the guarded HTTP client. Callers must
 * pass only servers that the tenant configured.
 */
@Component(service = AAuthServerMetadataClient.class)
public final class AAuthServerMetadataClient {

  private static final int MAX_BYTES = 20_000;
  private static final Duration DOCUMENT_LIFETIME = Duration.ofMinutes(1);

  /** Shorter than any pause between notifications, so that each retry can reach the server. */
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(5);

  private static final CachedServerMetadata NONE =
      new CachedServerMetadata(Optional.empty(), true, "");
  private static final CachedServerMetadata UNKNOWN =
      new CachedServerMetadata(Optional.empty(), false, "");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A cached metadata response.
   *
   * @param document the document; empty if it is invalid or there was no response
   * @param known whether the server responded
   * @param flaw why the document is invalid, such as {@code issuer_mismatch}; empty if it is valid
   *     or there was no response
   */
  private record CachedServerMetadata(
      Optional<AAuthServerMetadata> document, boolean known, String flaw) {

    Duration lifetime() {
      return known ? DOCUMENT_LIFETIME : FAILURE_LIFETIME;
    }
  }

  private final OutboundHttpClient http;
  private final Cache<List<String>, CachedServerMetadata> documents;

  @Activate
  public AAuthServerMetadataClient(@Reference OutboundHttpClient http) {
    this(http, Ticker.systemTicker());
  }

  AAuthServerMetadataClient(OutboundHttpClient http, Ticker ticker) {
    this.http = http;
    this.documents =
        MeasuredCacheFactory.build(
            "agents-aauth-person.documents",
            Caffeine.newBuilder()
                .maximumSize(5000)
                .expireAfter(
                    Expiry.<List<String>, CachedServerMetadata>writing(
                        (key, answer) -> answer.lifetime()))
                .ticker(ticker));
  }

  /**
   * Returns a server's metadata.
   *
   * @param name the name of the document, such as {@code aauth-agent.json}
   * @return empty if it cannot be fetched now, or names another server
   */
  public Optional<AAuthServerMetadata> find(TenantContext tenant, String server, String name) {
    return answer(tenant, server, name).document();
  }

  /**
   * Returns a server's metadata, and distinguishes a slow or unavailable server from a server
   * without metadata.
   *
   * @return empty if the server must not be contacted
   * @throws IssuerKeyException if it has no valid document
   * @throws ApiException 503 {@code temporarily_unavailable} if this cannot be determined now
   */
  Optional<AAuthServerMetadata> findCached(TenantContext tenant, String server, String name) {
    CachedServerMetadata answer = answer(tenant, server, name);
    if (!answer.known()) {
      throw ApiException.temporarilyUnavailable(
          "The token issuer's metadata cannot be fetched now. Try again later.", FAILURE_LIFETIME);
    }
    if (!answer.flaw().isEmpty()) {
      throw new IssuerKeyException(
          answer.flaw(), "the issuer's metadata document does not name it as the issuer");
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
      if (!JsonEncodingValidator.isValid(answer.body())) {
        return UNKNOWN;
      }
      JsonNode document = JSON.readTree(answer.body());
      if (document.isMissingNode()) { // the document is empty
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
      return NONE; // the URL cannot be contacted
    }
  }

  /**
   * A document of one location must not apply to another issuer (AAuth draft, section Metadata
   * Documents).
   */
  private static String flaw(String server, JsonNode issuer) {
    if (!issuer.isTextual()) {
      return IssuerKeyException.MISSING;
    }
    return server.equals(issuer.textValue()) ? "" : IssuerKeyException.MISMATCH;
  }
}
