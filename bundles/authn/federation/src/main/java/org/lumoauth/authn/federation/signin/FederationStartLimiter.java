/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Limits how often an address starts sign-ins at providers without a sign-in in progress. */
@Component(service = FederationStartLimiter.class)
public final class FederationStartLimiter {

  /** Generous, because many users may share an address and sign in at the same hour. */
  static final AttemptLimit ADDRESS = new AttemptLimit(100, Duration.ofMinutes(15));

  private final AttemptLimiter limiter;

  @Activate
  public FederationStartLimiter(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /** Counts a start. Returns empty if it is allowed, otherwise the time of the next attempt. */
  public Optional<Instant> count(HttpExchange exchange) {
    var network = ClientNetworkKey.of(exchange.view().remoteAddress());
    return limiter.count(exchange.tenant(), "federation-start", network, ADDRESS);
  }
}
