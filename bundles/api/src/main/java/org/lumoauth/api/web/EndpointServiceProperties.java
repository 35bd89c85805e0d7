package org.lumoauth.api.web;

/**
 * Service properties by which a bundle brings endpoints to the door: a {@code
 * javax.ws.rs.core.Application} service with {@link #ROUTES}, registered under no JAX-RS whiteboard
 * property of its own, or a hot endpoint of the web platform.
 */
public final class EndpointServiceProperties {

  /**
   * The path prefixes that are served, each from a segment's start to a segment's end; the most
   * specific prefix of all bundles wins. {@code ~/admin/agents} stands below a tenant's API base
   * ({@code /t/{slug}/api/v1}, {@code /orgs/{slug}/api/v1}); {@code ^/login} stands below {@code
   * /t/{slug}} itself, for pages, and is for hot endpoints alone; {@code /api/v1/…} and {@code
   * /system/…} stand alone; a segment {@code *} stands for any one segment. JAX-RS paths are
   * relative to the API base, as {@code @Path("admin/agents")}; below {@code /system} they are
   * relative to the root.
   */
  public static final String ROUTES = "lumoauth.web.routes";

  /**
   * What a hot endpoint's caller must be: {@code open}, {@code client} (an OAuth client, which the
   * endpoint authenticates), {@code authenticated}, {@code operator} or {@code permission:} and a
   * permission. The door enforces it before the endpoint is called, but for {@code client}. Without
   * this property it is {@code authenticated}.
   */
  public static final String GUARD = "lumoauth.web.guard";

  /**
   * {@code "true"} on a hot endpoint that reads the request body as a stream. The HTTP engine then
   * starts the request before its body has arrived, on a few threads of their own, and stops
   * reading after a time-out. Bodies of all other routes arrive in full before a thread is taken.
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

  private EndpointServiceProperties() {}
}
