/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that keeps what it is given. */
public final class TestMailServer implements AutoCloseable {
  public static final String USER = "lumoauth";
  public static final String PASSWORD = "mail-for-this-test";

  private static final Duration LONGEST = Duration.ofSeconds(150);

  /**
   * What came.
   *
   * @param from the envelope's sender
   * @param to the envelope's recipient
   * @param text all of it, undone of quoted-printable
   */
  public record ReceivedMail(String from, String to, String text) {}

  private final Queue<ReceivedMail> received = new ConcurrentLinkedQueue<>();
  private final SMTPServer server;

  private TestMailServer(SMTPServer.Builder builder) {
    server =
        builder
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler((context, from, to, data) -> received.add(mail(from, to, data)))
            .build();
    server.start();
  }

  /** One that takes anybody's mail in the clear. */
  public static TestMailServer open(int port) {
    return new TestMailServer(SMTPServer.port(port));
  }

  /** One that takes mail after STARTTLS and a sign-in alone (RFC 3207, RFC 4954). */
  public static TestMailServer guarded(SSLContext tls) {
    return new TestMailServer(
        SMTPServer.port(0)
            .requireTLS()
            .startTlsSocketFactory(tls)
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                      }
                    })));
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** Waits for a message to somebody. */
  public ReceivedMail awaitTo(String address) throws Exception {
    ConditionPoller.until(
        "mail to " + address,
        LONGEST,
        () -> received.stream().anyMatch(mail -> mail.to().equals(address)));
    return received.stream().filter(mail -> mail.to().equals(address)).findFirst().orElseThrow();
  }

  /** To whom mail came. */
  public List<String> recipients() {
    return received.stream().map(ReceivedMail::to).toList();
  }

  private static ReceivedMail mail(String from, String to, byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    return new ReceivedMail(from, to, text.replace("=\r\n", "").replace("=3D", "="));
  }

  @Override
  public void close() {
    server.stop();
  }
}
