/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import java.lang.annotation.Annotation;

/** Settings for tests. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record HttpSinkTestSettings(String url, int batchSize) implements HttpAuditConfig {

  @Override
  public String authorization() {
    return "Bearer of-the-file";
  }

  @Override
  public int queueSize() {
    return 1000;
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return HttpAuditConfig.class;
  }
}
