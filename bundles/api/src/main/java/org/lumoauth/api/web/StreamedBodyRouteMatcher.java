/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

/**
 * Tells the HTTP engine which requests read their body as a stream. Registered by the front
 * servlet's bundle; without it, no request does.
 */
public interface StreamedBodyRouteMatcher {

  /**
   * Returns whether the route of a request reads its body as a stream. Must return without
   * blocking.
   *
   * @param method the HTTP method
   * @param path the path as sent, without the query
   */
  boolean isStreamed(String method, String path);
}
