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

/** A TLS connection to a syslog server (RFC 5425), which is opened when it is needed. */
final class SyslogConnection {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SyslogSettings settings;
  private SSLSocket socket;

  SyslogConnection(SyslogSettings settings) {
    this.settings = settings;
  }

  /**
   * Sends messages, each with its length before it (section 4.3).
   *
   * @throws IOException if they may not have arrived; the connection is closed then
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

  /** A server never sends anything: what can be read is the end of the connection. */
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
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // section 5.2: the name is checked
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
        // It is of no use any more.
      }
      socket = null;
    }
  }
}
