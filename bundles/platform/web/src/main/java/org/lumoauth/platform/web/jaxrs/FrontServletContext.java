package org.lumoauth.platform.web.jaxrs;

import java.util.Optional;
import javax.servlet.ServletContext;
import org.osgi.service.component.annotations.Component;

/** The servlet context of the door, which the applications' servlets are opened with. */
@Component(service = FrontServletContext.class)
public final class FrontServletContext {
  private volatile ServletContext context;

  /** The door was opened. */
  public void setContext(ServletContext opened) {
    context = opened;
  }

  /** The door was closed. */
  public void clearContext() {
    context = null;
  }

  Optional<ServletContext> currentContext() {
    return Optional.ofNullable(context);
  }
}
