/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings in {@code etc/org.lumoauth.platform.modules.cfg}. */
@ObjectClassDefinition(name = "LumoAuth modules")
public @interface ModulesConfig {

  @AttributeDefinition(description = "The time in seconds for a new module to become ready")
  int readyTimeoutSeconds() default 30;

  @AttributeDefinition(
      description =
          "The time in seconds to wait for work in flight in an old module. After "
              + "that, the module is stopped"
              + " and a warning is logged")
  int drainTimeoutSeconds() default 30;

  @AttributeDefinition(description = "The maximum size of a module archive in bytes")
  long maxArchiveBytes() default 64 * 1024 * 1024;

  @AttributeDefinition(description = "Whether /api/v1/platform/modules is enabled")
  boolean apiEnabled() default false;

  @AttributeDefinition(
      description = "SHA-256 digests of archives that the API accepts, in hexadecimal")
  String[] allowedDigests() default {};

  @AttributeDefinition(
      description =
          "SHA-256 fingerprints of signing certificates that the API accepts, in" + " hexadecimal")
  String[] allowedSigners() default {};
}
