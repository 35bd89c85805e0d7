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
 * Slows an agent down that polls much more often than it is told (section Polling Error Codes).
 * Whoever has something to hear from here hears it, however often they asked before. An access
 * server that lets a request wait is asked by each poll, and so 30 times in a minute at the most:
 * what it has to tell is heard after that minute.
 */
@Component(service = AgentPollRateLimiter.class)
public final class AgentPollRateLimiter {

  /** More than twice as often as agents are told, which is once in five seconds. */
  static final AttemptLimiter.AttemptLimit POLLS =
      new AttemptLimiter.AttemptLimit(30, Duration.ofMinutes(1));

  private static final int TOO_MANY_REQUESTS = 429;

  private final AttemptLimiter limiter;
  private final InstantSource time;

  @Activate
  public AgentPollRateLimiter(@Reference AttemptLimiter limiter) {
    this(limiter, InstantSource.system());
  }

  AgentPollRateLimiter(AttemptLimiter limiter, InstantSource time) {
    this.limiter = limiter;
    this.time = time;
  }

  /**
   * Counts a poll that is answered at once.
   *
   * @throws AAuthProblemException 429 {@code slow_down}, with the seconds until it is answered
   *     again
   */
  void require(HttpExchange exchange, DeferredRequest polled) {
    Instant now = time.instant();
    if (!polled.waitsForPersonOrAccessServer(now)) {
      return;
    }
    Optional<Instant> again = limiter.count(exchange.tenant(), "aauth-poll", polled.id(), POLLS);
    if (again.isPresent()) {
      exchange.response().setHeader("Retry-After", Long.toString(seconds(now, again.get())));
      throw new AAuthProblemException(TOO_MANY_REQUESTS, "slow_down", "Poll less often.");
    }
  }

  /** Whole ones, none too few. */
  private static long seconds(Instant now, Instant until) {
    return Math.max(1, Duration.between(now, until).plusNanos(999_999_999).toSeconds());
  }
}
