package org.lumoauth.platform.health;

import org.lumoauth.platform.web.AddressParser;
import org.lumoauth.platform.web.AddressRanges;
import org.lumoauth.platform.web.Exchange;

/** The addresses from which metrics and the reasons of failures may be read. */
final class OperatorNetwork {
  private final AddressRanges allowed;

  OperatorNetwork(HealthConfig config) {
    this.allowed = AddressRanges.of(config.metricsNetworks());
  }

  /**
   * Whether a request comes from this network. A proxy that is not trusted hides its clients, so a
   * request through one never does.
   */
  boolean contains(Exchange exchange) {
    String address = exchange.view().remoteAddress();
    boolean forwarded =
        exchange.view().header("X-Forwarded-For").isPresent()
            || exchange.view().header("Forwarded").isPresent();
    String peer = exchange.request().getRemoteAddr();
    boolean resolved = !address.equals(AddressParser.canonical(peer).orElse(peer));
    return allowed.contains(address) && (!forwarded || resolved);
  }
}
