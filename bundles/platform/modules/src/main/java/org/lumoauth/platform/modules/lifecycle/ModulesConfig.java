package org.lumoauth.platform.modules.lifecycle;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings in {@code etc/org.lumoauth.platform.modules.cfg}. */
@ObjectClassDefinition(name = "LumoAuth modules")
public @interface ModulesConfig {

  @AttributeDefinition(description = "How long a new module may take until it is ready, in seconds")
  int readyTimeoutSeconds() default 30;

  @AttributeDefinition(
      description =
          "How long work in flight in an old module is awaited, in seconds; then it is stopped"
              + " nevertheless, with a warning in the log")
  int drainTimeoutSeconds() default 30;

  @AttributeDefinition(description = "The largest module archive that is taken, in bytes")
  long maxArchiveBytes() default 64 * 1024 * 1024;

  @AttributeDefinition(description = "Whether /api/v1/platform/modules is served")
  boolean apiEnabled() default false;

  @AttributeDefinition(
      description = "SHA-256 digests, in hexadecimal, of archives that the API accepts")
  String[] allowedDigests() default {};

  @AttributeDefinition(
      description =
          "SHA-256 fingerprints, in hexadecimal, of certificates whose signed archives the API"
              + " accepts")
  String[] allowedSigners() default {};
}
