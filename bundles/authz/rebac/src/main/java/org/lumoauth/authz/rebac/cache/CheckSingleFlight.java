/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Combines concurrent identical queries: one caller evaluates the query and the others wait. If the
 * evaluation fails for any reason, each of the others evaluates the query itself.
 */
@Component(service = CheckSingleFlight.class, configurationPid = "org.lumoauth.authz.rebac")
public final class CheckSingleFlight {

  private final ConcurrentHashMap<CheckFlightKey, CompletableFuture<CheckFlightResult>> flying =
      new ConcurrentHashMap<>();
  private final long patienceMillis;

  /**
   * Identifies queries with the same result. Queries with a context are not combined.
   *
   * @param store the store
   * @param named the model that the query names, if any
   * @param current the store's current model according to its head
   * @param revision the minimum revision
   * @param asked the query
   */
  public record CheckFlightKey(
      RelationStoreKey store,
      Optional<String> named,
      Optional<String> current,
      long revision,
      TupleKey asked) {}

  /**
   * The result of a query.
   *
   * @param allowed whether the check succeeded
   * @param modelId the model
   * @param revision the revision
   * @param until the end of its validity, in microseconds since the epoch
   */
  public record CheckFlightResult(boolean allowed, String modelId, long revision, long until) {}

  @Activate
  public CheckSingleFlight(RebacConfig config) {
    this.patienceMillis = Duration.ofMillis(config.timeMillis()).toMillis();
  }

  /** Evaluates a query, or waits for a concurrent evaluation. */
  public CheckFlightResult getOrAwait(
      CheckFlightKey question, Supplier<CheckFlightResult> finding) {
    var mine = new CompletableFuture<CheckFlightResult>();
    var others = flying.putIfAbsent(question, mine);
    if (others != null) {
      var landed = await(others);
      return landed != null && landed.until() > EpochMicrosConverter.toMicros(Instant.now())
          ? landed
          : finding.get();
    }
    try {
      var found = finding.get();
      mine.complete(found);
      return found;
    } finally {
      flying.remove(question, mine);
      mine.complete(null); // Only has an effect if the evaluation failed.
    }
  }

  private CheckFlightResult await(CompletableFuture<CheckFlightResult> others) {
    try {
      return others.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Interrupts the caller's own evaluation.
      return null;
    }
  }
}
