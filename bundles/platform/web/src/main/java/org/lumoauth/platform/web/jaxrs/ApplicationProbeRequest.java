/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.DispatcherType;
import javax.servlet.ReadListener;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * An internal request that checks whether an application responds, through all of CXF and the
 * platform's extensions but without a connection.
 */
final class ApplicationProbeRequest {
  static final String ATTRIBUTE = "org.lumoauth.probe";

  private final Map<String, Object> attributes = new HashMap<>(Map.of(ATTRIBUTE, this));
  private final ServletContext context;
  private boolean answered;

  private ApplicationProbeRequest(ServletContext context) {
    this.context = context;
  }

  /** Returns whether the application behind this servlet responds. */
  static boolean probe(Servlet servlet, ServletContext context)
      throws ServletException, IOException {
    ApplicationProbeRequest probe = new ApplicationProbeRequest(context);
    servlet.service(
        stub(HttpServletRequest.class, probe::request),
        stub(HttpServletResponse.class, probe::response));
    return probe.answered;
  }

  void markAnswered() {
    answered = true;
  }

  private static <T> T stub(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object request(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "getMethod" -> "GET";
      case "getRequestURI", "getPathInfo" -> "/";
      case "getRequestURL" -> new StringBuffer("http://localhost/");
      case "getContextPath", "getServletPath" -> "";
      case "getScheme" -> "http";
      case "getProtocol" -> "HTTP/1.1";
      case "getServerName", "getRemoteAddr", "getRemoteHost", "getLocalAddr" -> "localhost";
      case "getDispatcherType" -> DispatcherType.REQUEST;
      case "getServletContext" -> context;
      case "getLocale" -> Locale.ROOT;
      case "getInputStream" -> new EmptyRequestInput();
      case "getAttribute" -> attributes.get((String) arguments[0]);
      case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
      case "removeAttribute" -> attributes.remove((String) arguments[0]);
      case "getParameterMap" -> Map.of();
      default -> otherwise(proxy, method, arguments);
    };
  }

  private Object response(Object proxy, Method method, Object[] arguments) {
    return method.getName().equals("getOutputStream")
        ? new DiscardingOutput()
        : otherwise(proxy, method, arguments);
  }

  private static Object otherwise(Object proxy, Method method, Object[] arguments) {
    Class<?> type = method.getReturnType();
    if (method.getName().equals("equals")) {
      return proxy == arguments[0];
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    return type == Enumeration.class ? Collections.emptyEnumeration() : null;
  }

  private static final class EmptyRequestInput extends ServletInputStream {
    private final ByteArrayInputStream nothing = new ByteArrayInputStream(new byte[0]);

    @Override
    public int read() {
      return nothing.read();
    }

    @Override
    public boolean isFinished() {
      return true;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("a probe of the JAX-RS application has no body");
    }
  }

  private static final class DiscardingOutput extends ServletOutputStream {
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      sink.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("a probe is answered synchronously");
    }
  }
}
