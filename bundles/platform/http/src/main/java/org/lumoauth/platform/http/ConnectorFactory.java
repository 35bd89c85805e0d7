/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** Creates the connectors: HTTP/1.1 and HTTP/2 with prior knowledge, or both by ALPN over TLS. */
final class ConnectorFactory {
  private static final int HEADER_BYTES = 8192;
  private static final int QUEUED_CONNECTIONS = 1024;
  private static final int MOST_SELECTORS = 4;
  private static final long CLOSING_MILLIS = 200;

  private final Server server;
  private final Executor executor;
  private final long idleMillis;

  /**
   * @param executor runs the threads that accept connections and read requests
   */
  ConnectorFactory(Server server, Executor executor, long idleMillis) {
    this.server = server;
    this.executor = executor;
    this.idleMillis = idleMillis;
  }

  /** One selector for two processors: more selectors only wake each other. */
  static int selectors() {
    int half = Runtime.getRuntime().availableProcessors() / 2;
    return Math.max(1, Math.min(MOST_SELECTORS, half));
  }

  List<ServerConnector> of(ListenSettings settings) {
    List<ServerConnector> connectors = new ArrayList<>();
    for (String address : settings.addresses()) {
      settings.port().ifPresent(port -> connectors.add(listening(address, port, plain())));
      settings
          .securePort()
          .ifPresent(
              port ->
                  connectors.add(listening(address, port, secure(settings.tls().orElseThrow()))));
    }
    return connectors;
  }

  private ServerConnector listening(String address, int port, ConnectionFactory... protocols) {
    ServerConnector connector =
        new ServerConnector(server, executor, null, null, 1, selectors(), protocols);
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(idleMillis);
    connector.setAcceptQueueSize(QUEUED_CONNECTIONS);
    connector.setShutdownIdleTimeout(CLOSING_MILLIS);
    return connector;
  }

  private static ConnectionFactory[] plain() {
    HttpConfiguration http = http();
    return new ConnectionFactory[] {
      new HttpConnectionFactory(http), new PriorKnowledgeConnectionFactory(http)
    };
  }

  private static ConnectionFactory[] secure(TlsSettings settings) {
    HttpConfiguration https = http();
    // The base URL identifies this server, independent of the host name that the client used.
    https.addCustomizer(new SecureRequestCustomizer(false));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    return new ConnectionFactory[] {
      new SslConnectionFactory(settings.contextFactory(), alpn.getProtocol()),
      alpn,
      new HTTP2ServerConnectionFactory(https),
      new HttpConnectionFactory(https)
    };
  }

  /** Strict: a request that a proxy could interpret differently is rejected. */
  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(UriCompliance.RFC3986);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    return http;
  }
}
