/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample;

import java.lang.annotation.Annotation;
import org.lumoauth.platform.modules.lifecycle.ModulesConfig;

/** A configuration with short limits. */
@SuppressWarnings("BadAnnotationImplementation")
public record FixedModulesConfig(
    int readyTimeoutSeconds, int drainTimeoutSeconds, boolean apiEnabled) implements ModulesConfig {

  /** Limits of one second. */
  public static FixedModulesConfig impatient(boolean apiEnabled) {
    return new FixedModulesConfig(1, 1, apiEnabled);
  }

  @Override
  public long maxArchiveBytes() {
    return 100_000;
  }

  @Override
  public String[] allowedDigests() {
    return new String[0];
  }

  @Override
  public String[] allowedSigners() {
    return new String[0];
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return ModulesConfig.class;
  }
}
