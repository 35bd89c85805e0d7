/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the syslog audit sink. */
@ObjectClassDefinition(name = "LumoAuth audit records over syslog")
@interface SyslogConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.audit.syslog";

  @AttributeDefinition(
      description = "The host name of the syslog server. If empty, no records are sent.")
  String host() default "";

  @AttributeDefinition(description = "The port of the syslog server.")
  int port() default 6514;

  @AttributeDefinition(
      description =
          "A PEM file with the CA certificates trusted to issue the server's "
              + "certificate."
              + " If empty, the JVM's trust store is used.")
  String certificateAuthorities() default "";

  @AttributeDefinition(
      description = "HOSTNAME of the messages. If empty, the host name of this machine.")
  String hostName() default "";

  @AttributeDefinition(description = "The syslog facility, 0 to 23. 13 is log audit.")
  int facility() default 13;

  @AttributeDefinition(description = "The SD-ID of the structured data.")
  String structuredDataId() default "lumoauth@32473";

  @AttributeDefinition(description = "The maximum number of records in the queue.")
  int queueSize() default 10_000;
}
