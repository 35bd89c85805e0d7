package org.lumoauth.agents.aauthperson.pending;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Slows an agent down that polls much more often than it is told (section Polling Error Codes).
 * Whoever has something to hear hears it, however often they asked before.
 */
@Component(service = Pace.class)
public final class Pace {

  /** More than twice as often as agents are told, which is once in five seconds. */
  static final AttemptLimiter.Limit POLLS = new AttemptLimiter.Limit(30, Duration.ofMinutes(1));

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String FIVE_SECONDS_MORE = "10";

  private final AttemptLimiter limiter;

  @Activate
  public Pace(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Counts a poll that is answered at once.
   *
   * @throws DraftProblem 429 {@code slow_down}
   */
  void require(Exchange exchange, PendingCase polled) {
    if (polled.waitsForOthers(Instant.now())
        && limiter.count(exchange.tenant(), "aauth-poll", polled.id(), POLLS).isPresent()) {
      exchange.response().setHeader("Retry-After", FIVE_SECONDS_MORE);
      throw new DraftProblem(TOO_MANY_REQUESTS, "slow_down", "Poll less often.");
    }
  }
}
