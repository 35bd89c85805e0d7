/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogConnectionTest {
  @TempDir private Path folder;

  @Test
  void framesMessagesByOctetCount() throws Exception {
    try (var receiver = SyslogReceiver.start(folder, "dns:localhost")) {
      connection(receiver).send(List.of(bytes("größer"), bytes("second")));

      assertEquals("größer", receiver.next());
      assertEquals("second", receiver.next());
    }
  }

  @Test
  void reconnectsAfterServerClosesConnection() throws Exception {
    try (var receiver = SyslogReceiver.start(folder, "dns:localhost")) {
      var connection = connection(receiver);
      connection.send(List.of(bytes("first")));
      receiver.next();
      receiver.disconnect();

      connection.send(List.of(bytes("second")));

      assertEquals("second", receiver.next());
    }
  }

  @Test
  void rejectsServerWithAnotherName() throws Exception {
    try (var receiver = SyslogReceiver.start(folder, "dns:other.example.com")) {
      var connection = connection(receiver);

      assertThrows(SSLException.class, () -> connection.send(List.of(bytes("secret"))));
      assertTrue(receiver.isEmpty());
    }
  }

  @Test
  void rejectsServerOfUntrustedAuthority() throws Exception {
    try (var receiver = SyslogReceiver.start(folder, "dns:localhost")) {
      var untrusted =
          new SyslogSinkTestSettings("localhost", receiver.port(), "", 13, "lumoauth@32473");
      var connection = new SyslogConnection(SyslogSettings.of(untrusted));

      assertThrows(SSLException.class, () -> connection.send(List.of(bytes("secret"))));
      assertTrue(receiver.isEmpty());
    }
  }

  private static SyslogConnection connection(SyslogReceiver receiver) {
    return new SyslogConnection(SyslogSettings.of(SyslogSinkTestSettings.of(receiver)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
