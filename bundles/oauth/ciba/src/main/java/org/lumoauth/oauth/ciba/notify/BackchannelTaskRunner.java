/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.oauth.ciba.state.BackchannelRequestStore;

/** Runs due tasks and retries failed tasks a few times with increasing delays. */
public final class BackchannelTaskRunner {

  /** The delays after each attempt; after the last attempt the task is dropped. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));

  /** How long an attempt may take before another node retries. */
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final BackchannelTaskStore tasks;
  private final BackchannelRequestStore requests;
  private final TenantRegistry tenants;
  private final UserPromptNotifier people;
  private final ClientNotificationSender clients;

  public BackchannelTaskRunner(
      BackchannelTaskStore tasks,
      BackchannelRequestStore requests,
      TenantRegistry tenants,
      UserPromptNotifier people,
      ClientNotificationSender clients) {
    this.tasks = tasks;
    this.requests = requests;
    this.tenants = tenants;
    this.people = people;
    this.clients = clients;
  }

  /** Returns the due tasks of a type. */
  public List<BackchannelTaskStore.BackchannelTask> findDue(
      BackchannelTaskStore.BackchannelTaskType kind, int limit) {
    return tasks.findDue(kind, requests.now(), limit);
  }

  /** Attempts a task, unless another node has claimed it. */
  public void attempt(BackchannelTaskStore.BackchannelTask task) {
    Instant now = requests.now();
    boolean last = task.attempts() >= PAUSES.size();
    Duration pause = PAUSES.get(Math.min(task.attempts(), PAUSES.size() - 1));
    if (!tasks.claim(task, now.plus(pause).plus(ATTEMPT))) {
      return;
    }
    Optional<TenantContext> tenant = tenants.findActiveById(task.tenantId());
    Optional<BackchannelRequest> asked =
        tenant.flatMap(of -> requests.find(of, task.requestId())).map(ShortLivedRecord::value);
    if (asked.isEmpty() || done(tenant.get(), asked.get(), task, now, last)) {
      tasks.remove(task);
    }
  }

  private boolean done(
      TenantContext tenant,
      BackchannelRequest asked,
      BackchannelTaskStore.BackchannelTask task,
      Instant now,
      boolean last) {
    if (task.kind() == BackchannelTaskStore.BackchannelTaskType.TELL) {
      return clients.notifyClient(tenant, asked, task, now, last);
    }
    if (asked.isOpen(now)) {
      people.notifyUser(tenant, asked);
    }
    return true;
  }
}
