/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.audit.files.SettingsFileHashStore.SettingsFileDifference;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records {@code settings.file-changed} in the platform's audit log when keys or values of a
 * settings file in {@code etc/} differ from the last recorded state. Records names of keys, never
 * values. Checks every second, as often as the server applies changed files, except while a disk
 * has too little free space: a failed record would start an outage of the audit log.
 */
@Component(service = SettingsFileChangeRecorder.class, immediate = true)
public final class SettingsFileChangeRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFileChangeRecorder.class);
  private static final AuditInitiator ACTOR = AuditInitiator.server("settings-files");

  private final AuditLog log;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          DaemonThreadFactory.named("lumoauth-settings-files"));
  private boolean isFailing;

  @Reference(
      target = "(lumoauth.name=disk-space)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ReadinessProbe disk;

  @Activate
  public SettingsFileChangeRecorder(BundleContext context, @Reference AuditLog log) {
    this.log = log;
    String folder = context.getProperty("karaf.etc");
    String data = context.getProperty("karaf.data");
    if (folder != null && data != null) {
      var ledger = new SettingsFileHashStore(Path.of(data, "settings-files.properties"));
      var comparison = new SettingsFileComparator(Path.of(folder), ledger, this::record);
      Future<?> unused =
          timer.scheduleWithFixedDelay(() -> look(comparison), 0, 1, TimeUnit.SECONDS);
    }
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
  }

  private void look(SettingsFileComparator comparison) {
    ReadinessProbe space = disk;
    if (space != null && space.findUnreadyReason().isPresent()) {
      return;
    }
    try {
      comparison.compareAll();
      isFailing = false;
    } catch (IOException | RuntimeException e) { // retried at the next check
      if (!isFailing) {
        LOG.warn("settings_files_unrecorded reason={}", e.toString());
      }
      isFailing = true;
    }
  }

  private void record(String file, SettingsFileDifference difference) {
    log.requireWritable();
    log.record(AuditLog.PLATFORM, event(file, difference));
    LOG.info(
        "settings_file_changed file={} added={} changed={} removed={}",
        file,
        difference.added(),
        difference.changed(),
        difference.removed());
  }

  static AuditEvent event(String file, SettingsFileDifference difference) {
    String pid = pid(file);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("file", "etc/" + file);
    List<String> parts = new ArrayList<>();
    add(parts, details, "added", difference.added());
    add(parts, details, "changed", difference.changed());
    add(parts, details, "removed", difference.removed());
    return ACTOR.auditEvent(
        "settings.file-changed",
        new AuditEvent.AuditTarget("settings-file", pid, Optional.of(pid)),
        "Settings of %s differ: %s.".formatted(pid, String.join("; ", parts)),
        details);
  }

  private static void add(
      List<String> parts, Map<String, Object> details, String what, Set<String> keys) {
    if (!keys.isEmpty()) {
      parts.add(what + " " + String.join(", ", keys));
      details.put(what, List.copyOf(keys));
    }
  }

  /**
   * Returns the PID of the configuration. A name with a hyphen belongs to a factory configuration.
   */
  private static String pid(String file) {
    return file.substring(0, file.lastIndexOf('.')).replaceFirst("-", "~");
  }
}
