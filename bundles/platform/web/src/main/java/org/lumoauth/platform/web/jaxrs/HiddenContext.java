package org.lumoauth.platform.web.jaxrs;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.exchange.Answers;
import org.osgi.service.http.context.ServletContextHelper;

/**
 * The context that applications are published in. It answers nothing: they are reached through the
 * door, or not at all.
 */
final class HiddenContext extends ServletContextHelper {
  static final String NAME = "lumoauth-hidden";
  static final String PATH = "/lumoauth-hidden";

  private final Answers answers;

  HiddenContext(Answers answers) {
    this.answers = answers;
  }

  @Override
  public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answers.failure(
        response, Problem.notFound("There is nothing at this path."), "-", "any", "unmatched");
    response.flushBuffer();
    return false;
  }
}
