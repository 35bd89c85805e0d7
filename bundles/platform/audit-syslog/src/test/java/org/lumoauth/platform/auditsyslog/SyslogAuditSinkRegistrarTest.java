/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SyslogAuditSinkRegistrarTest {
  private final SyslogSinkTestFramework framework = new SyslogSinkTestFramework();

  @Test
  void registersNoSinkWithoutAHost() {
    var module = new SyslogAuditSinkRegistrar(framework.context(), SyslogSinkTestSettings.to(" "));

    assertTrue(framework.sink().isEmpty());
    assertTrue(module.metrics().isEmpty());
    module.close();
  }

  @Test
  void registersASinkWhileAHostIsSet() {
    var module =
        new SyslogAuditSinkRegistrar(framework.context(), SyslogSinkTestSettings.to("127.0.0.1"));

    assertTrue(framework.sink().isPresent());
    module.close();
    assertTrue(framework.sink().isEmpty());
  }
}
