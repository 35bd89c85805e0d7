package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How often one address leaves for providers where no sign-in has begun. */
@Component(service = StartLimit.class)
public final class StartLimit {

  /** Many people may share an address, and all of them begin in the morning. */
  static final Limit ADDRESS = new Limit(100, Duration.ofMinutes(15));

  private final AttemptLimiter limiter;

  @Activate
  public StartLimit(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /** Counts one who leaves: empty if they may, else from when on. */
  Optional<Instant> count(Exchange exchange) {
    var network = Network.of(exchange.view().remoteAddress());
    return limiter.count(exchange.tenant(), "federation-start", network, ADDRESS);
  }
}
