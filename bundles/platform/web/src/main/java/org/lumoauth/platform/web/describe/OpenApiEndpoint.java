package org.lumoauth.platform.web.describe;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Describes the running server's API to tools. */
@AnswersWith(status = 200)
@Component(
    property = {WebProperties.ROUTES + "=GET /api/v1/openapi.json", WebProperties.GUARD + "=open"})
public final class OpenApiEndpoint implements HotEndpoint {
  private final KeptDescription description;

  @Activate
  public OpenApiEndpoint(@Reference KeptDescription description) {
    this.description = description;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    WrittenDocument document = description.at(exchange.baseUrl());
    HttpServletResponse response = exchange.response();
    response.setHeader("Cache-Control", "no-cache"); // a module may come or go at any moment
    response.setHeader("ETag", document.entityTag());
    if (document.matches(exchange.request().getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      response.setContentType("application/json");
      response.setContentLength(document.bytes().length);
      response.getOutputStream().write(document.bytes());
    }
  }
}
