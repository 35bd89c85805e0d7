/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.lumoauth.api.web.ApiException;

/** Runs one renewal of a grant at a time on this node; concurrent callers wait for its result. */
final class GrantRefreshSingleFlight<T> {

  private record GrantRefreshKey(String tenantId, String grantId) {}

  private final ConcurrentMap<GrantRefreshKey, CompletableFuture<T>> underWay =
      new ConcurrentHashMap<>();

  /**
   * Runs the work, or waits for the caller that runs it.
   *
   * @throws ApiException 503 {@code refresh_in_progress} on a timeout, or the exception of the work
   */
  T join(String tenantId, String grantId, Duration patience, Supplier<T> work) {
    var key = new GrantRefreshKey(tenantId, grantId);
    var mine = new CompletableFuture<T>();
    var other = underWay.putIfAbsent(key, mine);
    if (other != null) {
      return awaited(other, patience);
    }
    try {
      T result = work.get();
      mine.complete(result);
      return result;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(key, mine);
      mine.completeExceptionally(
          TokenRetrievalProblems.inProgress()); // only reached after an Error
    }
  }

  private T awaited(CompletableFuture<T> other, Duration patience) {
    try {
      return other.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw TokenRetrievalProblems.inProgress();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TokenRetrievalProblems.inProgress();
    }
  }
}
