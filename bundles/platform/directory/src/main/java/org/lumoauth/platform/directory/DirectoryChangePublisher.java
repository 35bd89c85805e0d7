/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.directory.user.UserAccount;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes changes: durably to the audit log, and immediately to the other modules. */
@Component(service = DirectoryChangePublisher.class)
public final class DirectoryChangePublisher {

  private final AuditLog audit;
  private final DomainEventPublisher events;

  @Activate
  public DirectoryChangePublisher(
      @Reference AuditLog audit, @Reference DomainEventPublisher events) {
    this.audit = audit;
    this.events = events;
  }

  /**
   * Prepares an outbox event for a change that removes a user's access, to be stored with that
   * change.
   */
  public OutboxEvents announce(TenantContext tenant, String type, String id) {
    return events.prepare(new DomainEvent(type, tenant.id(), id));
  }

  /** Returns an empty set of outbox events. */
  public OutboxEvents emptyAnnouncement() {
    return events.prepare();
  }

  /** Publishes a change to the other modules and to the caches of this module. */
  public void publish(TenantContext tenant, String type, String id) {
    events.publish(new DomainEvent(type, tenant.id(), id));
  }

  /** Records an audit event about a user. Returns once it is durable. */
  public void record(
      TenantContext tenant,
      String action,
      UserAccount user,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    record(tenant, action, PrivilegeHolder.of(user).target(), message, by, details);
  }

  /** Records an audit event about a group. Returns once it is durable. */
  public void record(
      TenantContext tenant,
      String action,
      UserGroup group,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    record(tenant, action, PrivilegeHolder.of(group).target(), message, by, details);
  }

  /** Records an audit event about a user or a group. Returns once it is durable. */
  public void record(
      TenantContext tenant,
      String action,
      AuditEvent.AuditTarget target,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    audit.record(tenant.id(), by.auditEvent(action, target, message, details));
  }
}
