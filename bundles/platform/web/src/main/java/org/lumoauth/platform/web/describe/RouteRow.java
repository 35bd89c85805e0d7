package org.lumoauth.platform.web.describe;

/**
 * One row of the route table.
 *
 * @param method in upper case
 * @param path with its variable parts in braces
 * @param guard {@code open}, {@code client}, {@code authenticated}, {@code operator} or {@code
 *     permission:} and a permission
 * @param module whose it is
 * @param version of the module's bundle
 * @param summary one line, or empty
 */
public record RouteRow(
    String method, String path, String guard, String module, String version, String summary) {}
