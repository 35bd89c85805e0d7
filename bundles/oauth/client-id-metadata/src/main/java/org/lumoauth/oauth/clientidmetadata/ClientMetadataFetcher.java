/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Fetches metadata documents. Any caller can trigger a request by sending a client ID, so the
 * number of concurrent requests and the number of requests per host and minute are limited.
 */
final class ClientMetadataFetcher {

  /** The limit of 5 KB recommended in draft section 6.6. */
  static final int MAX_BYTES = 5 * 1024;

  static final int A_MINUTE_AND_HOST = 30;

  private static final int AT_ONCE = 8;
  private static final int MAX_HOSTS = 10_000;
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private final OutboundHttpClient http;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Cache<String, AtomicInteger> asked =
      MeasuredCacheFactory.build(
          "oauth-client-id-metadata.hosts",
          Caffeine.newBuilder().maximumSize(MAX_HOSTS).expireAfterWrite(Duration.ofMinutes(1)));

  /**
   * A fetched document.
   *
   * @param document the validated document
   * @param fresh how long it may be used; zero if it must not be cached
   */
  record FetchedClientMetadata(ClientMetadataDocument document, Duration fresh) {}

  ClientMetadataFetcher(OutboundHttpClient http) {
    this.http = http;
  }

  /**
   * Fetches a document.
   *
   * @param tenantId the tenant that needs the client
   * @throws InvalidClientMetadataException if the response is not a valid document of the client
   * @throws OutboundException if the request is not permitted or fails
   */
  FetchedClientMetadata fetch(String tenantId, URI url)
      throws InvalidClientMetadataException, OutboundException {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    if (asked.get(host, any -> new AtomicInteger()).incrementAndGet() > A_MINUTE_AND_HOST) {
      throw new OutboundException("the host received too many requests", false);
    }
    if (!places.tryAcquire()) {
      throw new OutboundException("too many documents are being fetched", false);
    }
    try {
      var request = OutboundRequest.json("client-id-metadata", url, MAX_BYTES).inTenant(tenantId);
      return read(url, http.send(request));
    } finally {
      places.release();
    }
  }

  private static FetchedClientMetadata read(URI url, OutboundResponse response)
      throws InvalidClientMetadataException, OutboundException {
    if (response.status() >= SERVER_ERROR || response.status() == TOO_MANY) {
      throw new OutboundException("status " + response.status(), false);
    }
    if (response.status() != OK) { // Redirects are not followed, because the URL is the identity.
      throw new InvalidClientMetadataException("status " + response.status());
    }
    String type = response.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.matches("application/(?:[a-z0-9.!#$&^_-]+\\+)?json(?:\\s*;.*)?")) {
      throw new InvalidClientMetadataException("the content type is not JSON");
    }
    if (response.body().length > MAX_BYTES) {
      throw new InvalidClientMetadataException("the document is too large");
    }
    return new FetchedClientMetadata(
        ClientMetadataDocumentParser.read(url, response.body()),
        ClientMetadataFreshnessPolicy.of(response));
  }
}
