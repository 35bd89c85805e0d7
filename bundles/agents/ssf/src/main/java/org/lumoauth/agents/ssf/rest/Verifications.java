package org.lumoauth.agents.ssf.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.SsfUnit;
import org.lumoauth.agents.ssf.outbox.Arrivals;
import org.lumoauth.agents.ssf.outbox.Claims;
import org.lumoauth.agents.ssf.outbox.Outbox;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.Status;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts verification events behind whatever waits. */
@Component(service = Verifications.class)
public final class Verifications {

  private final SsfUnit unit;
  private final StreamStore streams;
  private final Outbox outbox;
  private final Claims claims;
  private final Arrivals arrivals;
  private final SettingsStore settings;

  @Activate
  public Verifications(
      @Reference SsfUnit unit,
      @Reference StreamStore streams,
      @Reference Outbox outbox,
      @Reference Claims claims,
      @Reference Arrivals arrivals,
      @Reference SettingsStore settings) {
    this.unit = unit;
    this.streams = streams;
    this.outbox = outbox;
    this.claims = claims;
    this.arrivals = arrivals;
    this.settings = settings;
  }

  /**
   * Queues one.
   *
   * @throws Problem 409 {@code stream_not_enabled}, 429 {@code rate_limited}
   */
  void ask(TenantContext tenant, EventStream stream, Optional<String> state) {
    if (stream.status() != Status.ENABLED) {
      throw new Problem(409, "stream_not_enabled", "The stream is not enabled.");
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Duration pause = SsfSettings.verificationInterval(settings, tenant);
    Duration since = Duration.between(stream.verifiedAt(), now);
    if (since.compareTo(pause) < 0 || !streams.verified(stream, now)) {
      long seconds = Math.max(1, pause.minus(since).toSeconds() + 1);
      throw new Problem(
          429,
          "rate_limited",
          "A stream is verified every " + pause.toSeconds() + " seconds at most.",
          Map.of("retry_after", seconds),
          Map.of("Retry-After", Long.toString(seconds)));
    }
    var event = claims.verification(tenant, stream, state, now);
    unit.locked(
        tenant.id(),
        (connection, place) -> {
          outbox.add(connection, new Outbox.Entry(stream, event, Outbox.behind(place), true, now));
          return null;
        });
    arrivals.happened();
  }
}
