/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Copies of audit records reach a syslog server over TLS and an HTTP receiver. */
@ExtendWith(DefaultServerExtension.class)
class AuditSinksIT {
  private static final String SYSLOG = "org.lumoauth.platform.audit.syslog.cfg";
  private static final String HTTP = "org.lumoauth.platform.audit.http.cfg";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final StringBuffer MESSAGES = new StringBuffer();
  private static final Queue<String> POSTED = new ConcurrentLinkedQueue<>();

  private static TestServer server;
  private static SSLServerSocket syslog;

  @BeforeAll
  static void start(TestServer shared, StubSite site) throws Exception {
    server = shared;
    syslog = syslogServer(site);
    Thread thread = new Thread(AuditSinksIT::receive, "syslog-server");
    thread.setDaemon(true);
    thread.start();
    site.answer(
        "/audit-records",
        exchange -> {
          POSTED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
        });
    server.configure(SYSLOG, "host = localhost\nport = " + syslog.getLocalPort() + "\n");
    server.configure(HTTP, "url = " + site.address("/audit-records") + "\n");
  }

  @AfterAll
  static void stop() throws Exception {
    Files.delete(server.data().resolve("etc").resolve(SYSLOG));
    Files.delete(server.data().resolve("etc").resolve(HTTP));
    syslog.close();
  }

  @Test
  void sendsRecordsToASyslogServer() throws Exception {
    ConditionPoller.until(
        "a record arrives",
        PATIENCE,
        () -> {
          String id = TestTenant.create(server).id();
          return MESSAGES.toString().contains(" target=\"tenant:" + id + "\"");
        });

    assertTrue(MESSAGES.toString().matches("(?s)[0-9]+ <110>1 2.*"), MESSAGES.substring(0, 100));
  }

  @Test
  void postsRecordsToAnHttpReceiver() throws Exception {
    ConditionPoller.until(
        "a record arrives",
        PATIENCE,
        () -> {
          String id = TestTenant.create(server).id();
          return POSTED.stream().anyMatch(each -> each.contains(id));
        });

    assertTrue(POSTED.element().startsWith("{\"records\":[{\"id\":\"aud_"), POSTED.element());
  }

  private static void receive() {
    try (Socket socket = syslog.accept();
        InputStream in = socket.getInputStream()) {
      byte[] some = new byte[4096];
      for (int length = in.read(some); length >= 0; length = in.read(some)) {
        MESSAGES.append(new String(some, 0, length, StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The server or the test ends.
    }
  }

  private static SSLServerSocket syslogServer(StubSite site) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(site.keyStore())) {
      keys.load(file, site.password().toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, site.password().toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }
}
