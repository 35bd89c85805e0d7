/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Limits agents that poll much more often than the response allows (AAuth draft, section Polling
 * Error Codes). A poll with a result from this server is always answered. An access server with a
 * pending request is contacted by each poll, so at most 30 times a minute: its result is returned
 * after that minute.
 */
@Component(service = AgentPollRateLimiter.class)
public final class AgentPollRateLimiter {

  /** More than twice the advertised rate of one poll in five seconds. */
  static final AttemptLimiter.AttemptLimit POLLS =
      new AttemptLimiter.AttemptLimit(30, Duration.ofMinutes(1));

  private static final int TOO_MANY_REQUESTS = 429;

  private final AttemptLimiter limiter;
  private final InstantSource time;

  @Activate
  public AgentPollRateLimiter(@Reference AttemptLimiter limiter, @Reference InstantSource time) {
    this.limiter = limiter;
    this.time = time;
  }

  /**
   * Counts a poll that is answered immediately.
   *
   * @throws AAuthProblemException 429 {@code slow_down}, with the seconds until the next accepted
   *     poll
   */
  void require(HttpExchange exchange, DeferredRequest polled) {
    Instant now = time.instant();
    if (!polled.waitsForPersonOrAccessServer(now)) {
      return;
    }
    Optional<Instant> again = limiter.count(exchange.tenant(), "aauth-poll", polled.id(), POLLS);
    if (again.isPresent()) {
      exchange.response().setHeader("Retry-After", Long.toString(seconds(now, again.get())));
      throw new AAuthProblemException(
          TOO_MANY_REQUESTS,
          "slow_down",
          "Too many polls. Try again after the time in the Retry-After header.");
    }
  }

  /** Returns whole seconds, rounded up. */
  private static long seconds(Instant now, Instant until) {
    return Math.max(1, Duration.between(now, until).plusNanos(999_999_999).toSeconds());
  }
}
