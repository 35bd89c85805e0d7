/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.outbound;

import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends HTTP requests to untrusted addresses. Rejects special-use addresses (RFC 6890) of every
 * resolved name, connects to the checked address (no rebinding), follows no redirects, and limits
 * time and size.
 */
@ProviderType
public interface OutboundHttpClient {

  /**
   * Sends a request and reads the complete response.
   *
   * @throws OutboundException if the request is not allowed, or no response arrives within the
   *     limits
   */
  OutboundResponse send(OutboundRequest request) throws OutboundException;

  /**
   * Rejects an address that is never allowed, regardless of the resolution of its name, for callers
   * that store it for later use. Sends no request; an address that passes may still be rejected on
   * use.
   *
   * @throws OutboundException if the literal address is a special-use address, or uses clear text
   *     to a host that the operator did not allow
   */
  default void requireAllowedUrl(URI uri) throws OutboundException {}
}
