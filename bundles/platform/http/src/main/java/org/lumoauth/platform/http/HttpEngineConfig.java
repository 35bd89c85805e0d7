/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Limits of the HTTP engine. */
@ObjectClassDefinition(name = "LumoAuth HTTP")
public @interface HttpEngineConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.http";

  @AttributeDefinition(description = "The maximum number of open connections.")
  int maxConnections() default 4096;

  @AttributeDefinition(description = "The maximum number of threads that handle requests.")
  int workerThreads() default 200;

  @AttributeDefinition(
      description = "The number of seconds without data after which a connection is closed.")
  int idleTimeoutSeconds() default 30;

  @AttributeDefinition(
      description = "The number of seconds within which a request body must arrive.")
  int bodyTimeoutSeconds() default 60;

  @AttributeDefinition(
      description =
          "The maximum total size of request bodies in memory, in bytes. Half of it "
              + "is reserved for the first 16 KiB"
              + " of each body.")
  long maxBufferedBodyBytes() default 64L * 1024 * 1024;

  @AttributeDefinition(
      description =
          "The number of seconds within which the body of a streamed request must " + "arrive.")
  int streamedBodyTimeoutSeconds() default 600;
}
