/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import java.lang.annotation.Annotation;

/** The operator's configuration for tests. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record MailTestConfig(String host, int port, String security) implements MailConfig {
  @Override
  public String user() {
    return "";
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public String from() {
    return "no-reply@example.com";
  }

  @Override
  public String fromName() {
    return "";
  }

  @Override
  public String folder() {
    return "";
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return MailConfig.class;
  }
}
