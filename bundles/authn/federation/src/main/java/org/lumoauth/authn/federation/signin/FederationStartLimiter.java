package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.NetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How often one address leaves for providers where no sign-in has begun. */
@Component(service = FederationStartLimiter.class)
public final class FederationStartLimiter {

  /** Many people may share an address, and all of them begin in the morning. */
  static final AttemptLimit ADDRESS = new AttemptLimit(100, Duration.ofMinutes(15));

  private final AttemptLimiter limiter;

  @Activate
  public FederationStartLimiter(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /** Counts one who leaves: empty if they may, else from when on. */
  Optional<Instant> count(HttpExchange exchange) {
    var network = NetworkKey.of(exchange.view().remoteAddress());
    return limiter.count(exchange.tenant(), "federation-start", network, ADDRESS);
  }
}
