/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

/**
 * The service properties with which a bundle registers endpoints: a {@code
 * javax.ws.rs.core.Application} service with {@link #ROUTES}, without JAX-RS whiteboard properties
 * of its own, or a hot endpoint of the web platform.
 */
public final class EndpointServicePropertyNames {

  /**
   * The path prefixes that are served, each matching whole segments; the most specific prefix of
   * all bundles wins. {@code ~/admin/agents} is below a tenant's API base ({@code
   * /t/{slug}/api/v1}, {@code /orgs/{slug}/api/v1}). {@code ^/login} is below {@code /t/{slug}}
   * itself, for pages, and only for hot endpoints. {@code /api/v1/…} and {@code /system/…} are
   * absolute. A segment {@code *} matches any one segment. JAX-RS paths are relative to the API
   * base, such as {@code @Path("admin/agents")}; below {@code /system} they are relative to the
   * root.
   */
  public static final String ROUTES = "lumoauth.web.routes";

  /**
   * The required caller of a hot endpoint: {@code open}, {@code client} (an OAuth client, which the
   * endpoint authenticates), {@code authenticated}, {@code operator} or {@code permission:} and a
   * permission. The web platform enforces it before the endpoint is called, except for {@code
   * client}. The default is {@code authenticated}.
   */
  public static final String GUARD = "lumoauth.web.guard";

  /**
   * {@code "true"} on a hot endpoint that reads the request body as a stream. The HTTP engine then
   * starts the request before its body has arrived, on a small pool of separate threads, and stops
   * reading after a time-out. Bodies of all other routes are received completely before a thread is
   * assigned.
   */
  public static final String STREAMED_BODY = "lumoauth.web.streamed-body";

  /**
   * {@code "true"} on the {@code javax.servlet.Servlet} service that receives every request of the
   * HTTP engine.
   */
  public static final String FRONT_SERVLET = "lumoauth.web.front-servlet";

  /**
   * Boolean: whether a hot endpoint accepts request bodies of up to {@code maxBodyBytes} (1 MiB by
   * default) instead of {@code defaultBodyBytes} (64 KiB), as {@link LargeRequestBody} of a JAX-RS
   * resource.
   */
  public static final String LARGE_BODY = "lumoauth.web.large-body";

  private EndpointServicePropertyNames() {}
}
