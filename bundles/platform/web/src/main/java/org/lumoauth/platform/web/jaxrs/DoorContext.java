package org.lumoauth.platform.web.jaxrs;

import java.util.Optional;
import javax.servlet.ServletContext;
import org.osgi.service.component.annotations.Component;

/** The servlet context of the door, which the applications' servlets are opened with. */
@Component(service = DoorContext.class)
public final class DoorContext {
  private volatile ServletContext context;

  /** The door was opened. */
  public void opened(ServletContext opened) {
    context = opened;
  }

  /** The door was closed. */
  public void closed() {
    context = null;
  }

  Optional<ServletContext> current() {
    return Optional.ofNullable(context);
  }
}
