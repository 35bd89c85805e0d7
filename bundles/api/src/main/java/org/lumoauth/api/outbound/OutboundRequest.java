package org.lumoauth.api.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request to be sent.
 *
 * @param purpose what for, as {@code client-jwks}: named in logs and metrics
 * @param method {@code GET} or {@code POST}
 * @param uri {@code https}; {@code http} only where the operator allowed it
 * @param headers by name
 * @param body with a POST
 * @param timeout for everything
 * @param maxBytes the largest body that is read, in bytes
 * @param tenantId for which tenant, so that none takes what others need; empty where for none
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
  public OutboundRequest {
    headers = Map.copyOf(headers);
  }

  /** A request for no tenant in particular. */
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

  /** The same for a tenant. */
  public OutboundRequest inTenant(String id) {
    return new OutboundRequest(
        purpose, method, uri, headers, body, timeout, maxBytes, Optional.of(id));
  }

  /** A GET that accepts JSON, within five seconds. */
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
