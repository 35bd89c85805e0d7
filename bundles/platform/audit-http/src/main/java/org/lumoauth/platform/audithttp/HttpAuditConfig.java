/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the HTTP audit sink. */
@ObjectClassDefinition(name = "LumoAuth audit records over HTTP")
@interface HttpAuditConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.audit.http";

  @AttributeDefinition(description = "The URL of the receiver. If empty, no records are sent.")
  String url() default "";

  @AttributeDefinition(
      description =
          "The Authorization header, for example Bearer and a token. "
              + "LUMOAUTH_AUDIT_HTTP_AUTHORIZATION takes precedence.")
  String authorization() default "";

  @AttributeDefinition(description = "The maximum number of records in one request.")
  int batchSize() default 100;

  @AttributeDefinition(description = "The maximum number of records in the queue.")
  int queueSize() default 10_000;
}
