/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;

/** A call of a model in a separate thread. Releases its resources when it ends. */
final class AsyncAuthorizationModelCall implements Runnable {

  private final LeasedAuthorizationModel model;
  private final TenantContext tenant;
  private final DecisionRequest question;
  private final Semaphore places;
  private final CompletableFuture<AuthorizationVote> answer = new CompletableFuture<>();
  private Thread runner;
  private boolean ended;
  private boolean givenUp;

  /** Creates the call; the caller has acquired a permit and retained the model. */
  AsyncAuthorizationModelCall(
      LeasedAuthorizationModel model,
      TenantContext tenant,
      DecisionRequest question,
      Semaphore places) {
    this.model = model;
    this.tenant = tenant;
    this.question = question;
    this.places = places;
  }

  CompletableFuture<AuthorizationVote> voteFuture() {
    return answer;
  }

  @Override
  public void run() {
    synchronized (this) {
      runner = Thread.currentThread();
      if (givenUp) { // abandoned before it started
        runner.interrupt();
      }
    }
    AuthorizationVote vote = null;
    Throwable failure = null;
    try {
      vote = model.model().vote(tenant, question);
    } catch (Throwable e) {
      failure = e;
    } finally {
      end();
    }
    voteFuture(vote, failure);
  }

  /** Called last: when the caller gets the result, all resources are released. */
  private void voteFuture(AuthorizationVote vote, Throwable failure) {
    if (failure == null) {
      answer.complete(vote);
    } else {
      answer.completeExceptionally(failure);
    }
  }

  /**
   * Interrupts the call if it is running or still queued; never interrupts the thread's next task.
   */
  synchronized void abandon() {
    givenUp = true;
    if (!ended && runner != null) {
      runner.interrupt();
    }
  }

  private synchronized void end() {
    ended = true;
    Thread.interrupted();
    model.release();
    places.release();
  }
}
