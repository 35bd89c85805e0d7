/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The operator's settings for the retention of audit records. */
@Component(
    service = OperatorAuditRetentionSettings.class,
    configurationPid = AuditRetentionConfig.PID)
@Designate(ocd = AuditRetentionConfig.class)
public final class OperatorAuditRetentionSettings {

  /** The maximum retention period in days. */
  public static final int MAX_DAYS = 3650;

  static final int DEFAULT_DAYS = 400;
  static final int DEFAULT_MIN_DAYS = 90;

  private record AuditRetentionValues(boolean deletes, int days, int minDays) {}

  private volatile AuditRetentionValues values;

  @Activate
  public OperatorAuditRetentionSettings(AuditRetentionConfig config) {
    modified(config);
  }

  private OperatorAuditRetentionSettings(AuditRetentionValues values) {
    this.values = values;
  }

  /** Returns limits with these values. */
  public static OperatorAuditRetentionSettings of(boolean deletes, int days, int minDays) {
    return new OperatorAuditRetentionSettings(new AuditRetentionValues(deletes, days, minDays));
  }

  @Modified
  void modified(AuditRetentionConfig config) {
    int min = between(1, config.minRetentionDays(), MAX_DAYS);
    values =
        new AuditRetentionValues(
            config.deleteRecords(), between(min, config.retentionDays(), MAX_DAYS), min);
  }

  private static int between(int min, int value, int max) {
    return Math.max(min, Math.min(value, max));
  }

  /** Returns whether records are deleted after their retention period. */
  public boolean deletesRecords() {
    return values.deletes();
  }

  /** Returns the default retention period in days. */
  public int days() {
    return values.days();
  }

  /** Returns the minimum retention period in days that a tenant can set. */
  public int minDays() {
    return values.minDays();
  }
}
