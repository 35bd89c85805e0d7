/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.address.IpAddressParser;
import org.lumoauth.platform.web.address.IpAddressRanges;

/** The addresses allowed to read metrics and failure reasons. */
final class OperatorNetworkAllowlist {
  private final IpAddressRanges allowed;

  OperatorNetworkAllowlist(HealthConfig config) {
    this.allowed = IpAddressRanges.of(config.metricsNetworks());
  }

  /**
   * Returns whether a request comes from this network. An untrusted proxy hides the client's
   * address, so its requests never match.
   */
  boolean contains(HttpExchange exchange) {
    String address = exchange.view().remoteAddress();
    boolean forwarded =
        exchange.view().header("X-Forwarded-For").isPresent()
            || exchange.view().header("Forwarded").isPresent();
    String peer = exchange.request().getRemoteAddr();
    boolean resolved = !address.equals(IpAddressParser.canonical(peer).orElse(peer));
    return allowed.contains(address) && (!forwarded || resolved);
  }
}
