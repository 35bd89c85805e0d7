/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.audit.cfg}. */
@ObjectClassDefinition(name = "LumoAuth audit records")
@interface AuditRetentionConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.audit";

  @AttributeDefinition(description = "Whether records are deleted after their retention period.")
  boolean deleteRecords() default true;

  @AttributeDefinition(
      description =
          "The retention period in days, for the platform and for tenants without " + "their own.")
  int retentionDays() default OperatorAuditRetentionSettings.DEFAULT_DAYS;

  @AttributeDefinition(description = "The minimum retention period in days that a tenant can set.")
  int minRetentionDays() default OperatorAuditRetentionSettings.DEFAULT_MIN_DAYS;
}
