package org.lumoauth.oauth.ciba.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.oauth.ciba.state.Asked;
import org.lumoauth.oauth.ciba.state.AskedRequests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does what is due, again after growing pauses where it did not work, a few times at the most. */
@Component(service = TaskRunner.class)
public final class TaskRunner {

  /** The pauses after each attempt; there is none after the last. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));

  /** How long an attempt may take before another node makes the next. */
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final Tasks tasks;
  private final AskedRequests requests;
  private final TenantRegistry tenants;
  private final PersonNotices people;
  private final ClientNotices clients;

  @Activate
  public TaskRunner(
      @Reference Tasks tasks,
      @Reference AskedRequests requests,
      @Reference TenantRegistry tenants,
      @Reference PersonNotices people,
      @Reference ClientNotices clients) {
    this.tasks = tasks;
    this.requests = requests;
    this.tenants = tenants;
    this.people = people;
    this.clients = clients;
  }

  /** What is due now of a kind. */
  public List<Tasks.Task> due(Tasks.Kind kind, int limit) {
    return tasks.due(kind, requests.now(), limit);
  }

  /** Tries one, if nobody else does. */
  public void attempt(Tasks.Task task) {
    Instant now = requests.now();
    boolean last = task.attempts() >= PAUSES.size();
    Duration pause = PAUSES.get(Math.min(task.attempts(), PAUSES.size() - 1));
    if (!tasks.claim(task, now.plus(pause).plus(ATTEMPT))) {
      return;
    }
    Optional<TenantContext> tenant = tenants.activeById(task.tenantId());
    Optional<Asked> asked =
        tenant.flatMap(of -> requests.find(of, task.requestId())).map(Entry::value);
    if (asked.isEmpty() || done(tenant.get(), asked.get(), task, now, last)) {
      tasks.remove(task);
    }
  }

  private boolean done(
      TenantContext tenant, Asked asked, Tasks.Task task, Instant now, boolean last) {
    if (task.kind() == Tasks.Kind.TELL) {
      return clients.tell(tenant, asked, task, now, last);
    }
    if (asked.open(now)) {
      people.ask(tenant, asked);
    }
    return true;
  }
}
