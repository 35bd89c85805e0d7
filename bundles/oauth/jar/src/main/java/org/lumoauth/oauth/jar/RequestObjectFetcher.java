/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches request objects, only from URLs that the client registered as {@code request_uris}, so
 * that this server cannot be made to request other URLs (RFC 9101 section 10.4).
 */
final class RequestObjectFetcher {
  private static final Logger LOG = LoggerFactory.getLogger(RequestObjectFetcher.class);
  private static final int MAX_LENGTH = 512;
  private static final int MAX_BYTES = 16_384;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final OutboundHttpClient http;

  RequestObjectFetcher(OutboundHttpClient http) {
    this.http = http;
  }

  /**
   * Fetches the request object of a URL.
   *
   * @throws OAuthException {@code invalid_request_uri} if the URL is not registered or cannot be
   *     fetched
   */
  String fetch(TenantContext tenant, Client client, String address) {
    if (!registered(client, address)) {
      throw invalid("The request_uri must be one of the client's request_uris.");
    }
    URI uri = URI.create(address);
    if (!"https".equalsIgnoreCase(uri.getScheme())) { // section 5.2
      throw invalid("The request_uri must be an https URL.");
    }
    try {
      OutboundResponse response = http.send(request(uri).inTenant(tenant.id()));
      if (response.status() == 200) {
        return new String(response.body(), StandardCharsets.UTF_8).strip();
      }
      LOG.info("request-object.refused: client={} status={}", client.clientId(), response.status());
    } catch (OutboundException e) {
      LOG.info("request-object.failed: client={} reason={}", client.clientId(), e.getMessage());
    }
    throw invalid(
        "The request_uri did not return a request object. Check that this server "
            + "can reach it.");
  }

  private static boolean registered(Client client, String address) {
    return address.length() <= MAX_LENGTH
        && client.metadata().get("request_uris") instanceof Collection<?> uris
        && uris.contains(address);
  }

  private static OutboundRequest request(URI uri) {
    return new OutboundRequest(
        "request-object",
        "GET",
        uri,
        Map.of("Accept", "application/oauth-authz-req+jwt, application/jwt"),
        Optional.empty(),
        TIMEOUT,
        MAX_BYTES);
  }

  private static OAuthException invalid(String message) {
    return new OAuthException(400, "invalid_request_uri", message);
  }
}
