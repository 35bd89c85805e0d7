package org.lumoauth.agents.aauthperson.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.SideBySide;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off who is to be told. What it did not finish is in the store. */
@Component(
    service = {TellingWorker.class, Waker.class},
    immediate = true)
public final class TellingWorker implements Waker, Teller {

  private static final Logger LOG = LoggerFactory.getLogger(TellingWorker.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;
  private static final Duration SKEW = Duration.ofMinutes(2);

  private final Telling telling;
  private final Deliveries deliveries;
  private final IssuedTokens issued;
  private final Turn turn = new Turn(this::work, TellingWorker::failed);
  private final BackgroundWork clock = new BackgroundWork("lumoauth-aauth-revocation");
  private final SideBySide senders = new SideBySide("lumoauth-aauth-revocation", AT_ONCE);

  @Activate
  public TellingWorker(
      @Reference Telling telling,
      @Reference Deliveries deliveries,
      @Reference IssuedTokens issued) {
    this.telling = telling;
    this.deliveries = deliveries;
    this.issued = issued;
    clock.every(PAUSE, turn);
    clock.every(
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        new Turn(this::purge, e -> LOG.warn("aauth.revocation-purge-failed", e)));
  }

  @Deactivate
  void stop() {
    clock.close();
    senders.close();
  }

  @Override
  public void wake() {
    clock.soon(turn);
  }

  @Override
  public void tellNow(List<Delivery> open, Duration most) {
    senders.within(most, attempts(open), TellingWorker::failed); // what is due stays due
  }

  private void work() {
    senders.all(attempts(telling.due(BATCH)), TellingWorker::failed);
  }

  private List<Runnable> attempts(List<Delivery> deliveries) {
    return deliveries.stream().<Runnable>map(each -> () -> telling.attempt(each)).toList();
  }

  private static void failed(Throwable e) { // what is due stays due
    LOG.warn("aauth.revocation-work-failed: tried again in {} seconds", PAUSE.toSeconds(), e);
  }

  private void purge() {
    Instant before = Instant.now().minus(SKEW);
    deliveries.purge(before);
    issued.purge(before);
  }
}
