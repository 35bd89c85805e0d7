package org.lumoauth.platform.web.routing;

import org.lumoauth.platform.web.meter.RouteMeter;

/**
 * One method on one path.
 *
 * @param method in upper case
 * @param path as {@code /t/{tenant}/api/v1/admin/users/{userId}}
 * @param guard who may
 * @param summary one line, or empty
 * @param meter counts its requests
 */
public record Operation(
    String method, String path, Guard guard, String summary, RouteMeter meter) {}
