/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A TLS connection to a syslog server (RFC 5425). Opened on first use. */
final class SyslogConnection {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SyslogSettings settings;
  private SSLSocket socket;

  SyslogConnection(SyslogSettings settings) {
    this.settings = settings;
  }

  /**
   * Sends messages with octet-counting framing (section 4.3).
   *
   * @throws IOException if the messages may not have arrived; the connection is then closed
   */
  synchronized void send(List<byte[]> messages) throws IOException {
    try {
      OutputStream out = new BufferedOutputStream(open().getOutputStream());
      for (byte[] message : messages) {
        out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.write(message);
      }
      out.flush();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private SSLSocket open() throws IOException {
    if (socket != null && isEnded(socket)) {
      close();
    }
    if (socket == null) {
      socket = connect();
    }
    return socket;
  }

  /**
   * Returns whether the server has closed the connection. A syslog server never sends data, so a
   * completed read means end of stream.
   */
  private static boolean isEnded(SSLSocket open) {
    try {
      open.setSoTimeout(1);
      int octet = open.getInputStream().read();
      open.setSoTimeout(TIMEOUT_MILLIS);
      return octet < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private SSLSocket connect() throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(settings.host(), settings.port()), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      SSLSocket secure =
          (SSLSocket)
              settings.sockets().createSocket(plain, settings.host(), settings.port(), true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setProtocols(PROTOCOLS);
      parameters.setEndpointIdentificationAlgorithm(
          "HTTPS"); // section 5.2: the host name is verified
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return secure;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  synchronized void close() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // The connection is already unusable.
      }
      socket = null;
    }
  }
}
