/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/**
 * Tenants for a listener that handles events sequentially in its own thread: it has handled all
 * earlier events once it looks up the tenant of the last one.
 */
public final class EventDrainTenantRegistry implements TenantRegistry {

  private static final String SENTINEL = "ten_sentinel";
  private static final long PATIENCE_SECONDS = 30;

  private final TenantRegistry tenants;
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  /** Wraps these tenants and adds an unused one. */
  public EventDrainTenantRegistry(TenantRegistry tenants) {
    this.tenants = tenants;
  }

  /**
   * Waits until the listener has handled all earlier events.
   *
   * @param like an event that makes it look up the tenant
   */
  public void await(DomainEventListener listener, DomainEvent like) {
    listener.onEvent(new DomainEvent(like.type(), SENTINEL, like.id()));
    try {
      if (asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
        throw new AssertionError("the listener did not finish");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public Optional<TenantContext> findActive(String slug) {
    return tenants.findActive(slug);
  }

  @Override
  public Optional<TenantContext> findActiveById(String tenantId) {
    if (tenantId.equals(SENTINEL)) {
      asked.add(tenantId);
    }
    return tenants.findActiveById(tenantId);
  }

  @Override
  public Optional<TenantContext> findById(String tenantId) {
    return findActiveById(tenantId).or(() -> tenants.findById(tenantId));
  }
}
