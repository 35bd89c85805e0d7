package org.lumoauth.authz.rebac.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.store.RebacInstantColumns;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Has one of several callers who ask the same at once find the answer, and the others wait for it.
 * What one does not find, for whatever reason, is no answer for another: each of those asks itself.
 */
@Component(service = CheckSingleFlight.class, configurationPid = "org.lumoauth.authz.rebac")
public final class CheckSingleFlight {

  private final ConcurrentHashMap<CheckFlightKey, CompletableFuture<CheckFlightResult>> flying =
      new ConcurrentHashMap<>();
  private final long patienceMillis;

  /**
   * All that an answer rests on, but for contexts: questions with one fly alone.
   *
   * @param store the store
   * @param named the model that is asked for, if one is
   * @param current the store's model as its head was read
   * @param revision the least revision
   * @param asked what is asked
   */
  public record CheckFlightKey(
      RelationStoreKey store,
      Optional<String> named,
      Optional<String> current,
      long revision,
      TupleKey asked) {}

  /**
   * An answer.
   *
   * @param allowed what it says
   * @param modelId by which model
   * @param revision of which revision it is
   * @param until until when it is good, microseconds since the epoch
   */
  public record CheckFlightResult(boolean allowed, String modelId, long revision, long until) {}

  @Activate
  public CheckSingleFlight(RebacConfig config) {
    this.patienceMillis = Duration.ofMillis(config.timeMillis()).toMillis();
  }

  /** Finds the answer, or waits for somebody who is finding it. */
  public CheckFlightResult getOrAwait(
      CheckFlightKey question, Supplier<CheckFlightResult> finding) {
    var mine = new CompletableFuture<CheckFlightResult>();
    var others = flying.putIfAbsent(question, mine);
    if (others != null) {
      var landed = await(others);
      return landed != null && landed.until() > RebacInstantColumns.of(Instant.now())
          ? landed
          : finding.get();
    }
    try {
      var found = finding.get();
      mine.complete(found);
      return found;
    } finally {
      flying.remove(question, mine);
      mine.complete(null); // if it was not found
    }
  }

  private CheckFlightResult await(CompletableFuture<CheckFlightResult> others) {
    try {
      return others.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller's own search ends by it
      return null;
    }
  }
}
