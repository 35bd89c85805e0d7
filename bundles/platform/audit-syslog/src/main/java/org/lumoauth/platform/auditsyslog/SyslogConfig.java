package org.lumoauth.platform.auditsyslog;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the syslog sink. */
@ObjectClassDefinition(name = "LumoAuth audit records to syslog")
@interface SyslogConfig {

  /** The configuration's name. */
  String PID = "org.lumoauth.platform.audit.syslog";

  @AttributeDefinition(description = "The syslog server; empty: nothing is sent.")
  String host() default "";

  @AttributeDefinition(description = "Its port.")
  int port() default 6514;

  @AttributeDefinition(
      description =
          "A PEM file with the certificates of the authorities that the server's certificate may"
              + " come from; empty: those of the JVM.")
  String certificateAuthorities() default "";

  @AttributeDefinition(description = "HOSTNAME of the messages; empty: the name of this machine.")
  String hostName() default "";

  @AttributeDefinition(description = "The facility, 0 to 23; 13 is log audit.")
  int facility() default 13;

  @AttributeDefinition(description = "The SD-ID of the structured data.")
  String structuredDataId() default "lumoauth@32473";

  @AttributeDefinition(description = "The largest number of records that wait.")
  int queueSize() default 10_000;
}
