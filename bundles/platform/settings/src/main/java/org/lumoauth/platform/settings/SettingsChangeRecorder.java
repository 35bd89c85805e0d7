/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes changes to other modules and records them with old and new values. */
@Component(service = SettingsChangeRecorder.class)
public final class SettingsChangeRecorder {

  /** The actions of audit records. */
  enum SettingsAuditAction {
    CHANGED("settings.changed", "Settings were changed."),
    SECURITY_CHANGED(
        "settings.security-changed", "Settings that control permissions were changed.");

    private final String wireName;
    private final String message;

    SettingsAuditAction(String wireName, String message) {
      this.wireName = wireName;
      this.message = message;
    }

    static SettingsAuditAction of(TenantSettingOverrideCache.SettingChange change) {
      return change.permission().equals(TenantSettingsSection.SETTINGS_WRITE)
          ? CHANGED
          : SECURITY_CHANGED;
    }
  }

  private record SettingsAuditEntry(String section, SettingsAuditAction action) {}

  /** The display value of a stored secret. */
  public static final Map<String, Object> CONFIGURED = Map.of("configured", true, "redacted", true);

  /** The display value of a secret that is not set. */
  public static final Map<String, Object> NOT_CONFIGURED =
      Map.of("configured", false, "redacted", true);

  /**
   * Longer texts are recorded by their hash only, because the audit log must not store documents.
   */
  private static final int LONG = 4_000;

  private final AuditLog audit;
  private final DomainEventPublisher events;

  @Activate
  public SettingsChangeRecorder(@Reference AuditLog audit, @Reference DomainEventPublisher events) {
    this.audit = audit;
    this.events = events;
  }

  /**
   * Publishes and records changes.
   *
   * @param before the previous effective values, whether set by the tenant or not
   * @param after the new effective values
   */
  void changed(
      TenantContext tenant,
      List<TenantSettingOverrideCache.SettingChange> changes,
      Map<TenantSettingOverrideCache.SettingName, Object> before,
      Map<TenantSettingOverrideCache.SettingName, Object> after,
      AuditInitiator by) {
    Map<SettingsAuditEntry, Map<String, Object>> entries = new LinkedHashMap<>();
    for (var change : changes) {
      var difference = new LinkedHashMap<String, Object>();
      difference.put("old", shown(before.get(change.name()), change.secret()));
      difference.put("new", shown(after.get(change.name()), change.secret()));
      entries
          .computeIfAbsent(
              new SettingsAuditEntry(change.name().section(), SettingsAuditAction.of(change)),
              entry -> new TreeMap<>())
          .put(change.name().setting(), difference);
    }
    entries.keySet().stream()
        .map(SettingsAuditEntry::section)
        .distinct()
        .sorted()
        .forEach(
            section ->
                events.publish(new DomainEvent(SettingsStore.CHANGED, tenant.id(), section)));
    entries.forEach((entry, difference) -> record(tenant, entry, difference, by));
  }

  private void record(
      TenantContext tenant,
      SettingsAuditEntry entry,
      Map<String, Object> difference,
      AuditInitiator by) {
    audit.record(
        tenant.id(),
        by.auditEvent(
            entry.action().wireName,
            new AuditEvent.AuditTarget("settings", entry.section(), Optional.empty()),
            entry.action().message,
            difference));
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object shown(Object value, boolean secret) {
    if (secret) {
      return value == null || value.equals("") ? NOT_CONFIGURED : CONFIGURED;
    }
    if (value instanceof String text && text.length() > LONG) {
      return Map.of("characters", text.length(), "sha256", sha256(text));
    }
    return value == null ? "" : value;
  }
}
