/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/**
 * Answers the dispatcher's internal probe of an application. The probe is a request attribute,
 * which no client can set.
 */
@PreMatching
public final class InternalApplicationProbeFilter implements ContainerRequestFilter {
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    if (request.getAttribute(ApplicationProbeRequest.ATTRIBUTE)
        instanceof ApplicationProbeRequest probe) {
      probe.markAnswered();
      context.abortWith(Response.noContent().build());
    }
  }
}
