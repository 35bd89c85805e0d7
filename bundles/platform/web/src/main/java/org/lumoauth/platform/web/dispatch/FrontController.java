/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.module.ModuleWorkTracker;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.access.AccessLogWriter;
import org.lumoauth.platform.web.authentication.CallerAuthenticator;
import org.lumoauth.platform.web.exchange.HttpExchangeServices;
import org.lumoauth.platform.web.exchange.ResponseWriter;
import org.lumoauth.platform.web.jaxrs.FrontServletContextHolder;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.limit.ExportLimiter;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.page.ErrorPageRenderer;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Receives every request of the HTTP engine. */
@Component(service = Servlet.class, property = EndpointServicePropertyNames.FRONT_SERVLET + "=true")
public final class FrontController implements Servlet {
  private final DispatcherServlet servlet;
  private final FrontServletContextHolder context;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ModuleWorkTracker traffic;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ErrorPageRenderer errorPages;

  @Activate
  public FrontController(
      @Reference HttpServerSettings settings,
      @Reference CallerAuthenticator gate,
      @Reference JsonCodec json,
      @Reference ResponseWriter answers,
      @Reference RequestMetrics meters,
      @Reference RouteRegistry routes,
      @Reference FrontServletContextHolder context) {
    this.context = context;
    this.servlet =
        new DispatcherServlet(
            settings,
            new HttpExchangeServices(
                gate,
                json,
                answers,
                meters,
                new AccessLogWriter(json),
                () -> Optional.ofNullable(errorPages),
                new ExportLimiter(settings::maxExports)),
            routes,
            new RequestIdResolver(),
            () -> Optional.ofNullable(traffic));
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    servlet.init(config);
    context.setContext(config.getServletContext());
  }

  @Override
  public ServletConfig getServletConfig() {
    return servlet.getServletConfig();
  }

  @Override
  public void service(ServletRequest request, ServletResponse response) throws IOException {
    servlet.service((HttpServletRequest) request, (HttpServletResponse) response);
  }

  @Override
  public String getServletInfo() {
    return "LumoAuth";
  }

  @Override
  public void destroy() {
    context.clearContext();
  }
}
