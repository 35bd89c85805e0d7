/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.core.Application;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import org.lumoauth.platform.web.exchange.ResponseWriter;
import org.lumoauth.platform.web.jaxrs.failure.FailureResponseFactory;
import org.lumoauth.platform.web.jaxrs.failure.ThrowableMapper;
import org.lumoauth.platform.web.jaxrs.failure.WebApplicationExceptionMapper;
import org.lumoauth.platform.web.json.JsonCodec;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.jaxrs.whiteboard.JaxrsWhiteboardConstants;

/** Registers the shared extensions once, and then applications, with the whiteboard. */
final class WhiteboardRegistrar {
  /** The name that Aries uses for every application's servlet. */
  static final String CXF_SERVLET = "cxf-servlet";

  private static final String EVERY_APPLICATION =
      "(" + JaxrsWhiteboardConstants.JAX_RS_NAME + "=*)";

  private final BundleContext context;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final List<String> extensions = new ArrayList<>();
  private boolean closed;

  WhiteboardRegistrar(BundleContext context) {
    this.context = context;
  }

  /**
   * Registers the shared extensions. They never change afterwards, because a change would affect
   * all applications.
   */
  void open(JsonCodec json, ResponseWriter answers) {
    FailureResponseFactory failures = new FailureResponseFactory(answers);
    extension(
        "lumoauth-json",
        new JsonBodyProvider(json),
        MessageBodyReader.class.getName(),
        MessageBodyWriter.class.getName());
    extension("lumoauth-failures", new ThrowableMapper(failures), ExceptionMapper.class.getName());
    extension(
        "lumoauth-web-failures",
        new WebApplicationExceptionMapper(failures),
        ExceptionMapper.class.getName());
    extension(
        "lumoauth-probe",
        new InternalApplicationProbeFilter(),
        ContainerRequestFilter.class.getName());
    extension("lumoauth-guard", new AccessGuardFilter(), ContainerRequestFilter.class.getName());
  }

  private void extension(String name, Object extension, String... types) {
    keep(
        context.registerService(
            types,
            extension,
            properties(
                Map.of(
                    JaxrsWhiteboardConstants.JAX_RS_EXTENSION, "true",
                    JaxrsWhiteboardConstants.JAX_RS_NAME, name,
                    JaxrsWhiteboardConstants.JAX_RS_APPLICATION_SELECT, EVERY_APPLICATION))));
    extensions.add("(" + JaxrsWhiteboardConstants.JAX_RS_NAME + "=" + name + ")");
  }

  /** Publishes an application internally, at a base that no other version uses. */
  ServiceRegistration<Application> publish(String name, Application application) {
    return context.registerService(
        Application.class,
        application,
        properties(
            Map.of(
                JaxrsWhiteboardConstants.JAX_RS_NAME,
                name,
                JaxrsWhiteboardConstants.JAX_RS_APPLICATION_BASE,
                "/" + name,
                JaxrsWhiteboardConstants.JAX_RS_EXTENSION_SELECT,
                extensions.toArray(String[]::new))));
  }

  /** A registration after the end is removed immediately. */
  private void keep(ServiceRegistration<?> registration) {
    synchronized (registrations) {
      if (!closed) {
        registrations.add(registration);
        return;
      }
    }
    registration.unregister();
  }

  /** Removes all registrations, even while they are being added. */
  void close() {
    List<ServiceRegistration<?>> all;
    synchronized (registrations) {
      closed = true;
      all = List.copyOf(registrations);
      registrations.clear();
    }
    all.forEach(ServiceRegistration::unregister);
  }

  private static Dictionary<String, Object> properties(Map<String, Object> properties) {
    return new Hashtable<>(properties);
  }
}
