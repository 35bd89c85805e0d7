package org.lumoauth.platform.web.door;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.module.ModuleTraffic;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.ErrorPages;
import org.lumoauth.platform.web.access.AccessLog;
import org.lumoauth.platform.web.exchange.Answers;
import org.lumoauth.platform.web.exchange.DoorParts;
import org.lumoauth.platform.web.gate.Gate;
import org.lumoauth.platform.web.jaxrs.DoorContext;
import org.lumoauth.platform.web.json.Json;
import org.lumoauth.platform.web.limit.ExportLimiter;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.lumoauth.platform.web.routing.Routes;
import org.lumoauth.platform.web.settings.DoorSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Receives every request of the HTTP engine. */
@Component(service = Servlet.class, property = WebProperties.FRONT_SERVLET + "=true")
public final class Door implements Servlet {
  private final DoorServlet servlet;
  private final DoorContext context;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ModuleTraffic traffic;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ErrorPages errorPages;

  @Activate
  public Door(
      @Reference DoorSettings settings,
      @Reference Gate gate,
      @Reference Json json,
      @Reference Answers answers,
      @Reference RequestMeters meters,
      @Reference Routes routes,
      @Reference DoorContext context) {
    this.context = context;
    this.servlet =
        new DoorServlet(
            settings,
            new DoorParts(
                gate,
                json,
                answers,
                meters,
                new AccessLog(json),
                () -> Optional.ofNullable(errorPages),
                new ExportLimiter(settings::maxExports)),
            routes,
            new RequestIds(),
            () -> Optional.ofNullable(traffic));
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    servlet.init(config);
    context.opened(config.getServletContext());
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
    context.closed();
  }
}
