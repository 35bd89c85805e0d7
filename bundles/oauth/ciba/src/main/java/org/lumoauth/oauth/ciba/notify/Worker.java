package org.lumoauth.oauth.ciba.notify;

import java.time.Duration;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.SideBySide;
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
  private final BackgroundWork people = new BackgroundWork("lumoauth-ciba");
  private final BackgroundWork clients = new BackgroundWork("lumoauth-ciba");
  private final SideBySide senders = new SideBySide("lumoauth-ciba", AT_ONCE);

  @Activate
  public Worker(@Reference Tasks tasks, @Reference TaskRunner runner) {
    this.tasks = tasks;
    this.runner = runner;
    people.every(Duration.ofSeconds(PAUSE_SECONDS), asking);
    clients.every(Duration.ofSeconds(PAUSE_SECONDS), telling);
  }

  @Deactivate
  void stop() {
    people.close();
    clients.close();
    senders.close();
  }

  @Override
  public void wake() {
    people.soon(asking);
    clients.soon(telling);
  }

  @Override
  public void erase(String tenantId) {
    tasks.erase(tenantId);
  }

  private void ask() {
    runner.due(Tasks.Kind.ASK, BATCH).forEach(this::attempt);
  }

  private void tell() {
    senders.all(
        runner.due(Tasks.Kind.TELL, BATCH).stream()
            .<Runnable>map(task -> () -> attempt(task))
            .toList(),
        Worker::failed);
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
