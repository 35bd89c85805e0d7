/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.util.Optional;
import javax.servlet.ServletContext;
import org.osgi.service.component.annotations.Component;

/**
 * The servlet context of the front controller, with which the applications' servlets are
 * initialized.
 */
@Component(service = FrontServletContextHolder.class)
public final class FrontServletContextHolder {
  private volatile ServletContext context;

  /** The front controller was initialized. */
  public void setContext(ServletContext opened) {
    context = opened;
  }

  /** The front controller was destroyed. */
  public void clearContext() {
    context = null;
  }

  Optional<ServletContext> currentContext() {
    return Optional.ofNullable(context);
  }
}
