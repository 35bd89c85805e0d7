/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.servlet.Servlet;
import org.lumoauth.api.web.StreamedBodyRouteMatcher;
import org.lumoauth.platform.http.body.RequestBodyMemoryBudget;
import org.lumoauth.platform.http.body.StreamedRequestMatcher;

/** A running engine on a port of its own, in front of a servlet of the test. */
final class EngineFixture implements AutoCloseable {
  private final HttpServerEngine engine;

  EngineFixture(Servlet servlet, HttpEngineConfig config, StreamedBodyRouteMatcher routes)
      throws IOException {
    HttpEngineLimits limits = new HttpEngineLimits(config, Map.of());
    engine =
        HttpServerEngine.of(
            Map.of("org.osgi.service.http.port", "0"),
            limits,
            new StreamedRequestMatcher(() -> routes));
    engine.start();
    engine.front().setServlet(servlet);
  }

  EngineFixture(Servlet servlet) throws IOException {
    this(servlet, config(Map.of()), null);
  }

  /** The defaults of the settings, but for some. */
  static HttpEngineConfig config(Map<String, Object> changed) {
    HttpEngineConfig defaults =
        (HttpEngineConfig)
            java.lang.reflect.Proxy.newProxyInstance(
                HttpEngineConfig.class.getClassLoader(),
                new Class<?>[] {HttpEngineConfig.class, Annotation.class},
                (proxy, method, arguments) ->
                    changed.getOrDefault(method.getName(), method.getDefaultValue()));
    return defaults;
  }

  int port() {
    return engine.port();
  }

  RequestBodyMemoryBudget memory() {
    return engine.memory();
  }

  long drain(java.time.Duration limit) {
    return engine.drain(limit);
  }

  /** A connection; reads time out, so that a missing answer fails the test. */
  Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Sends bytes and reads until the server closes the connection. */
  String exchange(String bytes) throws IOException {
    try (Socket socket = connect()) {
      send(socket, bytes);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  static void send(Socket socket, String bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Reads one response with a Content-Length. */
  static String response(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        return text.toString();
      }
      text.append((char) read);
    }
    int length =
        text.toString()
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    engine.stop();
  }
}
