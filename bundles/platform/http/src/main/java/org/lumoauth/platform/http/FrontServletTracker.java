/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import javax.servlet.Servlet;
import javax.servlet.ServletException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Initializes the servlet that is registered with {@link
 * EndpointServicePropertyNames#FRONT_SERVLET} and passes it to the engine. Connections remain open
 * while one front servlet replaces another.
 */
final class FrontServletTracker extends ServiceTracker<Servlet, Servlet> {
  private static final Logger LOG = LoggerFactory.getLogger(FrontServletTracker.class);

  private final FrontServletProxy front;

  FrontServletTracker(BundleContext context, FrontServletProxy front) {
    super(context, filter(), null);
    this.front = front;
  }

  private static org.osgi.framework.Filter filter() {
    try {
      return FrameworkUtil.createFilter(
          "(&(objectClass="
              + Servlet.class.getName()
              + ")("
              + EndpointServicePropertyNames.FRONT_SERVLET
              + "=*))");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Servlet addingService(ServiceReference<Servlet> reference) {
    Servlet servlet = super.addingService(reference);
    if (servlet != null) {
      try {
        servlet.init(front.getServletConfig());
        front.setServlet(servlet);
      } catch (ServletException | RuntimeException e) {
        LOG.error("front_servlet_not_opened", e);
        context.ungetService(reference);
        return null;
      }
    }
    return servlet;
  }

  @Override
  public void removedService(ServiceReference<Servlet> reference, Servlet servlet) {
    front.setServlet(null);
    servlet.destroy();
    super.removedService(reference, servlet);
    Servlet other = getService();
    if (other != null) {
      front.setServlet(other);
    }
  }
}
