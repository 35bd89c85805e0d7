/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.GenericServlet;
import javax.servlet.Servlet;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.ws.rs.core.Application;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.osgi.service.jaxrs.whiteboard.JaxrsWhiteboardConstants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Makes a servlet for each application that is published, as the JAX-RS whiteboard does, and loses
 * some when it is told to, as that does as well.
 */
final class FakeWhiteboard extends ServiceTracker<Application, ServiceRegistration<?>> {
  private final ServiceReference<JaxrsServiceRuntime> runtime;
  private final Map<String, Integer> published = new ConcurrentHashMap<>();
  private final Set<String> losing = new HashSet<>();
  private boolean deaf;

  FakeWhiteboard(BundleContext context, Bundle bundle) {
    super(context, Application.class, null);
    runtime =
        bundle
            .getBundleContext()
            .registerService(JaxrsServiceRuntime.class, () -> null, null)
            .getReference();
  }

  ServiceReference<JaxrsServiceRuntime> runtime() {
    return runtime;
  }

  /** Loses the application of this bundle once, when it comes next. */
  synchronized void loseOnce(String bundle) {
    losing.add(bundle);
  }

  /** Loses whatever comes. */
  synchronized void loseEverything() {
    deaf = true;
  }

  /** How often the application of this bundle was published. */
  int published(String bundle) {
    return published.getOrDefault(bundle, 0);
  }

  @Override
  public synchronized ServiceRegistration<?> addingService(
      ServiceReference<Application> reference) {
    if (reference.getProperty(JaxrsWhiteboardConstants.JAX_RS_APPLICATION_BASE) == null) {
      return null;
    }
    String name = (String) reference.getProperty(JaxrsWhiteboardConstants.JAX_RS_NAME);
    String bundle = name.substring(0, name.indexOf('@'));
    published.merge(bundle, 1, Integer::sum);
    if (deaf || losing.remove(bundle)) {
      return null;
    }
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(
        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, WhiteboardRegistrar.CXF_SERVLET);
    properties.put(JaxrsWhiteboardConstants.JAX_RS_NAME, name);
    return context.registerService(Servlet.class.getName(), new Servlets(), properties);
  }

  @Override
  public void removedService(
      ServiceReference<Application> reference, ServiceRegistration<?> servlet) {
    servlet.unregister();
  }

  private static final class Servlets implements PrototypeServiceFactory<Servlet> {
    @Override
    public Servlet getService(Bundle bundle, ServiceRegistration<Servlet> registration) {
      return new AnsweringServlet();
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<Servlet> registration, Servlet servlet) {
      // Nothing is kept.
    }
  }

  private static final class AnsweringServlet extends GenericServlet {
    private static final long serialVersionUID = 1L;

    @Override
    public void service(ServletRequest request, ServletResponse response) {
      if (request.getAttribute(ApplicationProbeRequest.ATTRIBUTE)
          instanceof ApplicationProbeRequest probe) {
        probe.markAnswered();
      }
    }
  }
}
