package org.lumoauth.agents.jit;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what people said as soon as they said it. What is missed here is seen when asked. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=jit-approvals"})
public final class ApprovalAnswers implements DomainEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(ApprovalAnswers.class);

  private final Requests requests;
  private final TenantRegistry tenants;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "lumoauth-jit");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public ApprovalAnswers(@Reference Requests requests, @Reference TenantRegistry tenants) {
    this.requests = requests;
    this.tenants = tenants;
  }

  @Deactivate
  void close() {
    worker.shutdown();
  }

  @Override
  public void on(DomainEvent event) {
    if (!event.type().equals(Approvals.ANSWERED)) {
      return;
    }
    try {
      worker.execute(() -> settle(event));
    } catch (RejectedExecutionException e) {
      LOG.debug("jit.stopped");
    }
  }

  private void settle(DomainEvent event) {
    try {
      tenants.activeById(event.tenantId()).ifPresent(tenant -> requests.settle(tenant, event.id()));
    } catch (RuntimeException e) { // it is settled when the agent asks
      LOG.warn("jit.not-settled: approval={}", event.id(), e);
    }
  }
}
