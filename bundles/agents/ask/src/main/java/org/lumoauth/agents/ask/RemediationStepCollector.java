/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lumoauth.api.agent.DenialRemediationProvider;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects remediation steps from the modules that provide them. All providers run in parallel. A
 * provider that is late or fails is skipped; a late one finishes in its own thread of a small pool.
 */
@Component(service = RemediationStepCollector.class)
public final class RemediationStepCollector {

  private static final Logger LOG = LoggerFactory.getLogger(RemediationStepCollector.class);
  private static final int THREADS = 16;
  private static final int IDLE_SECONDS = 30;
  private static final int MAX_OF_ONE = 3;

  private final ProviderTracker<DenialRemediationProvider> sources;
  private final ExecutorService threads;

  @Activate
  public RemediationStepCollector(@Reference ProviderRegistry providers) {
    this(providers, threads());
  }

  /**
   * Creates the collector with the threads for its providers. A provider that the executor rejects
   * is skipped.
   */
  RemediationStepCollector(ProviderRegistry providers, ExecutorService threads) {
    this.sources = providers.track(DenialRemediationProvider.class);
    this.threads = threads;
  }

  private static ExecutorService threads() {
    return new ThreadPoolExecutor(
        0,
        THREADS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        DaemonThreadFactory.named("lumoauth-ask-steps"));
  }

  @Deactivate
  void close() {
    sources.close();
    threads.shutdown();
  }

  /**
   * The collected steps.
   *
   * @param steps the steps
   * @param whole whether every module answered; if false, there may be more steps
   */
  record CollectedRemediations(List<RemediationStep> steps, boolean whole) {}

  /**
   * Returns the steps that the modules return before the deadline.
   *
   * @param end the deadline, as {@link System#nanoTime}
   */
  CollectedRemediations collect(
      TenantContext tenant, AccessQuestion asked, Decision denial, long end) {
    List<Future<List<RemediationStep>>> answers = new ArrayList<>();
    for (var lease : sources.leaseAvailable()) {
      answers.add(start(lease, tenant, asked, denial));
    }
    List<RemediationStep> steps = new ArrayList<>();
    boolean whole = true;
    for (var answer : answers) {
      var heard = wait(answer, end);
      heard.ifPresent(steps::addAll);
      whole &= heard.isPresent();
    }
    return new CollectedRemediations(steps, whole);
  }

  private Future<List<RemediationStep>> start(
      ServiceLease<DenialRemediationProvider> lease,
      TenantContext tenant,
      AccessQuestion asked,
      Decision denial) {
    var task =
        new FutureTask<List<RemediationStep>>(
            () -> {
              try (lease) {
                return lease
                    .get()
                    .findRemediations(tenant, asked.caller(), asked.question(), denial);
              }
            });
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      lease.close();
      task.cancel(false);
      LOG.warn("ask.steps.busy source={}", lease.name());
    }
    return task;
  }

  /** Waits for a provider; empty if it did not answer in time. */
  private static Optional<List<RemediationStep>> wait(
      Future<List<RemediationStep>> answer, long end) {
    if (answer.isCancelled()) {
      return Optional.empty();
    }
    try {
      var steps = answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      return Optional.of(steps.stream().limit(MAX_OF_ONE).toList());
    } catch (TimeoutException e) {
      LOG.warn("ask.steps.late");
    } catch (ExecutionException e) {
      LOG.warn("ask.steps.failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
