/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to send.
 *
 * @param purpose the purpose, such as {@code client-jwks}: used in logs and metrics
 * @param method {@code GET} or {@code POST}
 * @param uri {@code https}; {@code http} only if the operator allowed it
 * @param headers headers by name
 * @param body the body of a POST request
 * @param timeout the timeout for the whole exchange
 * @param maxBytes the maximum size of the response body, in bytes
 * @param tenantId the tenant, so that one tenant cannot use up the capacity for others; empty if
 *     not for a tenant
 */
public record OutboundRequest(
    String purpose,
    String method,
    URI uri,
    Map<String, String> headers,
    Optional<byte[]> body,
    Duration timeout,
    int maxBytes,
    Optional<String> tenantId) {
  private static final String CONNECTION = "Connection";
  private static final String CLOSE = "close";

  public OutboundRequest {
    headers = Map.copyOf(headers);
  }

  /** Creates a request without a tenant. */
  public OutboundRequest(
      String purpose,
      String method,
      URI uri,
      Map<String, String> headers,
      Optional<byte[]> body,
      Duration timeout,
      int maxBytes) {
    this(purpose, method, uri, headers, body, timeout, maxBytes, Optional.empty());
  }

  /** Returns a copy for a tenant. */
  public OutboundRequest inTenant(String id) {
    return new OutboundRequest(
        purpose, method, uri, headers, body, timeout, maxBytes, Optional.of(id));
  }

  /**
   * Returns a copy that is sent on a connection of its own. A server may close a reused connection
   * while a request is sent on it. A request that must not be repeated, because it redeems a code
   * or rotates a refresh token, would then fail without a known outcome.
   */
  public OutboundRequest onNewConnection() {
    Map<String, String> all = new HashMap<>(headers);
    all.put(CONNECTION, CLOSE);
    return new OutboundRequest(purpose, method, uri, all, body, timeout, maxBytes, tenantId);
  }

  /** Returns whether the request is sent on a connection of its own. */
  public boolean isOnNewConnection() {
    return CLOSE.equals(headers.get(CONNECTION));
  }

  /** Returns a GET request that accepts JSON, with a timeout of five seconds. */
  public static OutboundRequest json(String purpose, URI uri, int maxBytes) {
    return new OutboundRequest(
        purpose,
        "GET",
        uri,
        Map.of("Accept", "application/json"),
        Optional.empty(),
        Duration.ofSeconds(5),
        maxBytes);
  }
}
