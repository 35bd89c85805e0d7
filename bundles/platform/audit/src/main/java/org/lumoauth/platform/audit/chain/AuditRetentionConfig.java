package org.lumoauth.platform.audit.chain;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.audit.cfg}. */
@ObjectClassDefinition(name = "LumoAuth audit records")
@interface AuditRetentionConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.audit";

  @AttributeDefinition(description = "Whether records are deleted when their retention is over.")
  boolean deleteRecords() default true;

  @AttributeDefinition(
      description =
          "The retention in days, of tenants without one of their own and of the platform.")
  int retentionDays() default AuditRetentionLimits.DEFAULT_DAYS;

  @AttributeDefinition(description = "The shortest retention in days that a tenant can set.")
  int minRetentionDays() default AuditRetentionLimits.DEFAULT_MIN_DAYS;
}
