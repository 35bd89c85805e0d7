/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that records the bytes of each session as they arrive, one char a byte. */
final class RecordingSmtpServer implements AutoCloseable {
  /**
   * What one session sent.
   *
   * @param commands the lines outside of messages
   * @param message the lines of the message
   */
  record RecordedSession(List<String> commands, List<String> message) {
    long commands(String verb) {
      return commands.stream().filter(line -> line.startsWith(verb)).count();
    }

    /** The lines before the first empty one. */
    List<String> headers() {
      return message.subList(0, message.indexOf(""));
    }
  }

  private final ServerSocket socket;
  private final boolean announcesUtf8;
  private final List<RecordedSession> sessions = new CopyOnWriteArrayList<>();

  RecordingSmtpServer(boolean announcesUtf8) throws IOException {
    this.announcesUtf8 = announcesUtf8;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread = new Thread(this::accept, "recording-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  List<RecordedSession> sessions() {
    return sessions;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (Socket peer = socket.accept()) {
        talk(peer);
      } catch (IOException e) {
        // closed, by the client or by the test
      }
    }
  }

  private void talk(Socket peer) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
    var out = peer.getOutputStream();
    var recorded = new RecordedSession(new ArrayList<>(), new ArrayList<>());
    sessions.add(recorded);
    reply(out, "220 recorder");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      recorded.commands().add(line);
      if (line.startsWith("EHLO")) {
        reply(out, announcesUtf8 ? "250-recorder\r\n250 SMTPUTF8" : "250 recorder");
      } else if (line.equals("DATA")) {
        reply(out, "354 go on");
        for (String each = in.readLine(); !".".equals(each); each = in.readLine()) {
          recorded.message().add(each);
        }
        reply(out, "250 taken");
      } else {
        reply(out, line.equals("QUIT") ? "221 bye" : "250 ok");
      }
    }
  }

  private static void reply(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
