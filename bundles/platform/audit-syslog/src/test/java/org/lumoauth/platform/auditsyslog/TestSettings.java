package org.lumoauth.platform.auditsyslog;

import java.lang.annotation.Annotation;

/** Settings for tests. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record TestSettings(
    String host, int port, String certificateAuthorities, int facility, String structuredDataId)
    implements SyslogConfig {

  static TestSettings of(SyslogReceiver receiver) {
    return new TestSettings(
        "localhost", receiver.port(), receiver.certificate().toString(), 13, "lumoauth@32473");
  }

  static TestSettings to(String host) {
    return new TestSettings(host, 6514, "", 13, "lumoauth@32473");
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
