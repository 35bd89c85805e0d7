/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "lumoauth", "a b@1", "a]@1", "a\"@1", "a=@1"})
  void rejectsInvalidStructuredDataId(String id) {
    refused("structuredDataId", new SyslogSinkTestSettings("syslog.example.com", 6514, "", 13, id));
  }

  @Test
  void reportsInvalidSetting() {
    refused("port", new SyslogSinkTestSettings("syslog.example.com", 0, "", 13, "a@1"));
    refused("facility", new SyslogSinkTestSettings("syslog.example.com", 1, "", 24, "a@1"));
    refused(
        "certificateAuthorities",
        new SyslogSinkTestSettings("syslog.example.com", 1, "/does/not/exist.pem", 13, "a@1"));
  }

  private static void refused(String setting, SyslogSinkTestSettings settings) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SyslogSettings.of(settings))
            .getMessage();
    assertTrue(message.contains(setting), message);
  }
}
