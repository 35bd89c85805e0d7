/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.web.StreamedBodyRouteMatcher;
import org.lumoauth.platform.http.body.StreamedRequestMatcher;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the engine while its configuration exists. A configuration change restarts it. */
@Component(
    service = {},
    immediate = true,
    configurationPid = ListenSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpServerComponent {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServerComponent.class);

  private final HttpServerEngine engine;
  private final HttpEngineLimits limits;
  private final FrontServletTracker tracker;
  private final GracefulShutdownListener gracefulStop;
  private final BundleContext context;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile StreamedBodyRouteMatcher routes;

  @Activate
  public HttpServerComponent(
      BundleContext context, @Reference HttpEngineLimits limits, Map<String, Object> properties)
      throws IOException {
    this.context = context;
    this.limits = limits;
    // Jetty finds its ALPN provider with the thread's class loader.
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(HttpServerComponent.class.getClassLoader());
    try {
      engine = HttpServerEngine.of(properties, limits, new StreamedRequestMatcher(() -> routes));
      engine.start();
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.error(
          "http_not_started file=etc/{}.cfg problem=\"{}\"", ListenSettings.PID, e.toString());
      throw e;
    } finally {
      thread.setContextClassLoader(usual);
    }
    tracker = new FrontServletTracker(context, engine.front());
    tracker.open();
    limits.onChange(engine::applyLimits);
    gracefulStop = new GracefulShutdownListener(engine);
    context.addBundleListener(gracefulStop);
  }

  @Deactivate
  void close() {
    context.removeBundleListener(gracefulStop);
    limits.onChange(values -> {});
    engine.stop();
    tracker.close();
  }
}
