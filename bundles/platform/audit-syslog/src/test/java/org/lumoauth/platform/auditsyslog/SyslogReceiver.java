/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A syslog server over TLS that reads messages by their length (RFC 5425 section 4.3). */
final class SyslogReceiver implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final SSLServerSocket server;
  private final Path certificate;
  private volatile Socket current;

  private SyslogReceiver(SSLServerSocket server, Path certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  /**
   * Starts one with a certificate of its own.
   *
   * @param names of the certificate, as {@code dns:localhost}
   */
  static SyslogReceiver start(Path folder, String names) throws Exception {
    Path keys = folder.resolve("receiver.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-genkeypair",
            "-alias",
            "receiver",
            "-keyalg",
            "EC",
            "-dname",
            "CN=receiver",
            "-ext",
            "san=" + names,
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            "-storepass",
            new String(PASSWORD));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IllegalStateException(printed);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = new FileInputStream(keys.toFile())) {
      store.load(file, PASSWORD);
    }
    Path certificate = folder.resolve("receiver.pem");
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(store.getCertificate("receiver").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    SyslogReceiver receiver = new SyslogReceiver(server, certificate);
    Thread thread = new Thread(receiver::accept, "syslog-receiver");
    thread.setDaemon(true);
    thread.start();
    return receiver;
  }

  int port() {
    return server.getLocalPort();
  }

  Path certificate() {
    return certificate;
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        current = socket;
        read(new DataInputStream(socket.getInputStream()));
      } catch (IOException e) {
        // The next connection, or the end.
      }
    }
  }

  private void read(DataInputStream in) throws IOException {
    while (true) {
      int length = 0;
      for (int octet = in.read(); octet != ' '; octet = in.read()) {
        if (octet < 0) {
          throw new EOFException();
        }
        length = 10 * length + Character.digit(octet, 10);
      }
      byte[] message = new byte[length];
      in.readFully(message);
      messages.add(new String(message, StandardCharsets.UTF_8));
    }
  }

  /** The next message. */
  String next() throws InterruptedException {
    String message = messages.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message arrived");
    }
    return message;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** Ends the connection that is open. */
  void disconnect() throws IOException {
    current.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (current != null) {
      current.close();
    }
  }
}
