package org.lumoauth.platform.directory;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of changes: the audit log durably, the other modules at once. */
@Component(service = DirectoryChangeRecorder.class)
public final class DirectoryChangeRecorder {
  static final String SUBJECT_CHANGED = "subject.changed";
  static final String SUBJECT_DISABLED = "subject.disabled";
  static final String SUBJECT_DELETED = "subject.deleted";
  static final String PASSWORD_CHANGED = "user.password-changed";
  static final String GROUPS_CHANGED = "groups.changed";

  private final AuditLog audit;
  private final DomainEventPublisher events;

  @Activate
  public DirectoryChangeRecorder(
      @Reference AuditLog audit, @Reference DomainEventPublisher events) {
    this.audit = audit;
    this.events = events;
  }

  /** Prepares to tell of what ends a user's power; to be written down with that change. */
  OutboxEvents announce(TenantContext tenant, String type, String id) {
    return events.prepare(new DomainEvent(type, tenant.id(), id));
  }

  /** Prepares to tell nothing. */
  OutboxEvents emptyAnnouncement() {
    return events.prepare();
  }

  /** Tells the other modules, and this one's memory, of a change. */
  void publish(TenantContext tenant, String type, String id) {
    events.publish(new DomainEvent(type, tenant.id(), id));
  }

  /** Writes of a user and returns when that is durable. */
  void record(
      TenantContext tenant,
      String action,
      UserAccount user,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    record(tenant, action, PrivilegeHolder.of(user).target(), message, by, details);
  }

  /** Writes of a group and returns when that is durable. */
  void record(
      TenantContext tenant,
      String action,
      UserGroup group,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    record(tenant, action, PrivilegeHolder.of(group).target(), message, by, details);
  }

  /** Writes of a user or a group and returns when that is durable. */
  void record(
      TenantContext tenant,
      String action,
      AuditEvent.AuditTarget target,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    audit.record(tenant.id(), by.auditEvent(action, target, message, details));
  }
}
