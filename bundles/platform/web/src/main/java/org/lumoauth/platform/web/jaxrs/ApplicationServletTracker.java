/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.jaxrs.whiteboard.JaxrsWhiteboardConstants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Tracks the servlets that the JAX-RS whiteboard creates for applications. Each is a prototype that
 * is fetched once and never destroyed or released while in use: closing one empties the registry
 * that all of them share.
 */
final class ApplicationServletTracker extends ServiceTracker<Servlet, Servlet> {
  private final BiConsumer<String, Servlet> came;
  private final BiConsumer<String, Servlet> went;
  private final Map<String, Servlet> byName = new ConcurrentHashMap<>();

  ApplicationServletTracker(
      BundleContext context, BiConsumer<String, Servlet> came, BiConsumer<String, Servlet> went) {
    super(context, filter(), null);
    this.came = came;
    this.went = went;
  }

  private static org.osgi.framework.Filter filter() {
    try {
      return FrameworkUtil.createFilter(
          "(&(objectClass=javax.servlet.Servlet)("
              + HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME
              + "="
              + WhiteboardRegistrar.CXF_SERVLET
              + ")("
              + JaxrsWhiteboardConstants.JAX_RS_NAME
              + "=*@*))");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<Servlet> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Servlet addingService(ServiceReference<Servlet> reference) {
    Servlet servlet = context.getServiceObjects(reference).getService();
    if (servlet != null) {
      byName.put(name(reference), servlet);
      came.accept(name(reference), servlet);
    }
    return servlet;
  }

  @Override
  public void removedService(ServiceReference<Servlet> reference, Servlet servlet) {
    byName.remove(name(reference), servlet);
    went.accept(name(reference), servlet);
  }

  private static String name(ServiceReference<Servlet> reference) {
    return (String) reference.getProperty(JaxrsWhiteboardConstants.JAX_RS_NAME);
  }
}
