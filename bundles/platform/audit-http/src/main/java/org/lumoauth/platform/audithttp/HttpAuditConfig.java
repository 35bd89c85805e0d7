package org.lumoauth.platform.audithttp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the HTTP sink. */
@ObjectClassDefinition(name = "LumoAuth audit records to an HTTP receiver")
@interface HttpAuditConfig {

  /** The configuration's name. */
  String PID = "org.lumoauth.platform.audit.http";

  @AttributeDefinition(description = "The receiver's address; empty: nothing is sent.")
  String url() default "";

  @AttributeDefinition(
      description =
          "The Authorization header, as Bearer and a token; LUMOAUTH_AUDIT_HTTP_AUTHORIZATION wins.")
  String authorization() default "";

  @AttributeDefinition(description = "The largest number of records of a request.")
  int batchSize() default 100;

  @AttributeDefinition(description = "The largest number of records that wait.")
  int queueSize() default 10_000;
}
