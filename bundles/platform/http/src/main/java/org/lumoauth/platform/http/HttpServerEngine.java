/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import javax.servlet.Servlet;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.ee8.servlet.ServletHolder;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.lumoauth.platform.http.body.BodyBufferHandler;
import org.lumoauth.platform.http.body.RequestBodyMemoryBudget;
import org.lumoauth.platform.http.body.StreamedRequestMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Jetty server. A few threads read requests and their bodies. {@link WorkerDispatchHandler}
 * decides which thread then runs the handlers.
 */
final class HttpServerEngine {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServerEngine.class);

  /** Threads for tasks other than accepting and selecting, such as opening a connection. */
  private static final int SPARE_IO_THREADS = 6;

  /** How long a connection may be idle while the maximum number is open. */
  private static final long CROWDED_IDLE_MILLIS = 1000;

  private final QueuedThreadPool workers = new QueuedThreadPool();
  private final QueuedThreadPool io = new QueuedThreadPool();
  private final Server server = new Server(workers);
  private final RequestThreadPools pools = new RequestThreadPools(workers);
  private final FrontServletProxy front = new FrontServletProxy();
  private final RequestBodyMemoryBudget memory;
  private final NetworkConnectionLimit connections;
  private final RequestDrainHandler drain;

  HttpServerEngine(
      ListenSettings settings, HttpEngineLimits limits, StreamedRequestMatcher streamed) {
    HttpEngineLimits.Values now = limits.values();
    memory = new RequestBodyMemoryBudget(now.maxBufferedBodyBytes());
    workers.setName("lumoauth-http");
    io.setName("lumoauth-http-io");
    server.setErrorHandler(new EngineErrorHandler());
    server.addBean(io);
    int listeners = 0;
    for (ServerConnector connector :
        new ConnectorFactory(server, io, now.idleTimeout().toMillis()).of(settings)) {
      server.addConnector(connector);
      listeners++;
    }
    io.setReservedThreads(listeners * ConnectorFactory.selectors());
    io.setMaxThreads(
        listeners * (1 + 2 * ConnectorFactory.selectors())
            + RequestThreadPools.BLOCKING_READERS
            + SPARE_IO_THREADS);
    connections = new NetworkConnectionLimit(now.maxConnections(), server);
    connections.setEndPointIdleTimeout(CROWDED_IDLE_MILLIS);
    server.addBean(connections);
    drain = handlers(limits, streamed);
    server.setHandler(drain);
    applyLimits(now);
  }

  private RequestDrainHandler handlers(HttpEngineLimits limits, StreamedRequestMatcher streamed) {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SECURITY);
    context.setContextPath("/");
    context.setErrorHandler(new ServletErrorHandler());
    ServletHolder holder = new ServletHolder("front", (Servlet) front);
    holder.setAsyncSupported(true);
    holder.setInitOrder(1);
    context.addServlet(holder, "/*");
    return new RequestDrainHandler(
        new Http10TransferEncodingRejectionHandler(
            new BodyBufferHandler(
                limits,
                memory,
                streamed,
                new WorkerDispatchHandler(pools, context.getCoreContextHandler()))));
  }

  FrontServletProxy front() {
    return front;
  }

  /** Applies changed limits; connection timeouts apply from the next start on. */
  void applyLimits(HttpEngineLimits.Values now) {
    workers.setMaxThreads(now.workerThreads());
    memory.setLimit(now.maxBufferedBodyBytes());
    connections.setMaxNetworkConnectionCount(now.maxConnections());
  }

  /**
   * Starts listening.
   *
   * @throws IOException if an address is in use or a key store cannot be read
   */
  void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      stop();
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Rejects new requests and waits for those in progress.
   *
   * @return how many are still in progress after the limit
   */
  long drain(Duration limit) {
    return drain.drain(limit);
  }

  /** Closes the sockets and all connections. */
  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("http_not_stopped: {}", e.toString());
    }
    pools.stop();
  }

  RequestBodyMemoryBudget memory() {
    return memory;
  }

  /** Returns the port of the first connector; for tests. */
  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  static HttpServerEngine of(
      Map<String, Object> properties, HttpEngineLimits limits, StreamedRequestMatcher streamed) {
    return new HttpServerEngine(ListenSettings.of(properties), limits, streamed);
  }
}
