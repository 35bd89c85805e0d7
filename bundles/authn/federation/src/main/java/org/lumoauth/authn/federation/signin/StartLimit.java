package org.lumoauth.authn.federation.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How often one address leaves for providers where no sign-in has begun. */
@Component(service = StartLimit.class)
public final class StartLimit {

  /** Many people may share an address, and all of them begin in the morning. */
  static final Limit ADDRESS = new Limit(100, Duration.ofMinutes(15));

  private static final int V6_LENGTH = 16;
  private static final int V6_NETWORK = 8;

  private final AttemptLimiter limiter;

  @Activate
  public StartLimit(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /** Counts one who leaves: empty if they may, else from when on. */
  Optional<Instant> count(Exchange exchange) {
    var network = network(exchange.view().remoteAddress());
    return limiter.count(exchange.tenant(), "federation-start", network, ADDRESS);
  }

  /** One who has an IPv6 address has a whole network of them (RFC 6177 section 2). */
  private static String network(String address) {
    if (!address.contains(":") || !address.matches("[0-9a-fA-F:.]+")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == V6_LENGTH ? HexFormat.of().formatHex(bytes, 0, V6_NETWORK) : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
