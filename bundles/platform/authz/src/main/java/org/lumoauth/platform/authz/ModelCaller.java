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
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.module.DaemonThreads;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a model and always has a vote: what it throws, no answer, and an answer that comes too late
 * are failures. A model that says of itself that it has nothing to do with a question is not asked.
 *
 * <p>A model that is known to answer from memory is asked in the caller's thread; its time is
 * measured, and a late answer is thrown away, but nothing can end a call that never returns. Every
 * other model is asked in a thread of its own and given up in time. A model that hangs so often
 * that its places are used up fails at once until one of its calls returns.
 */
final class ModelCaller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelCaller.class);
  private static final String ABSENT = "module_unavailable";
  private static final Optional<String> TRY_AGAIN =
      Optional.of("Try again; if it goes on, the operator finds the cause in the server's log.");

  private static final Vote UNCONCERNED =
      Vote.notApplicable(
          Reason.of("not_concerned", "The model is not about such questions.", Map.of()),
          Optional.empty());

  private final Set<String> inline;
  private final Duration timeout;
  private final int callsPerModel;
  private final ExecutorService threads;
  private final Map<String, Semaphore> placesByModel = new ConcurrentHashMap<>();

  ModelCaller(Set<String> inline, Duration timeout, int callsPerModel) {
    if (timeout.isNegative() || timeout.isZero() || callsPerModel < 1) {
      throw new IllegalArgumentException("voteTimeoutMillis and callsPerModel start at 1");
    }
    this.inline = Set.copyOf(inline);
    this.timeout = timeout;
    this.callsPerModel = callsPerModel;
    this.threads =
        Executors.newCachedThreadPool(DaemonThreads.named("lumoauth-authorization-model"));
  }

  /**
   * Asks a model.
   *
   * @return its vote, or one that says that it failed
   * @throws Problem 503 {@code module_unavailable} if it lacks a module that it cannot vote without
   */
  Vote ask(HeldModel model, TenantContext tenant, Question question) {
    if (!model.concerns(question)) {
      return UNCONCERNED;
    }
    return inline.contains(model.name())
        ? askHere(model.name(), model.model(), tenant, question)
        : askElsewhere(model, tenant, question);
  }

  private Vote askHere(
      String name, AuthorizationModel model, TenantContext tenant, Question question) {
    long start = System.nanoTime();
    Vote vote;
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

  private Vote askElsewhere(HeldModel model, TenantContext tenant, Question question) {
    var places = placesByModel.computeIfAbsent(model.name(), name -> new Semaphore(callsPerModel));
    if (!places.tryAcquire()) {
      return overloaded(model.name(), tenant);
    }
    model.retain();
    var call = new IsolatedCall(model, tenant, question, places);
    try {
      threads.execute(call);
    } catch (RuntimeException | OutOfMemoryError e) {
      model.release();
      places.release();
      return threw(model.name(), tenant, e);
    }
    return await(call, model.name(), tenant);
  }

  private Vote await(IsolatedCall call, String name, TenantContext tenant) {
    try {
      var vote = call.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return vote == null ? silent(name, tenant) : vote;
    } catch (TimeoutException e) {
      call.giveUp();
      return late(name, tenant);
    } catch (ExecutionException e) {
      return threw(name, tenant, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.giveUp();
      return threw(name, tenant, e);
    }
  }

  /** A model that lacks a module has not failed: it cannot be asked, and so nothing is decided. */
  private static Vote threw(String name, TenantContext tenant, Throwable cause) {
    if (cause instanceof Problem problem && problem.code().equals(ABSENT)) {
      LOG.warn("authorization_model_lacks_a_module model={} {}", name, problem.getMessage());
      throw problem;
    }
    LOG.error("authorization_model_failed model={} tenant={}", name, tenant.id(), cause);
    return failed(name, "exception", "failed");
  }

  private static Vote late(String name, TenantContext tenant) {
    LOG.error("authorization_model_late model={} tenant={}", name, tenant.id());
    return failed(name, "timeout", "did not answer in time");
  }

  private static Vote silent(String name, TenantContext tenant) {
    LOG.error("authorization_model_silent model={} tenant={}", name, tenant.id());
    return failed(name, "no_vote", "gave no vote");
  }

  private static Vote overloaded(String name, TenantContext tenant) {
    LOG.error("authorization_model_overloaded model={} tenant={}", name, tenant.id());
    return failed(name, "overloaded", "has too many calls that it has not answered");
  }

  private static Vote failed(String name, String problem, String what) {
    var reason =
        Reason.of(
            "model_failed",
            "The authorization model " + name + " " + what + ", so the answer is no.",
            Map.of("model", name, "problem", problem));
    return new Vote(Vote.Outcome.FAILED, reason, TRY_AGAIN);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
