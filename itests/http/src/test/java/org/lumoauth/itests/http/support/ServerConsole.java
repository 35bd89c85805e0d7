/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/**
 * The console of a running server, by the way that {@code ./lumoauth console} takes, without the
 * program that it starts for each command.
 */
public final class ServerConsole {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final String USER = "lumoauth";
  private static final String COLOURS = "\u001B\\[[0-9;]*[A-Za-z]";

  private final Path data;
  private final int port;

  /**
   * Of an instance.
   *
   * @param data its data folder
   */
  public ServerConsole(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /**
   * Runs a command and returns what it printed.
   *
   * @throws AssertionError with what it printed if it fails or takes too long
   */
  public String run(String command) {
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.start();
      try (ClientSession session = connect(client)) {
        session.addPasswordIdentity(password());
        session.auth().verify(PATIENCE);
        return run(session, command);
      }
    } catch (Exception e) {
      throw new AssertionError(command, e);
    }
  }

  /** It may listen a moment after the server is ready. */
  private ClientSession connect(SshClient client) throws Exception {
    AtomicReference<ClientSession> session = new AtomicReference<>();
    ConditionPoller.until("the console", PATIENCE, () -> connected(client, session));
    return session.get();
  }

  private boolean connected(SshClient client, AtomicReference<ClientSession> session)
      throws IOException {
    try {
      session.set(client.connect(USER, "127.0.0.1", port).verify(PATIENCE).getSession());
      return true;
    } catch (IOException e) {
      if (e instanceof ConnectException || e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  private String run(ClientSession session, String command) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (var channel = session.createExecChannel(command + "\n")) {
      channel.setOut(printed);
      channel.setErr(printed);
      channel.open().verify(PATIENCE);
      boolean ended =
          channel
              .waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT)
              .contains(ClientChannelEvent.CLOSED);
      String text = printed.toString(StandardCharsets.UTF_8).replaceAll(COLOURS, "");
      if (!ended || !Objects.equals(channel.getExitStatus(), 0)) {
        throw new AssertionError(command + (ended ? ":\n" : " does not end:\n") + text);
      }
      return text;
    }
  }

  private String password() throws IOException {
    String line = Files.readString(data.resolve("console/users.properties")).strip();
    return line.substring((USER + " = ").length(), line.lastIndexOf(','));
  }
}
