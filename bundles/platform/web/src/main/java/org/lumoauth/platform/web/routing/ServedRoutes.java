package org.lumoauth.platform.web.routing;

import java.util.List;

/**
 * Who serves the routes at one moment.
 *
 * @param revision another after each change
 * @param targets all of them
 */
public record ServedRoutes(long revision, List<RouteTarget> targets) {}
