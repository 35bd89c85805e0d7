package org.lumoauth.oauth.ciba.notify;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off what is due, beside the requests: people and clients apart, so that a client that does
 * not answer keeps nobody from being asked. What it did not finish is in the database.
 */
@Component(
    service = {Wake.class, TenantDataOwner.class},
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-ciba"})
public final class Worker implements Wake, TenantDataOwner {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long PAUSE_SECONDS = 2;
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;

  private final Tasks tasks;
  private final TaskRunner runner;
  private final Turn asking = new Turn(this::ask, Worker::failed);
  private final Turn telling = new Turn(this::tell, Worker::failed);
  private final ScheduledExecutorService people;
  private final ScheduledExecutorService clients;
  private final ExecutorService senders;

  @Activate
  public Worker(@Reference Tasks tasks, @Reference TaskRunner runner) {
    this.tasks = tasks;
    this.runner = runner;
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "lumoauth-ciba");
          thread.setDaemon(true);
          return thread;
        };
    this.people = Executors.newSingleThreadScheduledExecutor(threads);
    this.clients = Executors.newSingleThreadScheduledExecutor(threads);
    this.senders = Executors.newFixedThreadPool(AT_ONCE, threads);
    people.scheduleWithFixedDelay(asking, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    clients.scheduleWithFixedDelay(telling, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    people.shutdown();
    clients.shutdown();
    senders.shutdown();
  }

  @Override
  public void wake() {
    try {
      people.execute(asking);
      clients.execute(telling);
    } catch (RejectedExecutionException e) {
      LOG.debug("ciba.stopped");
    }
  }

  @Override
  public void erase(String tenantId) {
    tasks.erase(tenantId);
  }

  private void ask() {
    runner.due(Tasks.Kind.ASK, BATCH).forEach(this::attempt);
  }

  private void tell() {
    try {
      List<Future<?>> running =
          runner.due(Tasks.Kind.TELL, BATCH).stream()
              .<Future<?>>map(task -> senders.submit(() -> attempt(task)))
              .toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      failed(e);
    }
  }

  private static void failed(Throwable e) { // what is due stays due
    LOG.warn("ciba.work-failed: tried again in {} seconds", PAUSE_SECONDS, e);
  }

  private void attempt(Tasks.Task task) {
    try {
      runner.attempt(task);
    } catch (RuntimeException e) { // claimed: due again after its pause
      LOG.warn("ciba.task-failed: kind={} request={}", task.kind(), task.requestId(), e);
    }
  }
}
