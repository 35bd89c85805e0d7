/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import java.lang.annotation.Annotation;

/** Settings for tests. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record SyslogSinkTestSettings(
    String host, int port, String certificateAuthorities, int facility, String structuredDataId)
    implements SyslogConfig {

  static SyslogSinkTestSettings of(SyslogReceiver receiver) {
    return new SyslogSinkTestSettings(
        "localhost", receiver.port(), receiver.certificate().toString(), 13, "lumoauth@32473");
  }

  static SyslogSinkTestSettings to(String host) {
    return new SyslogSinkTestSettings(host, 6514, "", 13, "lumoauth@32473");
  }

  @Override
  public String hostName() {
    return "id.example.com";
  }

  @Override
  public int queueSize() {
    return 1000;
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return SyslogConfig.class;
  }
}
