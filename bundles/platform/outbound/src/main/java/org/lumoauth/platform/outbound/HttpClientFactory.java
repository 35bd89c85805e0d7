/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.StandardHttpRequestRetryHandler;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** Creates HTTP clients without redirects, cookies, proxies and decompression. */
final class HttpClientFactory {

  private static final int CHECK_IDLE_MILLIS = 100;

  private final DnsResolver names;
  private final int maxConnections;

  HttpClientFactory(DnsResolver names, int maxConnections) {
    this.names = names;
    this.maxConnections = maxConnections;
  }

  /**
   * Creates a client that reuses connections. A GET request is repeated once if its connection is
   * closed before a response.
   *
   * @param reuse how long a connection is reused after its last response
   */
  CloseableHttpClient reusing(Duration reuse) {
    return builder()
        .setKeepAliveStrategy((response, context) -> reuse.toMillis())
        .setRetryHandler(new StandardHttpRequestRetryHandler(1, false))
        .build();
  }

  /** Creates a client that sends each request on a new connection, once. */
  CloseableHttpClient connecting() {
    return builder()
        .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
        .disableAutomaticRetries()
        .build();
  }

  private HttpClientBuilder builder() {
    return HttpClients.custom()
        .setConnectionManager(connections())
        .setUserAgent("LumoAuth")
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression();
  }

  private HttpClientConnectionManager connections() {
    Registry<ConnectionSocketFactory> schemes =
        RegistryBuilder.<ConnectionSocketFactory>create()
            .register("http", PlainConnectionSocketFactory.getSocketFactory())
            .register("https", SSLConnectionSocketFactory.getSocketFactory())
            .build();
    PoolingHttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(schemes, null, null, names, 1, TimeUnit.MINUTES);
    connections.setMaxTotal(maxConnections);
    connections.setDefaultMaxPerRoute(maxConnections);
    connections.setValidateAfterInactivity(CHECK_IDLE_MILLIS);
    return connections;
  }
}
