package org.lumoauth.platform.health;

import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.IpAddressParser;
import org.lumoauth.platform.web.IpAddressRanges;

/** The addresses from which metrics and the reasons of failures may be read. */
final class OperatorNetwork {
  private final IpAddressRanges allowed;

  OperatorNetwork(HealthConfig config) {
    this.allowed = IpAddressRanges.of(config.metricsNetworks());
  }

  /**
   * Whether a request comes from this network. A proxy that is not trusted hides its clients, so a
   * request through one never does.
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
