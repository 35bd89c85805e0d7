/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.time.Duration;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.oauth.ciba.state.BackchannelRequestStore;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.lumoauth.support.concurrent.BoundedExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs due tasks in the background: users and clients are processed separately, so that an
 * unresponsive client does not delay notifications to users. Unfinished tasks remain in the
 * database.
 */
@Component(service = CibaWakeSignal.class)
public final class CibaNotificationWorker implements CibaWakeSignal {

  private static final Logger LOG = LoggerFactory.getLogger(CibaNotificationWorker.class);
  private static final long PAUSE_SECONDS = 2;
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;

  private final BackchannelTaskRunner runner;
  private final ResilientScheduledTask asking =
      new ResilientScheduledTask(this::ask, CibaNotificationWorker::failed);
  private final ResilientScheduledTask telling =
      new ResilientScheduledTask(this::tell, CibaNotificationWorker::failed);
  private final BackgroundTaskRunner people = new BackgroundTaskRunner("lumoauth-ciba");
  private final BackgroundTaskRunner clients = new BackgroundTaskRunner("lumoauth-ciba");
  private final BoundedExecutor senders = new BoundedExecutor("lumoauth-ciba", AT_ONCE);

  @Activate
  public CibaNotificationWorker(
      @Reference BackchannelTaskStore tasks,
      @Reference BackchannelRequestStore requests,
      @Reference TenantRegistry tenants,
      @Reference UserPromptNotifier prompts,
      @Reference ClientNotificationSender notifications) {
    this.runner = new BackchannelTaskRunner(tasks, requests, tenants, prompts, notifications);
    people.scheduleRepeating(Duration.ofSeconds(PAUSE_SECONDS), asking);
    clients.scheduleRepeating(Duration.ofSeconds(PAUSE_SECONDS), telling);
  }

  @Deactivate
  void stop() {
    people.close();
    clients.close();
    senders.close();
  }

  @Override
  public void wake() {
    people.submit(asking);
    clients.submit(telling);
  }

  private void ask() {
    runner.findDue(BackchannelTaskStore.BackchannelTaskType.ASK, BATCH).forEach(this::attempt);
  }

  private void tell() {
    senders.runAll(
        runner.findDue(BackchannelTaskStore.BackchannelTaskType.TELL, BATCH).stream()
            .<Runnable>map(task -> () -> attempt(task))
            .toList(),
        CibaNotificationWorker::failed);
  }

  private static void failed(Throwable e) { // due tasks remain due
    LOG.warn("ciba.work-failed: tried again in {} seconds", PAUSE_SECONDS, e);
  }

  private void attempt(BackchannelTaskStore.BackchannelTask task) {
    try {
      runner.attempt(task);
    } catch (RuntimeException e) { // already claimed: due again after its delay
      LOG.warn("ciba.task-failed: kind={} request={}", task.kind(), task.requestId(), e);
    }
  }
}
