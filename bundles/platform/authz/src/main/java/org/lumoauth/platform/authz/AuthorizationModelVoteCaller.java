/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates a model and always returns a vote: an exception, a missing vote and a timeout are
 * failures. A model that declares that it does not apply to a request is not evaluated.
 *
 * <p>A model that answers from memory is evaluated in the caller's thread; its time is measured and
 * a late vote is discarded, but a call that never returns cannot be stopped. Every other model is
 * evaluated in a separate thread and abandoned at the timeout. A model that blocks so often that
 * all its concurrent calls are used up fails immediately until one of them returns.
 */
final class AuthorizationModelVoteCaller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuthorizationModelVoteCaller.class);
  private static final String ABSENT = "module_unavailable";
  private static final Optional<String> TRY_AGAIN =
      Optional.of(
          "Try again. If the error persists, the operator finds the cause in the "
              + "server's log.");

  private static final AuthorizationVote UNCONCERNED =
      AuthorizationVote.notApplicable(
          DecisionReason.of(
              "not_concerned", "The model does not apply to such requests.", Map.of()),
          Optional.empty());

  private final Set<String> inline;
  private final Duration timeout;
  private final int callsPerModel;
  private final ExecutorService threads;
  private final Map<String, Semaphore> placesByModel = new ConcurrentHashMap<>();

  AuthorizationModelVoteCaller(Set<String> inline, Duration timeout, int callsPerModel) {
    if (timeout.isNegative() || timeout.isZero() || callsPerModel < 1) {
      throw new IllegalArgumentException("voteTimeoutMillis and callsPerModel must be at least 1");
    }
    this.inline = Set.copyOf(inline);
    this.timeout = timeout;
    this.callsPerModel = callsPerModel;
    this.threads =
        Executors.newCachedThreadPool(DaemonThreadFactory.named("lumoauth-authorization-model"));
  }

  /**
   * Evaluates a model.
   *
   * @return its vote, or a vote that reports its failure
   * @throws ApiException 503 {@code module_unavailable} if a module that the model requires is
   *     unavailable
   */
  AuthorizationVote ask(
      LeasedAuthorizationModel model, TenantContext tenant, DecisionRequest question) {
    if (!model.concerns(question)) {
      return UNCONCERNED;
    }
    return inline.contains(model.name())
        ? askHere(model.name(), model.model(), tenant, question)
        : askElsewhere(model, tenant, question);
  }

  private AuthorizationVote askHere(
      String name, AuthorizationModel model, TenantContext tenant, DecisionRequest question) {
    long start = System.nanoTime();
    AuthorizationVote vote;
    try {
      vote = model.vote(tenant, question);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      return threw(name, tenant, e);
    }
    if (System.nanoTime() - start > timeout.toNanos()) {
      return late(name, tenant);
    }
    return vote == null ? silent(name, tenant) : vote;
  }

  private AuthorizationVote askElsewhere(
      LeasedAuthorizationModel model, TenantContext tenant, DecisionRequest question) {
    var places = placesByModel.computeIfAbsent(model.name(), name -> new Semaphore(callsPerModel));
    if (!places.tryAcquire()) {
      return overloaded(model.name(), tenant);
    }
    model.retain();
    var call = new AsyncAuthorizationModelCall(model, tenant, question, places);
    try {
      threads.execute(call);
    } catch (RuntimeException | OutOfMemoryError e) {
      model.release();
      places.release();
      return threw(model.name(), tenant, e);
    }
    return await(call, model.name(), tenant);
  }

  private AuthorizationVote await(
      AsyncAuthorizationModelCall call, String name, TenantContext tenant) {
    try {
      var vote = call.voteFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return vote == null ? silent(name, tenant) : vote;
    } catch (TimeoutException e) {
      call.abandon();
      return late(name, tenant);
    } catch (ExecutionException e) {
      return threw(name, tenant, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.abandon();
      return threw(name, tenant, e);
    }
  }

  /**
   * A model with a missing module has not failed: it cannot be evaluated, so there is no decision.
   */
  private static AuthorizationVote threw(String name, TenantContext tenant, Throwable cause) {
    if (cause instanceof ApiException problem && problem.code().equals(ABSENT)) {
      LOG.warn("authorization_model_lacks_a_module model={} {}", name, problem.getMessage());
      throw problem;
    }
    LOG.error("authorization_model_failed model={} tenant={}", name, tenant.id(), cause);
    return failed(name, "exception", "failed");
  }

  private static AuthorizationVote late(String name, TenantContext tenant) {
    LOG.error("authorization_model_late model={} tenant={}", name, tenant.id());
    return failed(name, "timeout", "did not answer in time");
  }

  private static AuthorizationVote silent(String name, TenantContext tenant) {
    LOG.error("authorization_model_silent model={} tenant={}", name, tenant.id());
    return failed(name, "no_vote", "returned no vote");
  }

  private static AuthorizationVote overloaded(String name, TenantContext tenant) {
    LOG.error("authorization_model_overloaded model={} tenant={}", name, tenant.id());
    return failed(name, "overloaded", "has too many unfinished calls");
  }

  private static AuthorizationVote failed(String name, String problem, String what) {
    var reason =
        DecisionReason.of(
            "model_failed",
            "The authorization model " + name + " " + what + ", so the request is denied.",
            Map.of("model", name, "problem", problem));
    return new AuthorizationVote(AuthorizationVote.VoteOutcome.FAILED, reason, TRY_AGAIN);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
