package org.lumoauth.platform.web.door;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.web.framework.TestFramework;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;

class GracefulStopTest {
  private final Closing closing = new Closing();
  private final RequestMeters meters = new RequestMeters();

  @TempDir Path folder;
  private TestFramework framework;
  private BundleContext context;

  @BeforeEach
  void start() throws Exception {
    framework = TestFramework.start(folder);
    context = framework.context();
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void waitsForTheRequestsUnderWay() throws Exception {
    meters.inFlight().increment();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(this::stopping);
    awaitClosing();

    assertFalse(stopped.isDone());
    meters.inFlight().decrement();

    stopped.get(10, TimeUnit.SECONDS);
  }

  @Test
  void doesNotWaitForEver() {
    meters.inFlight().increment();

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            new GracefulStop(context, closing, meters, Duration.ofMillis(50))
                .bundleChanged(of(BundleEvent.STOPPING)));
  }

  @Test
  void letsNothingInAnyMore() {
    stopping();

    assertTrue(closing.begun());
  }

  @Test
  void leavesTheDoorOpenForAnythingElse() {
    new GracefulStop(context, closing, meters, Duration.ofSeconds(10))
        .bundleChanged(of(BundleEvent.STARTED));

    assertFalse(closing.begun());
  }

  /** The framework itself waits: that is what all of this rests on. */
  @Test
  void holdsTheFrameworkBack() throws Exception {
    new GracefulStop(context, closing, meters);
    meters.inFlight().increment();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              try {
                framework.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    awaitClosing();

    assertFalse(stopped.isDone());
    meters.inFlight().decrement();

    stopped.get(20, TimeUnit.SECONDS);
  }

  private void stopping() {
    new GracefulStop(context, closing, meters, Duration.ofSeconds(30))
        .bundleChanged(of(BundleEvent.STOPPING));
  }

  private BundleEvent of(int type) {
    return new BundleEvent(type, context.getBundle(0));
  }

  private void awaitClosing() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (!closing.begun()) {
            Thread.onSpinWait();
          }
        });
  }
}
