package org.lumoauth.platform.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Limits of the HTTP engine. */
@ObjectClassDefinition(name = "LumoAuth HTTP")
public @interface HttpEngineConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.http";

  @AttributeDefinition(description = "The largest number of open connections.")
  int maxConnections() default 4096;

  @AttributeDefinition(description = "The largest number of threads that answer requests.")
  int workerThreads() default 200;

  @AttributeDefinition(description = "Seconds without a byte after which a connection is closed.")
  int idleTimeoutSeconds() default 30;

  @AttributeDefinition(description = "Seconds within which a request body must arrive.")
  int bodyTimeoutSeconds() default 60;

  @AttributeDefinition(
      description =
          "The largest sum of request bodies in memory, in bytes. Half of it is for the first 16 KiB"
              + " of each body.")
  long maxBufferedBodyBytes() default 64L * 1024 * 1024;

  @AttributeDefinition(
      description = "Seconds within which the body of a streamed request must arrive.")
  int streamedBodyTimeoutSeconds() default 600;
}
